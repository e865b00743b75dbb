# The words of a go up to 1.20.
# A long case: ./dev long.
use_go 1.19
old=$(release 1.19)
export GOROOT="$T/half"
mkdir "$GOROOT"
for part in VERSION bin pkg; do
	ln -s "$(dirname "$(dirname "${old#* }")")/$part" "$GOROOT/$part"
done
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import "fmt"' "" "var _ = fmt.Sprint"
ORACLE=1.19
oracle() {
	fails "package fmt is not in GOROOT ($GOROOT/src/fmt)" "$GO" build .
}
