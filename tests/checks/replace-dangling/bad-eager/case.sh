# Before 1.17 the go.mod of each required module is read, imported or not.
file go.mod "module example.com/m" "" "go 1.16" "" \
	"require example.com/dep1 v1.0.0" "" \
	"replace example.com/dep1 => ../nope"
file m.go "package m"
oracle() {
	fails "(replaced by ../nope): reading ../nope/go.mod" "$GO" list .
}
