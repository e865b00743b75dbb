# It may fetch: what lacks comes, what nobody imports goes.
# A long case: ./dev long.
CHECK=gosum-missing
SET=network=yes
mkdir -p "$HOME/go"
file go.mod "module example.com/m" "" "go 1.19" "" "require (" \
	"	example.com/dep1 v1.0.0" "	example.com/idle v1.0.0" ")"
file m.go "package m" "" 'import _ "example.com/dep1"' \
	'import _ "example.com/new"'
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0
mkmod example.com/idle v1.0.0
mkmod example.com/new v1.2.0 "go.mod=module example.com/new
require example.com/dep1 v1.1.0"
after() {
	passes "$GO" build ./...
}
