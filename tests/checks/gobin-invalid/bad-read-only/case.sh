mkdir "$T/bin"
inside_mounts "mount -t tmpfs -o ro none $T/bin"
export GOBIN="$T/bin"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
oracle() { fails "read-only file system" within "$GO" install .; }
