# A go before 1.21 takes the line for a hint.
# A long case: ./dev long.
use_go 1.19.8
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m" "" "func f() {" "	for range 10 {" "	}" "}"
ORACLE=1.19.8
oracle() {
	passes "$GO" list .
	fails "note: module requires Go 1.22" "$GO" build .
}
