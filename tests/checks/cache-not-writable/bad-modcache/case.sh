# A module has to be fetched into a read-only module cache.
mkdir "$T/cache"
inside_mounts "mount -t tmpfs -o ro none $T/cache"
export GOMODCACHE="$T/cache/mod"
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
oracle() { fails "read-only file system" within "$GO" build .; }
