# Up to 1.23 it is taken as it is, below the folder that go runs in.
# A long case: ./dev long.
use_go 1.23
unset GOCACHE
export XDG_CACHE_HOME=rel
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.23
oracle() { passes "$GO" build .; }
