# No git, and nothing that wants one: a library whose modules come by a proxy.
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
without_git
oracle() { passes env PATH="$(dirname "$GO")" "$GO" build .; }
