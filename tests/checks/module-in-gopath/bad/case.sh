# Below GOPATH/src, with a replace: it builds as anywhere else.
ROOT=$HOME/go/src/github.com/acme/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
file go.mod "module example.com/app" "" "go 1.18" "" \
	"require example.com/dep v1.0.0" "" \
	"replace example.com/dep => ./dep"
file dep/go.mod "module example.com/dep" "" "go 1.18"
file dep/d.go "package dep"
file m.go "package app" "" 'import _ "example.com/dep"'
ORACLE=all
oracle() {
	passes "$GO" build .
	passes env GO111MODULE=on "$GO" build .
	passes env GO111MODULE=auto "$GO" build .
	prints "example.com/dep v1.0.0 => ./dep" "$GO" list -m all
}
