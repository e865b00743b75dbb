#!/bin/sh
# What gomend relies on when it lets go and git prepare a change in a stage:
# the same bytes as in place, and nothing of the live tree is touched.  Asked
# of every release at hand, with a file-system proxy.
# A long test: ./dev long.
set -u
LC_ALL=C
export LC_ALL
TOOL=$builddir/tests/checks/fixture_tool
if [ ! -x "$TOOL" ]; then
	echo "1..0 # SKIP fixture_tool is not built (it comes with the unit tests)"
	exit 0
fi
T=$(mktemp -d "${TMPDIR:-/tmp}/gomend-stage.XXXXXX") || exit 1
T=$(cd "$T" && pwd -P)
clean() {
	chmod -R u+rwX "$T" 2>/dev/null
	rm -rf "$T"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
sh "$srcdir/tests/go/releases.sh" >"$T/releases"
if [ ! -s "$T/releases" ]; then
	echo "1..0 # SKIP no go here to ask"
	exit 0
fi
. "$srcdir/tests/checks/lib.sh"
HOME=$T/home GOPATH=$T/home/go GOENV=off GOFLAGS= GOTOOLCHAIN=local GOWORK=
GO111MODULE= GOSUMDB=off GONOSUMDB= GOPRIVATE= XDG_CONFIG_HOME= GOMODCACHE=
GOCACHE=${TEST_GOCACHE:-$T/cache} GOPROXY=file://$T/proxy
export HOME GOPATH GOENV GOFLAGS GOTOOLCHAIN GOWORK GO111MODULE GOSUMDB \
	GONOSUMDB GOPRIVATE XDG_CONFIG_HOME GOMODCACHE GOCACHE GOPROXY
mkdir -p "$HOME/.config/go/telemetry"
echo off >"$HOME/.config/go/telemetry/mode"
mkmod example.com/dep1 v1.0.0
mkmod example.com/dep1 v1.1.0 "x.go=package dep1" "LICENSE=all rights"
mkmod example.com/testonly v1.0.0
mkmod example.com/dep2 v1.0.0 "go.mod=module example.com/dep2
require example.com/dep1 v1.1.0
require example.com/testonly v1.0.0" 'd.go=package dep2
import _ "example.com/dep1"' 'd_test.go=package dep2
import _ "example.com/testonly"'
mkmod example.com/newgo v1.0.0 "go.mod=module example.com/newgo
go 1.22.0"

n=0
ok() {
	n=$((n + 1))
	echo "ok $n - $*"
}
bad() {
	n=$((n + 1))
	echo "not ok $n - $*"
	sed 's/^/# /' "$T/said"
}
# Everything that a write would change, of the tree in $1; but for the time of
# a shared index, which git sets whenever it reads one, so that it is kept.
live() {
	(cd "$1" && find . -printf '%p %y %i %m %s %T@ %C@\n' |
		sed '/sharedindex/s/ [^ ]* [^ ]*$//' | sort &&
		find . -type f -exec sha256sum {} + | sort)
}
# try WHAT WANT COMMAND…: it passes, or fails with the text WANT ("" for
# pass), and leaves the live tree $live as it was.
try() {
	what=$1 want=$2
	shift 2
	live "$live" >"$T/before"
	if "$@" >"$T/said" 2>&1; then rc=0; else rc=1; fi
	live "$live" >"$T/after"
	if ! cmp -s "$T/before" "$T/after"; then
		diff "$T/before" "$T/after" >>"$T/said"
		bad "$rel: $what touches the live tree"
		return
	fi
	if [ -z "$want" ] && [ "$rc" != 0 ]; then
		bad "$rel: $what fails"
	elif [ -n "$want" ] && [ "$rc" = 0 ]; then
		bad "$rel: $what passes, and should say: $want"
	elif [ -n "$want" ] && ! grep -qF -- "$want" "$T/said"; then
		bad "$rel: $what does not say: $want"
	else
		ok "$rel: $what"
	fi
}
# same WHAT ONE TWO: equal files or trees.
same() {
	if diff -r "$2" "$3" >"$T/said" 2>&1; then
		ok "$rel: $1"
	else
		bad "$rel: $1"
	fi
}
# A project of go line $1 with all that it needs, tidy.
project() {
	rm -rf "$T/m"
	mkdir -p "$T/m/local"
	cd "$T/m" || exit 1
	file go.mod "module example.com/m" "" "go $1" "" "require (" \
		"	example.com/dep1 v1.1.0" "	example.com/dep2 v1.0.0" \
		"	example.com/loc v0.0.0" ")" "" \
		"replace example.com/loc => ./local"
	file local/go.mod "module example.com/loc"
	file local/l.go "package loc"
	file m.go "package m" "" 'import _ "example.com/dep1"' \
		'import _ "example.com/dep2"' 'import _ "example.com/loc"'
	for m in dep1@v1.1.0 dep2@v1.0.0 testonly@v1.0.0; do
		sums "example.com/${m%@*}" "${m#*@}"
	done >go.sum
	GOFLAGS=-mod=mod "$go" mod tidy >"$T/said" 2>&1 || {
		bad "$rel: the project of go $1 does not get tidy"
		exit 1
	}
	cp go.mod "$T/tidy.mod"
	cp go.sum "$T/tidy.sum"
	live=$T/m
}
stage() {
	rm -rf "$T/stage"
	mkdir "$T/stage"
}
forget() {
	chmod -R u+w "$GOPATH"
	rm -rf "$GOPATH/pkg/mod/cache/download/$1" "$GOPATH/pkg/mod/$1"@*
}

while read -r rel go; do
	rel=${rel#go}
	minor=$(echo "${rel#1.}" | sed 's/[^0-9].*//')

	for line in 1.13 1.17; do
		project $line
		stage
		try "go $line: go mod vendor -o" "" \
			"$go" mod vendor -o "$T/stage/vendor"
		cp -R "$T/m" "$T/plain"
		(cd "$T/plain" && "$go" mod vendor) >"$T/said" 2>&1
		same "go $line: -o writes what go mod vendor does" \
			"$T/plain/vendor" "$T/stage/vendor"
		rm -rf "$T/plain"
		# Over a vendor folder that is wrong, whatever GOFLAGS says.
		mkdir vendor
		echo "# example.com/dep1 v1.0.0" >vendor/modules.txt
		for flag in -mod=vendor -mod=mod -mod=readonly; do
			GOFLAGS=$flag
			export GOFLAGS
			try "go $line: GOFLAGS=$flag go mod vendor -o" "" \
				"$go" mod vendor -o "$T/stage/again"
			GOFLAGS=
		done
		same "go $line: GOFLAGS=-mod changes nothing" \
			"$T/stage/vendor" "$T/stage/again"
		rm -rf vendor

		# It never mends go.mod or go.sum.
		sed '/dep1/d' "$T/tidy.mod" >go.mod
		case $line in
		1.17) try "a require is missing" "updates to go.mod needed" \
			"$go" mod vendor -o "$T/stage/v" ;;
		*) try "a require is missing, go 1.13" \
			"from implicitly required module" \
			"$go" mod vendor -o "$T/stage/v" ;;
		esac
		sed '/dep2/d' "$T/tidy.mod" >go.mod
		GOFLAGS=-mod=mod
		try "go $line: an import has no require, -mod=mod" \
			"no required module provides package example.com/dep2" \
			"$go" mod vendor -o "$T/stage/v"
		GOFLAGS=
		cp "$T/tidy.mod" go.mod
		sed '/dep2 v1.0.0 h1/d' "$T/tidy.sum" >go.sum
		try "go $line: go.sum lacks a line" "missing go.sum entry" \
			"$go" mod vendor -o "$T/stage/v"

		# What it needs without a network.
		cp "$T/tidy.sum" go.sum
		"$go" mod download all >"$T/said" 2>&1
		GOPROXY=off
		try "go $line: offline, all modules cached" "" \
			"$go" mod vendor -o "$T/stage/v"
		forget example.com/testonly
		off="module lookup disabled by GOPROXY=off"
		case $line in
		1.13) try "go $line: offline, without a test's module" "$off" \
			"$go" mod vendor -o "$T/stage/v" ;;
		*) try "go $line: offline, without a test's module" "" \
			"$go" mod vendor -o "$T/stage/v" ;;
		esac
		stage
		cp go.mod go.sum "$T/stage"
		try "go $line: tidy needs the test's module" "$off" \
			"$go" mod tidy -modfile="$T/stage/go.mod"
		forget example.com/dep1
		try "go $line: offline, without a module" "$off" \
			"$go" mod vendor -o "$T/stage/v"
		GOPROXY=file://$T/proxy
	done

	# go mod tidy -modfile, from what is untidy, in a workspace or not.
	project 1.17
	sed '/dep2/d' "$T/tidy.mod" >go.mod
	rm go.sum
	cp -R "$T/m" "$T/plain"
	(cd "$T/plain" && "$go" mod tidy) >"$T/said" 2>&1
	stage
	cp go.mod "$T/stage"
	try "go mod tidy -modfile" "" "$go" mod tidy -modfile="$T/stage/go.mod"
	same "tidy writes the same go.mod" "$T/plain/go.mod" "$T/stage/go.mod"
	same "tidy writes the same go.sum" "$T/plain/go.sum" "$T/stage/go.sum"
	stage
	cp go.mod "$T/stage"
	file go.work "go 1.18" "" "use ./other"
	for flag in -mod=readonly -mod=vendor; do
		GOFLAGS=$flag
		try "GOFLAGS=$flag and a go.work do not concern tidy" "" \
			"$go" mod tidy -modfile="$T/stage/go.mod"
		GOFLAGS=
	done
	rm go.work
	same "and it writes the same go.mod" "$T/plain/go.mod" "$T/stage/go.mod"
	rm -rf "$T/plain"
	if [ "$minor" -ge 22 ]; then
		echo 'import _ "example.com/newgo"' >>m.go
		stage
		cp go.mod "$T/stage"
		try "a dependency's go line is newer" "" \
			"$go" mod tidy -modfile="$T/stage/go.mod"
		if grep -q '^go 1.22.0$' "$T/stage/go.mod"; then
			ok "$rel: tidy raises the go line, and does not say so"
		else
			bad "$rel: tidy does not raise the go line"
		fi
		stage
		cp go.mod "$T/stage"
		try "-go does not keep it then" \
			"requires go@1.22.0, but 1.17 is requested" \
			"$go" mod tidy -go=1.17 -modfile="$T/stage/go.mod"
	fi

	# A workspace: go.work.sum is the one file that go would write.
	[ "$minor" -ge 22 ] || continue
	rm -rf "$T/w" "$T/ext"
	mkdir -p "$T/w/a" "$T/w/b" "$T/w/loc" "$T/ext"
	cd "$T/w" || exit 1
	live=$T/w
	file go.work "go 1.22" "" "use (" "	./a" "	./b" ")" "" \
		"replace example.com/loc => ./loc"
	file a/go.mod "module example.com/a" "" "go 1.19" "" \
		"require example.com/dep1 v1.0.0" "require example.com/loc v0.0.0"
	file a/a.go "package a" "" 'import _ "example.com/dep1"' \
		'import _ "example.com/loc"'
	file b/go.mod "module example.com/b" "" "go 1.19" "" \
		"require example.com/dep2 v1.0.0" \
		"require example.com/ext v0.0.0" \
		"replace example.com/ext => ../../ext"
	file b/b.go "package b" "" 'import _ "example.com/dep2"' \
		'import _ "example.com/ext"'
	file loc/go.mod "module example.com/loc"
	file loc/l.go "package loc"
	file "$T/ext/go.mod" "module example.com/ext"
	file "$T/ext/l.go" "package ext"
	sums example.com/dep1 v1.0.0 >a/go.sum
	sums example.com/dep2 v1.0.0 >b/go.sum
	try "go mod vendor in a workspace" \
		"'go mod vendor' cannot be run in workspace mode" \
		"$go" mod vendor -o "$T/stage/v"
	cp -R "$T/w" "$T/plain"
	mkdir -p "$T/plain-ext"
	(cd "$T/plain" && "$go" work vendor) >"$T/said" 2>&1
	stage
	: >"$T/stage/go.work.sum"
	printf '{"Replace":{"%s":"%s"}}' "$T/w/go.work.sum" \
		"$T/stage/go.work.sum" >"$T/stage/overlay.json"
	try "go work vendor -overlay will not write go.work.sum" \
		"updates to go.sum needed, but go.sum is part of the overlay" \
		"$go" work vendor -overlay="$T/stage/overlay.json" \
		-o "$T/stage/vendor"
	cp go.work "$T/stage/"
	"$go" work edit -dropuse=./a -use="$T/w/a" -dropuse=./b -use="$T/w/b" \
		-dropreplace=example.com/loc \
		-replace=example.com/loc="$T/w/loc" "$T/stage/go.work"
	GOWORK=$T/stage/go.work
	try "with a copy of go.work it writes the copy's go.work.sum" "" \
		"$go" work vendor -o "$T/stage/first"
	GOWORK=
	same "which is the one that go work vendor writes" \
		"$T/plain/go.work.sum" "$T/stage/go.work.sum"
	try "and with that as overlay nothing is left to write" "" \
		"$go" work vendor -overlay="$T/stage/overlay.json" \
		-o "$T/stage/vendor"
	same "go work vendor -o writes what go work vendor does" \
		"$T/plain/vendor" "$T/stage/vendor"
	rm -rf "$T/plain"
