# The words of a go before 1.21.
# A long case: ./dev long.
use_go 1.19
export GOWORK=go.work
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.19
oracle() {
	fails "the path provided to GOWORK must be an absolute path" "$GO" build .
}
