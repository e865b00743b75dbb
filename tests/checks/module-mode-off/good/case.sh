# auto is module mode where there is a go.mod, below GOPATH/src too.
export GO111MODULE=auto
ROOT=$HOME/go/src/example.com/m
mkdir -p "$ROOT/sub"
cd "$ROOT" || exit 1
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file sub/s.go "package sub"
ORACLE=all
oracle() {
	prints "$ROOT/go.mod" "$GO" env GOMOD
	prints example.com/m/sub "$GO" list ./sub
}
