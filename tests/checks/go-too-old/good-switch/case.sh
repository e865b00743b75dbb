# Too old itself, but it may switch, and a program named like the release
# stands on PATH.
# A long case: ./dev long.
new=$(release newest)
use_go 1.24
want_go=${new%% *}
case $want_go in go1.24*) skip_case "needs a release newer than 1.24" ;; esac
ln -s "${new#* }" "$T/home/$want_go"
file go.mod "module example.com/m" "" "go ${want_go#go}"
file m.go "package m"
PATH=$PATH:$T/home
export PATH GOTOOLCHAIN=path
ORACLE=1.24
oracle() {
	PATH=$PATH:$T/home
	prints "$want_go" "$GO" version
}
