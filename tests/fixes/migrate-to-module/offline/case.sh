# Without the network: what the module cache tells is kept, the rest is open.
CHECK=gopath-legacy-lock
mkmod example.com/dep1 v1.0.0
cached example.com/dep1 v1.0.0
mkdir -p "$HOME/go/pkg/mod/example.com"
cp -r "$T"/src/example.com/* "$HOME/go/pkg/mod/example.com/"
file vendor.conf "example.com/dep1 v1.0.0" "example.com/gone abcdef0123456789abcdef0123456789abcdef01"
file m.go 'package m // import "example.com/me"' "" "import (" \
	'	_ "example.com/dep1"' ")"
git_commit
after() {
	passes "$GO" build ./...
}
