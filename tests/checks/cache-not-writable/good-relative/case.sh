# A module cache that nobody looks at.
export GOMODCACHE=mod
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() { passes "$GO" build .; }
