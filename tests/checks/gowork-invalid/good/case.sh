# One folder in two spellings, and a replacement that go.work decides.
file go.work "go 1.19" "use ./x" "use ./y/z" "" \
	"replace example.com/e => ./e1"
file x/go.mod "module example.com/x" "" "go 1.19" "" \
	"replace example.com/d => ../d1" "replace example.com/e => ../e1"
file x/x.go "package x"
file y/z/go.mod "module example.com/z" "" "go 1.19" "" \
	"replace example.com/d => ../../d1" "replace example.com/e => ../e2" \
	"replace example.com/d v1.0.0 => ../d3"
file y/z/z.go "package z"
CWD=$T/repo/x
ORACLE=all
oracle() {
	passes "$GO" list -m
	passes "$GO" list .
}