done <"$T/releases"

# git add into an index and an object folder of our own.
if command -v git >/dev/null; then
	rel=git
	GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
	export GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
	for split in false true; do
		rm -rf "$T/g"
		mkdir "$T/g"
		cd "$T/g" || exit 1
		live=$T/g
		git init -q .
		git config core.splitIndex $split
		echo "*.sum" >.gitignore
		echo "package g" >g.go
		git add g.go .gitignore
		git -c user.name=t -c user.email=t@example.com commit -q -m one
		echo "module example.com/g" >go.mod
		echo "example.com/a v1.0.0 h1:x" >go.sum
		stage
		mkdir "$T/stage/objects"
		cp .git/index "$T/stage/index"
		try "add, splitIndex=$split" "" env \
			GIT_INDEX_FILE="$T/stage/index" \
			GIT_OBJECT_DIRECTORY="$T/stage/objects" \
			GIT_ALTERNATE_OBJECT_DIRECTORIES="$T/g/.git/objects" \
			git -c core.splitIndex=false add -f -- go.mod go.sum
		cp -R "$T/stage/objects/." .git/objects/
		cp "$T/stage/index" .git/index
		git status --porcelain >"$T/got" 2>&1
		printf 'A  go.mod\nA  go.sum\n' >"$T/want"
		same "add, splitIndex=$split: both are in the index" \
			"$T/want" "$T/got"
		git fsck --strict --full >"$T/got" 2>&1
		: >"$T/want"
		same "add, splitIndex=$split: git fsck" "$T/want" "$T/got"
	done
fi
echo "1..$n"
