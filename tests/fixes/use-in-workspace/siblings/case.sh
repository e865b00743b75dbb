# Three modules in GOPATH, each made alone; a fourth, and one inside of a member,
# go on to build since they are listed, too.
# A long case: ./dev long.
CHECK=gopath-dependents
export GOPATH="$T/gopath"
STATE=$GOPATH/src
S=$GOPATH/src/example.com/acme
module() {
	file "$S/$1/go.mod" "module example.com/acme/$1" "" "go $2"
	file "$S/$1/x.go" "package ${3:-x}" "" "$4"
}
module app 1.18 main 'import _ "example.com/acme/lib"

func main() {}'
module lib 1.19 lib
module tool 1.18 main 'import _ "example.com/acme/lib"

func main() {}'
module other 1.18
module app/tools 1.18
# It has a go.work of its own, and is nobody's business.
module apart 1.18
file "$S/apart/go.work" "go 1.18" "" "use ."
file "$S/old/x.go" "package old"
file "$S/lib/testdata/m/go.mod" "module example.com/m" "" "go 1.99"
file "$S/lib/testdata/m/x.go" "package m"
ROOT=$S/app
ORACLE=all
before() {
	cd "$S/app" && fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
	cd "$S/tool" && fails "no required module provides package example.com/acme/lib" "$GO" build -o /dev/null .
	cd "$S/other" && passes "$GO" build .
}
after() {
	for m in app lib tool other app/tools apart; do
		cd "$S/$m" && passes "$GO" build -o /dev/null ./...
	done
	cd "$S/old" && GO111MODULE=off passes "$GO" build .
	if since 1.21; then
		rm -rf "$T/copy" && cp -R "$S" "$T/copy"
		cd "$T/copy" && rm go.work
		passes "$GO" work init ./app ./app/tools ./lib ./other ./tool
		passes "$GO" work edit -go=1.19
		passes cmp go.work "$S/go.work"
	fi
}
