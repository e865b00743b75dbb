# The release is in the module cache already.
# A long case: ./dev long.
use_go 1.24
export GOTOOLCHAIN=auto
tree_of 1.25.1
arch=$("$(release 1.24 | cut -d" " -f2)" env GOHOSTOS)-$("$(release 1.24 | cut -d" " -f2)" env GOHOSTARCH)
mkdir -p "$HOME/go/pkg/mod/golang.org"
ln -s "$tree" "$HOME/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.1.$arch"
file go.mod "module example.com/m" "" "go 1.25.1"
file m.go "package m"
