# One package of somebody else in two spellings.
file go.mod "module example.com/m" "" "go 1.18" "" "require (" \
	"	example.com/Dep v0.0.0" "	example.com/dep v0.0.0" ")" "" \
	"replace example.com/Dep => ./d1" "" "replace example.com/dep => ./d2"
file a.go "package m" "" 'import _ "example.com/Dep"'
file b.go "package m" "" 'import _ "example.com/dep"'
file d1/go.mod "module example.com/Dep" "" "go 1.18"
file d1/d.go "package dep"
file d2/go.mod "module example.com/dep" "" "go 1.18"
file d2/d.go "package dep"
oracle() {
	fails "case-insensitive import collision" "$GO" build .
}
