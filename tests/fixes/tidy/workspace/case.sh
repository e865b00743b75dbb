# In a workspace: the member alone is tidied.
# A long case: ./dev long.
file go.work "go 1.19" "" "use (" "	./a" "	./b" ")"
mkdir a b
cd a
module_with_dep1 1.19 v1.0.0
cd ../b
file go.mod "module example.com/b" "" "go 1.19"
file b.go "package b"
cd ..
cached example.com/dep1 v1.0.0
CWD=$T/repo/a
ROOT=$T/repo/a
CHECK=gosum-missing
after() {
	GOWORK=off
	export GOWORK
	passes "$GO" build ./...
}
