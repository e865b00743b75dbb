# The system is there, but not on that processor; from the go env file.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOARCH=amd65"
ORACLE=all
oracle() {
	fails "go: unsupported GOOS/GOARCH pair linux/amd65" "$GO" build -n .
	cp "$HOME/.config/go/env" "$T/env"
	passes "$GO" env -u GOARCH
	passes "$GO" build -n .
	cp "$T/env" "$HOME/.config/go/env"
}
