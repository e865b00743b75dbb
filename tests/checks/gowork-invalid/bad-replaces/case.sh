# Two members replace one module with different folders.
file go.work "go 1.19" "use ./x" "use ./y"
file x/go.mod "module example.com/x" "" "go 1.19" "" \
	"replace example.com/d => ../d1"
file x/x.go "package x"
file y/go.mod "module example.com/y" "" "go 1.19" "" \
	"replace example.com/d => ../d2"
file y/y.go "package y"
CWD=$T/repo/x
ORACLE=all
oracle() {
	fails "conflicting replacements for example.com/d:" "$GO" list -m
}
