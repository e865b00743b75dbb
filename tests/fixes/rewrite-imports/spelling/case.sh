# A package of somebody else in two spellings: the one that go.mod requires.
# A long case: ./dev long.
CHECK=import-case-collision
SET=
mkmod example.com/dep v1.0.0
cached example.com/dep v1.0.0
export GOMODCACHE=$HOME/go/pkg/mod GOFLAGS=-buildvcs=false
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
sums example.com/dep v1.0.0 >go.sum
file a.go "package m" "" 'import _ "example.com/Dep"'
file b.go "package m" "" 'import _ "example.com/dep"'
git_commit
before() {
	fails "example.com/Dep" "$GO" build ./...
}
after() {
	passes "$GO" build ./...
}
