# Revisions that a path does not tell the whole of: their go.mod says /v2 or /v3, or what
# is imported is a module in a folder.  Of two there are clones, of one go is asked.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache" GOPROXY=direct GONOSUMDB='*'
export GIT_CONFIG_GLOBAL="$T/gitconfig" GOFLAGS=-buildvcs=false
STATE=$GOPATH/src/github.com/me
git config -f "$T/gitconfig" "url.file://$T/git/.insteadOf" https://github.com/
git config -f "$T/gitconfig" protocol.file.allow always
repository() { # NAME GO.MOD TAG [FOLDER TAG]: TAG, and a commit after it
	mkdir -p "$T/git/t/$1"
	cd "$T/git/t/$1" || exit 1
	file go.mod "module github.com/t/$2"
	file lib.go "package $1" "" 'const V = "tag"'
	[ -z "${4:-}" ] || {
		file "$4/go.mod" "module github.com/t/$1/$4"
		file "$4/lib.go" "package $4" "" 'const V = "tag"'
	}
	git_commit
	git tag "$3"
	[ -z "${5:-}" ] || git tag "$5"
	for f in lib.go "${4:-.}/lib.go"; do
		sed -i 's/"tag"/"pin"/' "$f"
	done
	git_commit
	rev=$(git rev-parse HEAD)
	pin=$(echo "$rev" | cut -c1-12)
	file new.go "package $1"
	sed -i 's/"pin"/"new"/' lib.go "${4:-.}/lib.go"
	git_commit
	[ -z "${4:-}" ] || git tag "$4/v0.9.0"
}
pinned() { # NAME [VERSION]
	printf '[[projects]]\n  name = "github.com/t/%s"\n  packages = ["."]\n  revision = "%s"\n' \
		"$1" "$rev" >>"$T/lock"
	[ -z "${2:-}" ] || printf '  version = "%s"\n' "$2" >>"$T/lock"
}
clone_it() {
	git clone -q "$T/git/t/$1" "$GOPATH/src/github.com/t/$1"
	git -C "$GOPATH/src/github.com/t/$1" checkout -q "$rev"
}
repository two two/v2 v2.4.0
pinned two
clone_it two
two=$pin
repository nst nst v1.5.0 sub sub/v0.3.0
pinned nst
clone_it nst
nst=$pin
repository far far/v3 v3.1.0 deep
pinned far
far=$pin
repository tagged tagged/v2 v2.4.0
rev=$(git rev-parse v2.4.0)
pinned tagged v2.4.0
clone_it tagged
ROOT=$GOPATH/src/github.com/me
CWD=$ROOT
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
cp "$T/lock" Gopkg.lock
file m.go 'package main' "" "import (" '	"github.com/t/far"' '	"github.com/t/far/deep"' \
	'	"github.com/t/nst/sub"' '	"github.com/t/tagged"' '	"github.com/t/two"' ')' "" \
	'func main() { println(far.V, deep.V, sub.V, tagged.V, two.V) }'
after() {
	passes "$GO" build -o /dev/null ./...
	# The same as go says of the revision.
	prints "github.com/t/far/deep v0.0.0-20260102030405-$far
github.com/t/far/v3 v3.1.1-0.20260102030405-$far
github.com/t/nst/sub v0.3.1-0.20260102030405-$nst
github.com/t/tagged/v2 v2.4.0
github.com/t/two/v2 v2.4.1-0.20260102030405-$two" sh -c "'$GO' list -m all | sed 1d"
	"$GO" run . >"$T/said" 2>&1
	prints "pin pin pin tag pin" cat "$T/said"
}
