# Twice at the same version: go takes it; and so does a workspace with two.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0" \
	"require example.com/dep1 v1.0.0 // indirect"
file m.go "package m"
file w/go.work "go 1.19" "" "use ."
file w/go.mod "module example.com/w" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0" "require example.com/dep1 v1.1.0"
file w/w.go "package w"
ORACLE=all
oracle() {
	prints example.com/m "$GO" list .
	cd w || return 1
	prints example.com/w "$GO" list .
}
