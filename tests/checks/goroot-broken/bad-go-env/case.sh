# A whole tree but for go.env, which gives the defaults since 1.21.
# A long case: ./dev long.
needs 1.21
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOROOT="$T/half"
mkdir "$GOROOT"
for part in VERSION bin lib pkg src; do
	ln -s "$(dirname "$(dirname "${new#* }")")/$part" "$GOROOT/$part"
done
unset GOPROXY GOSUMDB GOTOOLCHAIN
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	prints "" "$GO" env GOPROXY
	[ -z "$said" ] || fails "an empty GOPROXY" "$GO" env GOPROXY
	passes "$GO" list -m
	fails "GOPROXY list is not the empty string, but contains no entries" \
		"$GO" list -m example.com/x@latest
}
