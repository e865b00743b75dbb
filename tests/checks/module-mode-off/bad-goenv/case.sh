# The same, kept in the go env file.
file "$HOME/.config/go/env" "GO111MODULE=off"
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require example.com/dep v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep"'
ORACLE=all
oracle() {
	fails "go: modules disabled by GO111MODULE=off" "$GO" mod tidy
	passes "$GO" env -u GO111MODULE
	file "$HOME/.config/go/env" "GO111MODULE=off"
}
