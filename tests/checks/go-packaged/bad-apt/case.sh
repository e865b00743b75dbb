# The distribution's go, too old for the module and for the world.
[ -x /usr/lib/go-1.19/bin/go ] || skip_case "no golang-1.19-go of Debian here"
PATH=/usr/lib/go-1.19/bin:$BASE_PATH
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
ORACLE=oldest
oracle() { prints /usr/lib/go-1.19 /usr/lib/go-1.19/bin/go env GOROOT; }
