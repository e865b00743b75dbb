# A tree as it was unpacked, with its archive at hand.
# A long case: ./dev long.
archived newest
use_go newest
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { passes "$GO" build .; }
