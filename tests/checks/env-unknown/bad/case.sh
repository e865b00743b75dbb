# By hand: a typing error, and a variable that only programs read.
# A long case: ./dev long.
file "$HOME/.config/go/env" "GOPROXXY=off" "GOMAXPROCS=1" "GOFLAGS=-mod=mod" "EDITOR=vi"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import (' '	"fmt"' '	"runtime"' ')' "" \
	"func main() {" '	fmt.Println("procs", runtime.GOMAXPROCS(0))' "}"
oracle() {
	prints "procs $(nproc)" "$GO" run .
	for name in GOPROXXY GOMAXPROCS; do
		fails "unknown go command variable $name" \
			env GOENV="$T/env" "$GO" env -w $name=1
	done
}
