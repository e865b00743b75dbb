# replace and use lines that lead out of it and into it, and the modules.txt
# that repeats one: all lead to the same folders afterwards.
# A long case: ./dev long.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
MOVED="$HOME/src/(x)/app" SET="to=~/src/(x)/app"
o=$GOPATH/src/example.com/o
file go.mod "module example.com/o/app" "" "go 1.18" "" "require (" \
	"	example.com/o/dep v1.0.0 // first" "	example.com/o/in v1.0.0" ")" "" \
	"replace (" "	example.com/o/dep v1.0.0 => ../dep // beside" \
	"	example.com/o/in => ./in" ")" "" \
	"replace example.com/gone => ../gone"
file m.go "package app" "" "import (" '	_ "example.com/o/dep"' \
	'	_ "example.com/o/in"' ")"
file in/go.mod "module example.com/o/in" "" "go 1.18"
file in/i.go "package in"
file ../dep/go.mod "module example.com/o/dep" "" "go 1.18"
file ../dep/d.go "package dep"
file ../user/go.mod "module example.com/o/user" "" "go 1.18" "" \
	"require example.com/o/app v0.0.0" "" \
	"replace example.com/o/app => ../app" \
	"replace example.com/o/in v1.0.0 => $ROOT/in"
file ../user/u.go "package user"
printf 'go 1.18\r\n\r\nuse (\r\n\t./app // it\r\n\t./dep\r\n)\r\n' >../go.work
file "$HOME/other/go.mod" "module example.com/other" "" "go 1.18" "" \
	"require example.com/o/app v0.0.0" "" \
	"replace example.com/o/app => $ROOT"
file "$HOME/other/x.go" "package other" "" 'import _ "example.com/o/app/lib"'
file lib/l.go "package lib"
ORACLE=all
all() {
	cd "$ROOT" || exit 1
	passes env GOWORK=off "$GO" build -o /dev/null ./...
	passes "$GO" build -o /dev/null .
	cd "$o/user" || exit 1
	passes env GOWORK=off "$GO" build .
	cd "$HOME/other" || exit 1
	passes "$GO" build .
	cd "$o/dep" || exit 1
	prints "example.com/o/app" "$GO" list -m
}
before() {
	all
}
after() {
	all
	cd "$ROOT" || exit 1
	prints "=> ../../../../gopath/src/example.com/o/dep" \
		env GOWORK=off "$GO" list -m all
}
