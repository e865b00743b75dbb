# A module has to be fetched, and there it cannot be put.
# A long case: ./dev long.
export GOMODCACHE=/proc/mod
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
oracle() { fails "mkdir /proc/mod: no such file or directory" "$GO" build .; }
