# A tree as it was unpacked.
# A long case: ./dev long.
use_go 1.24
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.24
oracle() { passes "$GO" build .; }
