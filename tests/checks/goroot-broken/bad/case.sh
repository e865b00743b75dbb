# GOROOT names a folder that is gone.
export GOROOT="$T/gone"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "go: cannot find GOROOT directory: $T/gone" "$GO" env GOVERSION
	fails "go: cannot find GOROOT directory: $T/gone" "$GO" build .
}
