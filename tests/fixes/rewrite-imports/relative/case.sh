# Relative imports in a module, in tests and files for other systems too.
CHECK=relative-import
export GOFLAGS=-buildvcs=false
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" '// import "./lib" stays' 'import "./lib"' "" 'const S = `import "./lib"`' 'const V = lib.V'
file m_windows.go "package m" "" 'import _ "./lib/../other"'
file m_test.go "package m" "" 'import (' '	"testing"' '	_ "./lib"' ')' "" 'func TestM(t *testing.T) {}'
file lib/lib.go "package lib" "" 'import . "../other"' "" 'const V = W'
file other/other.go "package other" "" 'const W = 1'
git_commit
before() {
	fails "import" "$GO" build ./...
}
after() {
	passes "$GO" build ./...
	passes "$GO" vet ./...
	GOOS=windows passes "$GO" build ./...
}
