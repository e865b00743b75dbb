# A folder that nobody may read; go reads the module around it.
[ "$(command id -u)" != 0 ] || skip_case "root may read everything"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkdir secret
chmod 000 secret
oracle() {
	passes "$GO" list .
}
