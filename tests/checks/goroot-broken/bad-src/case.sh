# The compiler is there, the library is not.
# A long case: ./dev long.
needs 1.21
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOROOT="$T/half"
mkdir "$GOROOT"
for part in VERSION bin go.env lib pkg; do
	ln -s "$(dirname "$(dirname "${new#* }")")/$part" "$GOROOT/$part"
done
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import "fmt"' "" "var _ = fmt.Sprint"
ORACLE=newest
oracle() {
	fails "package fmt is not in std ($GOROOT/src/fmt)" "$GO" build .
}
