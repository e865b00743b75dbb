# A module has to be fetched over https.
inside_no_roots
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
export GOPROXY=https://proxy.golang.org,direct
file roots/go.mod "module example.com/roots" "" "go 1.18"
(cd roots && counts_roots)
oracle() {
	cd roots || return
	passes "$GO" build -o "$T/m" .
	prints "roots 0" within "$T/m"
}
