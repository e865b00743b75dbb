# glide: a fork in place of a module, a tag of a major that has no go.mod.
CHECK=gopath-legacy-lock
SET=network=yes
mkmod example.com/dep1 v1.0.0
mkmod github.com/u/fork v0.3.0
mkmod github.com/a/old v2.1.0+incompatible
printf 'module github.com/a/old\n' >"$T/proxy/github.com/a/old/@v/v2.1.0+incompatible.mod"
cp "$T/proxy/github.com/a/old/@v/v2.1.0+incompatible.info" \
	"$T/proxy/github.com/a/old/@v/v2.1.0.info"
file glide.lock "hash: 00" "updated: 2017-01-01T00:00:00Z" "imports:" \
	"- name: github.com/a/old" "  version: v2.1.0" \
	"- name: github.com/up/stream" "  version: v0.3.0" \
	"  repo: https://github.com/u/fork.git" "testImports: []"
file glide.yaml "package: example.com/me" "import:" "- package: github.com/a/old"
file m.go 'package m // import "example.com/me"' "" "import (" \
	'	_ "github.com/a/old"' '	_ "github.com/up/stream"' ")"
git_commit
after() {
	passes "$GO" build ./...
	prints "v0.3.0" "$GO" list -m -f '{{.Replace}}' github.com/up/stream
}
