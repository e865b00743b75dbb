# A line with a patch release: what is older than 1.21 cannot read it.
# A long case: ./dev long.
use_go 1.18
file go.mod "module example.com/m" "" "go 1.22.0"
file m.go "package m"
ORACLE="1.18 1.19 1.20"
oracle() {
	fails "invalid go version '1.22.0': must match format 1.23" "$GO" list .
}
