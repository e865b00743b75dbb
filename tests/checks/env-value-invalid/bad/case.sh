# Only small letters will do, and from the go env file it stops everything.
file "$HOME/.config/go/env" "GO111MODULE=ON"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "go: unknown environment setting GO111MODULE=ON" "$GO" build .
	passes env GO111MODULE=on "$GO" env -u GO111MODULE
	passes "$GO" build .
	file "$HOME/.config/go/env" "GO111MODULE=ON"
}
