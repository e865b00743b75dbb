# A long case.
# govendor: an origin that is a fork, the same changed by hand (its copy comes in
# the place of the fork), and one that is a copy in the vendor folder of somebody
# else, whose revision is one of that repository.
SET=network=yes
CHECK=gopath-legacy-lock
ORACLE=newest
mkmod github.com/u/fork v0.3.0
mkmod github.com/u/changed v0.1.0
mkmod example.com/copied v1.0.0
cat >vendor.json <<END
{"rootPath": "example.com/me", "package": [
 {"path": "github.com/up/stream", "origin": "github.com/u/fork", "revision": "v0.3.0"},
 {"path": "github.com/up/changed", "origin": "github.com/u/changed", "revision": "v0.1.0"},
 {"path": "example.com/copied", "origin": "github.com/u/big/vendor/example.com/copied", "revision": "2222222222222222222222222222222222222222"}
]}
END
mkdir vendor && mv vendor.json vendor
file m.go 'package m' "" "import (" '	_ "example.com/copied"' '	_ "github.com/up/changed"' '	_ "github.com/up/stream"' ")"
file vendor/example.com/copied/lib.go "package copied" "" 'const Version = "v1.0.0"'
file vendor/github.com/up/changed/lib.go "package changed" "" 'const Version = "mine"'
file vendor/github.com/up/stream/lib.go "package fork" "" 'const Version = "v0.3.0"'
git_commit
after() {
	passes "$GO" build ./...
	prints "v0.3.0" "$GO" list -m -f '{{.Replace}}' github.com/up/stream
	prints "./third_party" "$GO" list -m -f '{{.Replace}}' github.com/up/changed
	prints "v1.0.0" "$GO" list -m -f '{{.Version}} {{.Replace}}' example.com/copied
}
