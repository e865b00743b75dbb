# go switches to another toolchain, which is started without GOROOT: the
# module builds, and everything else does not.
old=$(release oldest) new=$(release newest)
use_go 1.24
want_go=${new%% *}
case $want_go in go1.24*) skip_case "needs a release newer than 1.24" ;; esac
ln -s "${new#* }" "$T/home/$want_go"
export GOROOT="$(dirname "$(dirname "${old#* }")")"
file go.mod "module example.com/m" "" "go ${want_go#go}"
file m.go "package m"
PATH=$PATH:$T/home
export PATH GOTOOLCHAIN=path
ORACLE=1.24
COMPILE=yes
oracle() {
	PATH=$PATH:$T/home
	passes "$GO" build .
	file go.mod "module example.com/m" "" "go 1.18"
	fails "does not match go tool version" "$GO" build .
}
