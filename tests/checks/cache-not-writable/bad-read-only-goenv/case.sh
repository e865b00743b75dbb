# The go env file names a folder of a read-only file system: it is told there.
mkdir "$T/cache"
inside_mounts "mount -t tmpfs -o ro none $T/cache"
unset GOCACHE
file "$HOME/.config/go/env" "GOCACHE=$T/cache/go-build"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() { fails "read-only file system" within "$GO" build .; }
