# Nobody makes folders there, root neither.
export GOCACHE=/proc/nosuch/go-build
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "failed to initialize build cache at /proc/nosuch/go-build: mkdir /proc/nosuch: no such file or directory" \
		"$GO" build .
}
