# A read-only module cache with all modules in it, as an image may have it.
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
mkdir "$T/mod"
export GOMODCACHE="$T/mod"
[ -z "$newest" ] || "${newest#* }" mod download >/dev/null 2>&1
inside_mounts "mount --bind $T/mod $T/mod" "mount -o remount,bind,ro $T/mod"
oracle() { passes within "$GO" build .; }
