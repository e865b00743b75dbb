# From 1.21 on the patch number counts.
use_go 1.21
file go.mod "module example.com/m" "" "go 1.21.99"
file m.go "package m"
ORACLE=1.21
oracle() {
	fails "go.mod requires go >= 1.21.99" "$GO" list .
}
