# A tree as it was unpacked.
# A long case: ./dev long.
use_go newest
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { passes "$GO" build .; }
