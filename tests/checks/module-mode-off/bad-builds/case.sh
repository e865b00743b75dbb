# Where nothing but std is needed it builds all the same.
export GO111MODULE=off
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "go: modules disabled by GO111MODULE=off" "$GO" mod tidy
}
