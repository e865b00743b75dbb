# asdf has the newest: it serves.
. "$here/go-packaged/asdf.sh"
asdf_go newest
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { passes "$at/bin/go" build .; }
