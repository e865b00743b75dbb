# With GO111MODULE=off it builds.
# A long case: ./dev long.
ROOT=$HOME/go/src/example.com/old
mkdir -p "$ROOT"
cd "$ROOT"
file main.go "package main" "" 'import _ "example.com/old/lib"' "" "func main() {}"
file lib/lib.go "package lib"
GO111MODULE=off
export GO111MODULE
oracle() {
	prints example.com/old/lib "$GO" list ./...
}
