# Another case than the module's path and its folders have.
CHECK=import-case-collision
export GOFLAGS=-buildvcs=false
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import (' '	"example.com/M/Lib"' '	_ "example.com/m/lib/Sub"' ')' "" 'const V = lib.V'
file lib/lib.go "package lib" "" 'const V = 1'
file lib/sub/sub.go "package sub"
git_commit
before() {
	fails "example.com/M/Lib" "$GO" build ./...
}
after() {
	passes "$GO" build ./...
}
