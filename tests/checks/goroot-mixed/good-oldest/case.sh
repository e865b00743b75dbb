# A tree as it was unpacked.
use_go oldest
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=oldest
oracle() { passes "$GO" build .; }
