# The folder is there and is no module.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0" "" \
	"replace example.com/dep1 => ./dep1"
file m.go "package m" "" 'import _ "example.com/dep1"'
file dep1/lib.go "package dep1"
oracle() {
	fails "dep1/go.mod" "$GO" build -o /dev/null .
}
