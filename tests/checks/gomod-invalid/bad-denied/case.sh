# go may not read it either.
[ "$(command id -u)" != 0 ] || skip_case "root may read everything"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
chmod 000 go.mod
oracle() {
	fails "permission denied" "$GO" list .
}
