# As tutorials have it: right today.
new=$(release newest)
[ -n "$new" ] || skip_case "no Go here"
export GOROOT="$(dirname "$(dirname "${new#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	passes "$GO" build .
}
