# A version of the module, and what an older release does not know.
# A long case: ./dev long.
use_go 1.23
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
GOFIPS140=x
export GOFIPS140
ORACLE=1.23
oracle() { passes "$GO" list -m; }
