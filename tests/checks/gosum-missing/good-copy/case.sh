# What a copy that replaces a module requires needs no go.sum of the copy's own, nor
# do the replaces of the copy count, unless go builds in its folder.
# A long case: ./dev long.
module_with_dep1 1.21 v1.0.0
mkmod example.com/dep2 v1.0.0
cat >>go.mod <<'EOF'

require example.com/dep2 v1.0.0 // indirect

replace example.com/dep1 => ./third_party/example.com/dep1
EOF
sums example.com/dep2 v1.0.0 >go.sum
file third_party/example.com/dep1/go.mod "module example.com/dep1" "" "go 1.21" "" \
	"require example.com/dep2 v1.0.0" "" "replace example.com/dep3 => ../nowhere"
file third_party/example.com/dep1/lib.go "package dep1" "" 'import _ "example.com/dep2"'
oracle() {
	passes "$GO" build -o /dev/null ./...
	cd third_party/example.com/dep1 || exit 1
	fails "missing go.sum entry" "$GO" build -o /dev/null ./...
}
