# A dependency that is a submodule of git in vendor/: its commit is the version. One that
# was changed goes on as files, without the .git that names its repository.
# A long case: ./dev long.
export GOFLAGS=-buildvcs=false
CHECK=vendor-legacy
SET=network=yes
ORACLE=newest
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0
mkdir -p "$T/dep1"
cd "$T/dep1" || exit 1
file lib.go 'package dep1' "" 'const Version = "v1.0.0"'
git_commit
git tag v1.0.0
mkmod example.com/dep2 v1.0.0
mkdir -p "$T/dep2"
cd "$T/dep2" || exit 1
file lib.go 'package dep2' "" 'const Version = "v1.0.0"'
git_commit
git tag v1.0.0
cd "$T/repo" || exit 1
git init -q -b main .
git -c protocol.file.allow=always submodule --quiet add "$T/dep1" vendor/example.com/dep1 ||
	skip_case "git adds no submodule here"
git -c protocol.file.allow=always submodule --quiet add "$T/dep2" vendor/example.com/dep2
file m.go 'package main // import "example.com/me"' "" \
	'import (' '	"example.com/dep1"' '	"example.com/dep2"' ')' "" \
	'func main() { println(dep1.Version, dep2.Version) }'
git_commit
file vendor/example.com/dep2/lib.go 'package dep2' "" 'const Version = "ours"'
after() {
	"$GO" run . >"$T/said" 2>&1
	prints 'v1.0.0 ours' cat "$T/said"
	prints "v1.0.0 <nil>" "$GO" list -mod=mod -m -f '{{.Version}} {{.Replace}}' example.com/dep1
	# A commit has the sources, and nothing of the submodule.
	rm -rf "$T/clone"
	cp -R . "$T/clone"
	(
		cd "$T/clone" || exit 1
		git rm -r -q --cached .gitmodules vendor
		git -c advice.addEmbeddedRepo=true add -A 2>"$T/added"
		git ls-files -s | grep -E '^160000|/\.git$' && : >"$T/disagrees"
		prints 'third_party/example.com/dep2/lib.go' git ls-files third_party/example.com/dep2/lib.go
		prints '' cat "$T/added"
	)
}
