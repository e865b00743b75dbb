# With GO111MODULE=auto a project without go.mod below go.work builds no more.
CHECK=gopath-dependents
export GOPATH="$T/gopath" GO111MODULE=auto
S=$GOPATH/src/example.com/acme
file "$S/app/go.mod" "module example.com/acme/app" "" "go 1.18"
file "$S/app/x.go" "package main" "" 'import _ "example.com/acme/lib"' "" "func main() {}"
file "$S/lib/go.mod" "module example.com/acme/lib" "" "go 1.18"
file "$S/lib/x.go" "package lib"
file "$S/old/x.go" "package old"
ROOT=$S/app
ORACLE=all
before() {
	cd "$S/old" && passes "$GO" build .
	file ../go.work "go 1.18" "" "use (" "	./app" "	./lib" ")"
	fails "outside modules listed in go.work" "$GO" build .
	rm ../go.work
}
