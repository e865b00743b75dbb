# The folder is not there, and a package imports the module.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.0.0" "" \
	"replace example.com/dep1 => ../nope"
file m.go "package m" "" 'import _ "example.com/dep1"'
ORACLE=all
oracle() {
	fails "replacement directory ../nope does not exist" "$GO" list -deps .
}
