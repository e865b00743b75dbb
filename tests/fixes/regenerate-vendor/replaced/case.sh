# A folder replaces the module: its files are copied, and they may change.
# A long case: ./dev long.
CHECK=vendor-out-of-date
file go.mod "module example.com/m" "" "go 1.19" "" \
	"require example.com/loc v0.0.0" "" \
	"replace example.com/loc => ./loc"
file m.go "package m" "" 'import _ "example.com/loc"'
file loc/go.mod "module example.com/loc" "" "go 1.19"
file loc/loc.go "package loc" "" "const Two = 2"
file vendor/modules.txt "# example.com/loc v0.0.0 => ./old" \
	"## explicit; go 1.19" "example.com/loc" "# example.com/loc => ./old"
file vendor/example.com/loc/loc.go "package loc"
after() {
	passes "$GO" build ./...
	prints "=> ./loc" cat vendor/modules.txt
}
