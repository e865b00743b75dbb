# The shell stands in a module that go.work does not list; it asks for more Go.
# A long case: ./dev long.
use_go 1.21
CHECK=module-not-in-workspace
file go.work "go 1.18 // least" "" "use (" "	// ours" "	./a" "	./c" ")"
file a/go.mod "module example.com/a" "" "go 1.18"
file a/a.go "package a"
file b/go.mod "module example.com/b" "" "go 1.21.0"
file b/b.go "package b"
file c/go.mod "module example.com/c" "" "go 1.18"
file c/c.go "package c"
git_commit
CWD=$T/repo/b
ORACLE="1.21 newest"
before() {
	fails "is contained in a module that is not one of the workspace modules listed in go.work" \
		"$GO" list .
}
after() {
	passes "$GO" list .
	cd ../a && passes "$GO" list .
}
