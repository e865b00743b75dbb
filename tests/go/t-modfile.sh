#!/bin/sh
# gomend's reading of go.mod and go.work against real go: what each release
# accepts, what it says, and the JSON of `go mod edit -json`: the newest
# release, with ALL=all (t-modfile-all.sh) each.
#   MODFILE_FILES=N   generated files a release (60; t-modfile-all.sh: 150)
#   MODFILE_SEED=N    another set of them
#   GOMEND_CORPUS     folder with go.mod/ and go.work/ files of real projects
set -u
LC_ALL=C
export LC_ALL
tool=$builddir/tests/fmt/modfile_tool
work=$out/modfile${ALL:+-all}
files=${MODFILE_FILES:-$([ "${ALL:-}" ] && echo 150 || echo 60)}
seed=${MODFILE_SEED:-1}
corpus=${GOMEND_CORPUS:-$srcdir/../shared/corpus}
if [ ! -x "$tool" ]; then
	echo "1..0 # SKIP tests/fmt/modfile_tool is not built"
	exit 0
fi
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$out/modfile${ALL:+-all}-releases"
if [ ! -s "$out/modfile${ALL:+-all}-releases" ]; then
	echo "1..0 # SKIP no go on this machine"
	exit 0
fi
rm -rf "$work"
mkdir -p "$work/home/.config/go/telemetry" "$work/own" "$work/corpus" \
	"$work/made"
echo off >"$work/home/.config/go/telemetry/mode"
HOME=$work/home GOPATH=$work/home/go GOENV=off GOFLAGS= GOTOOLCHAIN=local
GOWORK=off GO111MODULE=on GOPROXY=off GOSUMDB=off
XDG_CONFIG_HOME= GOCACHE=${TEST_GOCACHE:-$work/home/cache}
export HOME GOPATH GOENV GOFLAGS GOTOOLCHAIN GOWORK GO111MODULE GOPROXY \
	GOSUMDB XDG_CONFIG_HOME GOCACHE

cp "$srcdir"/tests/fmt/data/*.mod "$srcdir"/tests/fmt/data/*.work "$work/own/"
if [ -d "$corpus/go.mod" ]; then
	for f in "$corpus"/go.mod/*; do
		cp "$f" "$work/corpus/$(basename "$f").mod"
	done
	for f in "$corpus"/go.work/*; do
		cp "$f" "$work/corpus/$(basename "$f").work"
	done
	chmod -R u+w "$work/corpus"
fi
(cd "$work/own" && "$tool" generate ../made "$files" "$seed" ./*.mod ./*.work)
if ls "$work"/corpus/*.mod >/dev/null 2>&1; then
	# As many again from real files.
	mkdir "$work/more"
	(cd "$work/corpus" &&
		"$tool" generate ../more "$files" "$seed" ./*.mod ./*.work)
fi

n=0
# compare FOLDER GO RELEASE: the two readings of all its files
compare() {
	dir=$1 go=$2 release=$3
	n=$((n + 1))
	name="go $release reads $(ls "$work/$dir" | wc -l | tr -d ' ') files of $dir alike"
	cd "$work/$dir" || exit 1
	for f in *.mod *.work; do
		[ -f "$f" ] || continue
		echo "== $f"
		case $f in
		*.work) "$go" work edit -json "$f" ;;
		*) "$go" mod edit -json "$f" ;;
		esac || echo refused
	done 2>&1 | tr -d '\000' >"$work/$dir-$release.go"
	set -- *.mod
	[ -f "$1" ] || set --
	for f in *.work; do
		[ -f "$f" ] && set -- "$@" "$f"
	done
	"$tool" json "$release" "$@" >"$work/$dir-$release.own" 2>&1
	cd "$srcdir" || exit 1
	if cmp -s "$work/$dir-$release.go" "$work/$dir-$release.own"; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		diff -U 4 "$work/$dir-$release.go" "$work/$dir-$release.own" |
			head -n 40 | tr -cd '[:print:]\n\t' | sed 's/^/# /'
	fi
}

while read -r release go; do
	release=${release#go}
	compare own "$go" "$release"
	if [ -d "$work/more" ]; then
		compare corpus "$go" "$release"
		compare more "$go" "$release"
	fi
	compare made "$go" "$release"
done <"$out/modfile${ALL:+-all}-releases"
if [ ! -d "$work/more" ]; then
	n=$((n + 1))
	echo "ok $n - files of real projects # SKIP no corpus at hand"
fi
echo "1..$n"
