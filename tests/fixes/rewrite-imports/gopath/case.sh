# "project/pkg": by the folder's name, and by src/ of the module.
# A long case: ./dev long.
CHECK=gopath-import
export GOFLAGS=-buildvcs=false
mkdir -p project
cd project || exit 1
ROOT=$PWD
CWD=$ROOT
UNDO=$ROOT/.git/gomend
file go.mod "module example.com/you/thing" "" "go 1.18"
file m.go "package m" "" 'import (' '	"project/lib"' '	"deep/down"' ')' "" 'const V = lib.V + down.V'
file lib/lib.go "package lib" "" 'const V = 1'
file src/deep/down/down.go "package down" "" 'const V = 2'
git_commit
before() {
	fails "project/lib" "$GO" build ./...
}
after() {
	passes "$GO" build ./...
}
