# Seen from the one that is imported; the others below it are left alone, and it
# is told that go stops there.
# A long case: ./dev long.
CHECK=gopath-dependents
SET="others=leave"
export GOPATH="$T/gopath"
STATE=$GOPATH/src
S=$GOPATH/src/example.com/acme
module() {
	file "$S/$1/go.mod" "module example.com/acme/$1" "" "go 1.18"
	file "$S/$1/x.go" "package ${2:-x}" "" "$3"
}
module app main 'import _ "example.com/acme/lib"

func main() {}'
module lib lib
module other
module app/tools
ROOT=$S/lib
before() {
	cd "$S/app" && fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
	cd "$S/other" && passes "$GO" build .
	cd "$S/app/tools" && passes "$GO" build .
}
after() {
	cd "$S/app" && passes "$GO" build -o /dev/null .
	cd "$S/other" || exit
	if since 1.19; then
		fails "is not one of the workspace modules" "$GO" build .
	else
		fails "outside modules listed in go.work" "$GO" build .
	fi
	GOWORK=off passes "$GO" build .
	cd "$S/app/tools" && fails "example.com/acme/app" "$GO" build .
	GOWORK=off passes "$GO" build .
}
