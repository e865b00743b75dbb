# A tree without VERSION builds, as one made from git does.
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOROOT="$T/dev"
mkdir "$GOROOT"
for part in bin go.env lib pkg src; do
	ln -s "$(dirname "$(dirname "${new#* }")")/$part" "$GOROOT/$part"
done
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	passes "$GO" build .
}
