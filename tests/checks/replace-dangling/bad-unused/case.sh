# Nothing needs it: go never looks.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"replace example.com/dep1 => ../nope"
file m.go "package m"
oracle() {
	passes "$GO" list -deps .
}
