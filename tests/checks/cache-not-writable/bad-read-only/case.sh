# The home is on a read-only file system.
mkdir "$T/cache"
inside_mounts "mount -t tmpfs -o ro none $T/cache"
export GOCACHE="$T/cache/go-build"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() {
	fails "failed to initialize build cache at $T/cache/go-build" \
		within "$GO" build .
	fails "read-only file system" within "$GO" build .
}
