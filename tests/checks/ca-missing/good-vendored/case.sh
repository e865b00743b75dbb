# Nothing is fetched, and nothing speaks TLS.
inside_no_roots
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
vendor_dep1 v1.0.0
export GOPROXY=https://proxy.golang.org,direct
oracle() { passes within "$GO" build .; }
