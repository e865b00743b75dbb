# A merge that kept both sides: one module at two versions.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0" "require example.com/dep1 v1.1.0"
file m.go "package m"
ORACLE=all
oracle() {
	fails "updates to go.mod needed" "$GO" list -m
}
