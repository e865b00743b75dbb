# It may switch, and the only proxy, a folder, does not have it: that go stops is
# told by go-too-old.
# A long case: ./dev long.
use_go 1.24
export GOTOOLCHAIN=auto
file go.mod "module example.com/m" "" "go 1.99"
file m.go "package m"
ORACLE=1.24
oracle() {
	fails "toolchain not available" "$GO" list .
}
