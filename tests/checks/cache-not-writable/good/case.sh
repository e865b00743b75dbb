# Nothing set, and the folders not there yet.
unset GOCACHE
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { passes "$GO" build .; }
