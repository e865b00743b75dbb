# Below the tree of Go, as guides of long ago had it.
[ -n "$newest" ] || skip_case "no Go here"
real=$(dirname "$(dirname "${newest#* }")")
mkdir -p "$T/go/bin" "$T/go/work/app"
cp "$real/bin/go" "$T/go/bin/go"
for d in "$real"/*; do
	[ "${d##*/}" = bin ] || ln -s "$d" "$T/go/"
done
PATH=$T/go/bin:$BASE_PATH
ROOT=$T/go/work/app
cd "$ROOT" || exit 1
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	GO=$T/go/bin/go
	passes "$GO" build .
	prints "$T/go" "$GO" env GOROOT
}
