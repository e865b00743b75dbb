#!/bin/sh
# gomend log in a repository that is sick in the way the log tells: the check
# finds it here, and the fix is offered; and in one that is not: it says that
# the check looked and found nothing.
# A long test: ./dev long.
# shellcheck disable=SC2016 # what is evaluated later, and by others
set -u
w=$out/log-here
rm -rf "$w"
mkdir -p "$w/home/.config/go"
w=$(cd "$w" && pwd -P)
samples=$srcdir/tests/log/samples
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/got" "$w/err" 2>/dev/null | head -n 40
	fi
}
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
if [ ! -s "$w/releases" ]; then
	echo "1..0 # SKIP no go found"
	exit 0
fi
go=$(tail -n 1 "$w/releases" | cut -d' ' -f2-)
file() { # NAME LINE...
	mkdir -p "$(dirname "$1")"
	name=$1
	shift
	printf '%s\n' "$@" >"$name"
}
fresh() { # the repository that is well
	rm -rf "$w/repo" "$w/home/.config/go/env"
	mkdir -p "$w/repo/.git/objects" "$w/repo/.git/refs"
	echo "ref: refs/heads/main" >"$w/repo/.git/HEAD"
	cd "$w/repo" || exit 1
	file go.mod 'module example.com/m' '' 'go 1.18'
	file m.go 'package main' '' 'func main() {}'
}
goenv() { # LINE...: what go env -w wrote
	file "$w/home/.config/go/env" "$@"
}
log_of() { # ID VAR=VALUE...
	id=$1
	shift
	env -i PATH="$(dirname "$go"):/usr/bin:/bin" HOME="$w/home" TERM=dumb \
		XDG_STATE_HOME="$w/state" LC_ALL=C.UTF-8 "$@" \
		timeout 60 "$GOMEND" log "$samples/$id.log" </dev/null >"$w/got" 2>"$w/err"
}
# Of the cause alone: a log may tell of several.
part() {
	awk -v id=" $1 " '/^ *[0-9]+  [a-z0-9-]+  / { on = index($0, id) > 0 } on' "$w/got" |
		tr -s ' \n' '  '
}
# ID CHECK [VAR=VALUE...]: in the folder as it stands; the check has a fix.
confirmed() {
	id=$1 check=$2
	shift 2
	log_of "$id" "$@"
	part "$id" >"$w/part"
	grep -q 'here confirmed here' "$w/part" && grep -q " $check " "$w/part" &&
		grep -q "fix gomend fix $check@" "$w/part"
	ok $? "$id: $check finds it here, and its fix is named"
}
# ID: in the repository that is well.
refuted() {
	fresh
	# What the check needs to have something to judge.
	[ $# -lt 2 ] || eval "$2"
	log_of "$1"
	part "$1" >"$w/part"
	[ -s "$w/part" ] && grep -q 'looked and found nothing' "$w/part" &&
		! grep -q 'confirmed here\|gomend fix' "$w/part"
	ok $? "$1: in a repository that is well nothing is found"
}
workflow() { # LINE...: the steps of a job
	file .github/workflows/ci.yml 'on: push' 'jobs:' '  test:' '    runs-on: ubuntu-latest' '    steps:' \
		'      - uses: actions/checkout@v4' "$@"
}
docker() {
	file Dockerfile "$@"
}

fresh
sed -i 's/1.18/1.99/' go.mod
confirmed go-too-old go-too-old GOTOOLCHAIN=local
refuted go-too-old
fresh
sed -i 's/1.18/1.26/' go.mod
docker 'FROM golang:1.22' 'WORKDIR /src' 'COPY . .' 'RUN go build .'
confirmed go-too-old docker-go-too-old
fresh
file go.mod 'module example.com/m' '' 'go 1.18' '' 'require example.com/dep v1.0.0'
file m.go 'package main' '' 'import _ "example.com/dep"' '' 'func main() {}'
confirmed gosum-missing-entry gosum-missing
refuted gosum-missing-entry
fresh
file go.mod 'module example.com/m' '' 'go 1.21.x'
confirmed go-line-unreadable gomod-invalid
refuted go-line-unreadable
fresh
rm go.mod
file Gopkg.lock '[[projects]]' '  name = "github.com/pkg/errors"' '  revision = "645ef00459ed84a119197bfb8d8205042c6df63d"' \
	'  version = "v0.8.0"'
file Gopkg.toml ''
confirmed no-gomod gopath-legacy-lock
fresh
file go.mod 'module example.com/m' '' 'go 1.18' '' 'require example.com/dep v1.0.0'
file m.go 'package main' '' 'import _ "example.com/dep"' '' 'func main() {}'
file vendor/modules.txt ''
confirmed inconsistent-vendoring vendor-out-of-date
refuted inconsistent-vendoring 'file vendor/modules.txt ""'
fresh
workflow '      - uses: actions/setup-go@v5' '        with:' '          go-version: 1.20' '      - run: go build ./...'
confirmed go-version-float ci-go-version-float
refuted go-version-float "workflow '      - uses: actions/setup-go@v5' '        with:' '          go-version: \"1.20\"' '      - run: go build ./...'"
fresh
goenv GO111MODULE=off
confirmed modules-off module-mode-off
refuted modules-off
fresh
docker 'FROM golang:1.24' 'COPY . .' 'RUN go build -o /app .'
confirmed gomod-in-gopath-root docker-workdir-gopath
refuted gomod-in-gopath-root "docker 'FROM golang:1.24' 'WORKDIR /src' 'COPY . .' 'RUN go build -o /app .'"
fresh
file x/x.go 'package x'
file m.go 'package main' '' 'import _ "./x"' '' 'func main() {}'
confirmed relative-import relative-import
refuted relative-import
fresh
file go.mod 'module example.com/m' '' 'go 1.18' '' 'require example.com/dep v1.0.0'
file m.go 'package main' '' 'import _ "example.com/dep"' '' 'func main() {}'
file go.sum '<<<<<<< HEAD' 'example.com/dep v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' '=======' \
	'>>>>>>> x' 'example.com/dep v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
confirmed gosum-malformed gosum-conflict
fresh
goenv GOPATH=rel
confirmed gopath-invalid gopath-invalid
refuted gopath-invalid
fresh
goenv GO111MODULE=ON
confirmed env-refused env-value-invalid
refuted env-refused
fresh
mkdir b
file go.work 'go 1.18' '' 'use ./b'
file b/go.mod 'module example.com/b' '' 'go 1.18'
file b/b.go 'package b'
confirmed not-in-workspace module-not-in-workspace
refuted not-in-workspace "file go.work 'go 1.18' '' 'use .'"
fresh
workflow '      - uses: actions/setup-go@v5' '        with:' '          go-version: "1.24"' \
	'      - run: go get -u golang.org/x/lint/golint' '      - run: golint ./...'
confirmed go-get-outside ci-go-get
fresh
workflow '      - uses: actions/setup-go@v5' '        with:' '          go-version: "1.24"' '      - run: go build -i ./...'
confirmed flag-removed ci-build-flags
fresh
goenv GOBIN=rel
confirmed gobin-invalid gobin-invalid
refuted gobin-invalid 'mkdir -p "$w/home/bin" && goenv "GOBIN=$w/home/bin"'
fresh
file .gitlab-ci.yml 'test:' '  image: golang:1.24' '  cache:' '    paths: [/go/pkg/mod]' '  script:' '    - go build ./...'
confirmed gitlab-cache-outside ci-cache-wrong
fresh
workflow '      - run: docker run --rm --tmpfs /tmp -v $PWD:/src -w /src golang:1.24 go test ./...'
confirmed tmp-noexec ci-run-mounts
refuted tmp-noexec
fresh
file go.mod 'module example.com/m' '' 'go 1.18' '' 'replace example.com/gone => ./gone' '' 'require example.com/gone v0.0.0'
file m.go 'package main' '' 'import _ "example.com/gone"' '' 'func main() {}'
confirmed replacement-missing replace-dangling
refuted replacement-missing 'file gone/go.mod "module example.com/gone" && file gone/x.go "package gone" &&
	file go.mod "module example.com/m" "" "go 1.18" "require example.com/gone v0.0.0" "replace example.com/gone => ./gone"'
cd /
rm -rf "$w/repo"
echo "1..$n"
