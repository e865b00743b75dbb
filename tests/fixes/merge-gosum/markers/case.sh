# A merge that nobody finished: both sides are needed, one line is in both.
CHECK=gosum-conflict
file go.mod "module example.com/m" "" "go 1.18" "" "require (" \
	"	example.com/dep1 v1.0.0" "	example.com/dep2 v1.1.0" ")"
file m.go "package m" "" 'import (' '	_ "example.com/dep1"' \
	'	_ "example.com/dep2"' ')'
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep2 v1.1.0
{
	echo "<<<<<<< HEAD"
	sums example.com/dep1 v1.0.0
	echo "======="
	sums example.com/dep1 v1.0.0 | head -n 1
	sums example.com/dep2 v1.1.0
	echo ">>>>>>> topic"
} >go.sum
ORACLE=all
before() {
	if since 1.22; then
		fails "malformed go.sum" "$GO" list -deps .
	else
		fails "missing go.sum entry" "$GO" list -deps .
	fi
}
after() {
	passes "$GO" list -deps .
	passes "$GO" mod verify
}
