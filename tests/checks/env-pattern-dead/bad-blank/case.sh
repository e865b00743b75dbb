# A blank behind the comma belongs to the entry.
# A long case: ./dev long.
export GOPRIVATE="a.example, example.com"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkmod example.com/dep1 v1.0.0
ORACLE=all
oracle() {
	private public "a.example, example.com"
	private private "a.example,example.com"
}
