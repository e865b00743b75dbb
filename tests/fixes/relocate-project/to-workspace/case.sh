# Below a go.work that does not list it, go would refuse it.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
SET=to=~/w/app
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file "$HOME/w/go.work" "go 1.18"
ORACLE=all
before() {
	cp -R "$ROOT" "$HOME/w/app"
	cd "$HOME/w/app" || exit 1
	fails "does not contain modules listed in go.work" "$GO" list ./... ||
		return 1
	rm -rf "$HOME/w/app"
}
