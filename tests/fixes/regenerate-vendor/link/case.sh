# vendor is a symbolic link: go would put a folder in its place.
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/dep1 v1.1.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.1.0
mkdir -p "$T/elsewhere"
ln -s "$T/elsewhere" vendor
