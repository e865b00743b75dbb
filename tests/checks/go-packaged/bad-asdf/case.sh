# asdf has 1.22, and the module wants more.
# A long case: ./dev long.
. "$here/go-packaged/asdf.sh"
asdf_go 1.22
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
ORACLE=newest
oracle() { fails "requires go >= 1.24" "$at/bin/go" build .; }
