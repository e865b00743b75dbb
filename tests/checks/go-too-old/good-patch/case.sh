# A language version asks for no patch release; its first one will do.
# A long case: ./dev long.
use_go 1.21
file go.mod "module example.com/m" "" "go 1.21"
file m.go "package m"
ORACLE=1.21
oracle() {
	passes "$GO" list .
}
