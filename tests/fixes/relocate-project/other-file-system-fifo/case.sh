# What is no file, folder or link cannot be copied there.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
shm=/dev/shm$T
mkdir -p "$shm" 2>/dev/null || skip_case "no /dev/shm here"
trap 'rm -rf "/dev/shm${T%/*/*}"' EXIT
[ "$(stat -c %d "$shm")" != "$(stat -c %d "$ROOT")" ] ||
	skip_case "/dev/shm is no other file system"
SET=to=$shm/app
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
mkfifo pipe
