# No go.mod yet: off keeps go mod init from making one.
# A long case: ./dev long.
export GO111MODULE=off
file m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" build .
	fails "go: modules disabled by GO111MODULE=off" "$GO" mod init example.com/m
}
