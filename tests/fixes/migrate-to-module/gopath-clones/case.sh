# No lock file, in GOPATH mode: it was built with the commits that lie in GOPATH/src, a tag
# of one, what another needs at a commit without a tag, and not the latest.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH/src/example.com/me
clone() { # PATH FILE...: a repository in GOPATH/src, with one commit
	at=$GOPATH/src/$1
	shift
	mkdir -p "$at"
	cd "$at" || exit 1
	file "$@"
	git_commit
	git remote add origin "https://${at#*/src/}"
}
clone example.com/dep2 lib.go "package dep2" "" 'const Version = "old"'
old=v0.0.0-$(TZ=UTC git log -1 --date=format-local:%Y%m%d%H%M%S --format=%cd)-$(git rev-parse --short=12 HEAD)
# Its origin has gone on since.
echo '// new' >>lib.go
git_commit
git update-ref refs/remotes/origin/main HEAD
git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
git reset -q --hard HEAD~1
clone example.com/dep1 lib.go "package dep1" "" 'import _ "example.com/dep2"' "" 'const Version = "v1.0.0"'
git tag v1.0.0
clone example.com/unused lib.go "package unused"
mkmod example.com/dep1 v1.0.0 "lib.go=package dep1

import _ \"example.com/dep2\"

const Version = \"v1.0.0\""
mkmod example.com/dep1 v1.1.0
mkmod example.com/dep2 "$old" "lib.go=package dep2

const Version = \"old\""
mkmod example.com/dep2 v1.0.0
ROOT=$GOPATH/src/example.com/me
CWD=$ROOT
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
file m.go 'package m' "" 'import _ "example.com/dep1"'
before() {
	GO111MODULE=off passes "$GO" build ./...
}
after() {
	passes "$GO" build ./...
	prints "v1.0.0" "$GO" list -m -f '{{.Version}}' example.com/dep1
	prints "$old" "$GO" list -m -f '{{.Version}}' example.com/dep2
	fails "not a known dependency" "$GO" list -m example.com/unused
}
