# A long case.
# A go.mod that go does not get stops go mod tidy for all, though it names the .zip
# first; without that pin the others
# stay, and it is told. What another system alone imports is at the commit of its
# clone as well.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH/src/example.com/me
for v in v1.0.0 v1.4.0; do
	mkmod example.com/mouse $v
	mkmod example.com/kept $v
done
mkmod example.com/away v1.0.0
mkmod example.com/free v1.0.0 'go.mod=module example.com/free
require example.com/kept v1.0.0' 'lib.go=package free

import _ "example.com/kept"'
for m in mouse kept away lost; do
	mkdir -p "$GOPATH/src/example.com/$m"
	cd "$GOPATH/src/example.com/$m" || exit 1
	file go.mod "module example.com/$m"
	file lib.go "package $m" "" 'const Version = "v1.0.0"'
	git_commit
	git remote add origin https://example.com/$m
	git tag v1.0.0
done
cd "$GOPATH/src/example.com/away" || exit 1
file lib.go 'package away' '' 'const New = 1'
git_commit
ROOT=$GOPATH/src/example.com/me
CWD=$ROOT
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
file m.go 'package main' "" 'import (' '	_ "example.com/away"' '	_ "example.com/free"' '	_ "example.com/kept"' \
	')' "" 'func main() {}'
file m_windows.go 'package main' "" 'import _ "example.com/mouse"'
file m_test.go 'package main' "" 'import _ "example.com/lost"'
after() {
	passes "$GO" build -o /dev/null .
	prints "example.com/away v1.0.0
example.com/free v1.0.0
example.com/kept v1.0.0
example.com/mouse v1.0.0" sh -c "'$GO' list -m all | sed 1d"
}
