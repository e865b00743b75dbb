# govendor: an origin that is a fork, and one that is a copy in the vendor folder
# of somebody else, whose revision is one of that repository.
SET=network=yes
CHECK=gopath-legacy-lock
ORACLE=newest
mkmod github.com/u/fork v0.3.0
mkmod example.com/copied v1.0.0
cat >vendor.json <<END
{"rootPath": "example.com/me", "package": [
 {"path": "github.com/up/stream", "origin": "github.com/u/fork", "revision": "v0.3.0"},
 {"path": "example.com/copied", "origin": "github.com/u/big/vendor/example.com/copied", "revision": "2222222222222222222222222222222222222222"}
]}
END
mkdir vendor && mv vendor.json vendor
file m.go 'package m' "" "import (" '	_ "example.com/copied"' '	_ "github.com/up/stream"' ")"
file vendor/example.com/copied/lib.go "package copied"
file vendor/github.com/up/stream/lib.go "package stream"
git_commit
after() {
	passes "$GO" build ./...
	prints "v0.3.0" "$GO" list -m -f '{{.Replace}}' github.com/up/stream
	prints "v1.0.0" "$GO" list -m -f '{{.Version}} {{.Replace}}' example.com/copied
}
