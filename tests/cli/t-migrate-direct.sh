#!/bin/sh
# migrate-to-module where go fetches from git itself: real go, real git, and
# repositories on this disk in the place of hosts.
. "$srcdir/tests/cli/fixlib.sh"
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
if [ ! -s "$w/releases" ] || ! command -v git >/dev/null; then
	echo "1..0 # SKIP no go or no git here"
	exit 0
fi
cat >"$HOME/.gitconfig" <<END
[user]
	name = t
	email = t@example.com
[init]
	defaultBranch = main
[url "file://$w/hosts/"]
	insteadOf = https://
[protocol "file"]
	allow = always
END
GIT_CONFIG_NOSYSTEM=1 GOPROXY=direct GOSUMDB=off GOFLAGS=-modcacherw GOPATH=$w/gopath
GIT_AUTHOR_DATE=2016-03-04T05:06:07Z GIT_COMMITTER_DATE=2016-03-04T05:06:07Z
export GIT_CONFIG_NOSYSTEM GOPROXY GOSUMDB GOFLAGS GOPATH GIT_AUTHOR_DATE \
	GIT_COMMITTER_DATE
base=$PATH
use() { PATH=$(dirname "$1"):$base; }
empty_cache() {
	[ ! -d "$GOMODCACHE" ] || chmod -R u+w "$GOMODCACHE"
	rm -rf "$GOMODCACHE"
}
# commit [TAG]: all that is here; $rev is set
commit() {
	[ -d .git ] || git init -q .
	git add -A
	git commit -q -m c
	[ -z "${1:-}" ] || git tag "$1"
	rev=$(git rev-parse HEAD)
}

mkdir -p "$w/hosts/github.com/x/dep"
cd "$w/hosts/github.com/x/dep" || exit 1
echo 'package dep' >dep.go
commit v1.0.0
echo 'const V = 1' >>dep.go
commit
pinned=$rev
echo 'const W = 1' >>dep.go
commit v1.1.0

project() {
	rm -rf "$repo"
	mkdir -p "$repo"
	cd "$repo" || exit 1
	printf 'package me // import "github.com/me/me"\n\nimport "github.com/x/dep"\n\nconst V = dep.V\n' >me.go
	printf '[[projects]]\n  name = "github.com/x/dep"\n  revision = "%s"\n' \
		"$pinned" >Gopkg.lock
	commit
}

# Up to 1.20 go runs git in the bare repositories of its cache.
for at in 1 '$'; do
	one=$(sed -n "${at}p" "$w/releases")
	use "${one#* }"
	empty_cache
	project
	run "$GOMEND" fix migrate-to-module "$repo" --yes --set network=yes
	[ "$rc" = 0 ] && says Verified &&
		grep -q 'github.com/x/dep v1.0.1-0.2016' go.mod &&
		go build ./... >>"$w/got" 2>&1
	ok $? "${one%% *} fetches the revision of the lock from git"
done
cd / || exit 1
echo "1..$n"
