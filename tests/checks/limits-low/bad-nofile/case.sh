# A service with room for few files; nobody can raise the hard limit.
inside "ulimit -n 8"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import _ "net/http"'
export GOCACHE="$T/gocache"
oracle() { fails "too many open files" within "$GO" build .; }
