# Everything but the home is read-only, as some containers are started.
mkdir "$T/tmp"
inside_mounts "mount -t tmpfs -o ro none $T/tmp"
export GOTMPDIR="$T/tmp"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() { fails "read-only file system" within "$GO" build .; }
