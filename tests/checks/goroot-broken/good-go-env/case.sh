# Without go.env, but GOPROXY is set: that is all it takes to fetch.
needs 1.21
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOROOT="$T/half"
mkdir "$GOROOT"
for part in VERSION bin lib pkg src; do
	ln -s "$(dirname "$(dirname "${new#* }")")/$part" "$GOROOT/$part"
done
export GOPROXY=off
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	fails "module lookup disabled by GOPROXY=off" "$GO" list -m example.com/x@latest
}
