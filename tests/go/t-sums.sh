#!/bin/sh
# gomend's reading of go.sum and vendor/modules.txt against real go: what a
# go.sum says of a module, and in what vendor/ and go.mod disagree: the newest
# release, with ALL=all (t-sums-all.sh) each.
#   SUMS_FILES=N   generated files a release (60)
set -u
LC_ALL=C
export LC_ALL
tool=$builddir/tests/fmt/modfile_tool
work=$out/sums${ALL:+-all}
files=${SUMS_FILES:-60}
if [ ! -x "$tool" ]; then
	echo "1..0 # SKIP tests/fmt/modfile_tool is not built"
	exit 0
fi
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$out/sums${ALL:+-all}-releases"
if [ ! -s "$out/sums${ALL:+-all}-releases" ]; then
	echo "1..0 # SKIP no go on this machine"
	exit 0
fi
[ -d "$work" ] && chmod -R u+w "$work"
rm -rf "$work"
mkdir -p "$work/home/.config/go/telemetry" "$work/m" "$work/sum" "$work/made" \
	"$work/v/vendor" "$work/txt" "$work/txtmade"
echo off >"$work/home/.config/go/telemetry/mode"
HOME=$work/home GOPATH=$work/home/go GOENV=off GOFLAGS= GOTOOLCHAIN=local
GOWORK=off GO111MODULE=on GOSUMDB=off GONOSUMDB= GOPRIVATE= XDG_CONFIG_HOME=
GOCACHE=${TEST_GOCACHE:-$work/home/cache} GOPROXY=file://$work/proxy GOMODCACHE=
export HOME GOPATH GOENV GOFLAGS GOTOOLCHAIN GOWORK GO111MODULE GOSUMDB \
	GONOSUMDB GOPRIVATE XDG_CONFIG_HOME GOCACHE GOPROXY GOMODCACHE
n=0
result() {
	n=$((n + 1))
	if cmp -s "$2" "$3"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		diff -U 3 "$2" "$3" | head -n 30 | tr -cd '[:print:]\n\t' | sed 's/^/# /'
	fi
}

# A proxy with the go.mod of one module; go itself says its hash.
p=$work/proxy/example.com/a/@v
mkdir -p "$p"
echo '{"Version":"v1.2.3","Time":"2024-01-01T00:00:00Z"}' >"$p/v1.2.3.info"
printf 'module example.com/a\n' >"$p/v1.2.3.mod"
echo v1.2.3 >"$p/list"
printf 'module example.com/m\n\ngo 1.19\n\nrequire example.com/a v1.2.3\n' >"$work/m/go.mod"
read -r _ go <"$out/sums${ALL:+-all}-releases"
(cd "$work/m" && GOFLAGS=-mod=mod "$go" list -m all >/dev/null 2>&1)
line=$(grep '^example.com/a v1.2.3/go.mod ' "$work/m/go.sum")
hash=${line##* }
case $hash in
h1:?*) ;;
*)
	echo "1..0 # SKIP $go made no go.sum"
	exit 0
	;;
esac
wrong=h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
mod="example.com/a v1.2.3/go.mod"
other="example.com/b v1.0.0 $wrong"
cd "$work/sum" || exit 1
echo "$line" >right.mod
: >empty.mod
echo "$mod $wrong" >wrong.mod
printf '%s\n%s\n' "$line" "$mod $wrong" >right-first.mod
printf '%s\n%s\n' "$mod $wrong" "$line" >wrong-first.mod
printf '%s\n%s\n' "$mod h2:x" "$line" >unknown-first.mod
echo "$mod h2:x" >unknown.mod
printf '%s\n%s\n' "$line" "$line" >twice.mod
printf '\357\273\277%s\n%s\n' "$line" "$other" >bom.mod
printf '%s\r\n\r\n%s\r\n' "$other" "$line" >crlf.mod
printf '\n \t\n  example.com/a\t\tv1.2.3/go.mod   %s  \n\n' "$hash" >blanks.mod
printf 'example.com/a\302\240v1.2.3/go.mod\343\200\200%s\n' "$hash" >spaces.mod
printf '%s\n%s' "$other" "$line" >noeol.mod
printf '%s\nexample.com/x v1.0.0\n' "$line" >two.mod
printf '%s\na b c d\n' "$line" >four.mod
printf '<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> x\n' "$line" "$other" >marks.mod
printf '%s\n>>>>>>> a b\n' "$line" >mark3.mod
printf '%s h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n%s\n' "$mod" "$line" >old-bug.mod
"$tool" generate ../made "$files" 5 ./*.mod

# The words of one run of go, put as the tool puts them.
verdict() {
	if [ "$1" = 0 ]; then
		echo fine
	elif grep -q 'wrong number of fields' "$2"; then
		sed -n 's/^.*go\.sum:\([0-9]*: wrong number of fields [0-9]*\)$/\1/p' "$2"
	elif grep -q 'SECURITY ERROR' "$2"; then
		echo mismatch
	elif grep -q 'missing go.sum entry' "$2"; then
		echo missing
	else
		cat "$2"
	fi
}
while read -r release go; do
	case $release in go1.18* | go1.19* | go1.2[01]*) continue ;; esac
	for dir in sum made; do
		(
			cd "$work/$dir" || exit 1
			for f in *.mod; do
				cp "$f" "$work/m/go.sum"
				echo "== $f"
				(cd "$work/m" && "$go" list -m all) \
					>"$work/log" 2>&1
				verdict $? "$work/log"
			done >"$work/$dir.go"
			"$tool" gosum example.com/a v1.2.3/go.mod "$hash" \
				./*.mod | sed 's|^== \./|== |' >"$work/$dir.own"
		)
		result "$release takes a go.sum as we do ($dir)" \
			"$work/$dir.go" "$work/$dir.own"
	done
done <"$out/sums${ALL:+-all}-releases"

# vendor/modules.txt: go tells in what it disagrees with go.mod.  (1.21 and
# older say of another replacement twice that it is another.)
cat >"$work/v/go.mod" <<'M'
module example.com/m

go 1.17

require (
	example.com/a v1.2.3
	example.com/b v1.0.0
	example.com/d v0.1.0 // indirect
)

replace example.com/b v1.0.0 => example.com/c v1.0.1

replace example.com/d => ../d

replace example.com/e => ../e
M
echo 'package m' >"$work/v/m.go"
cat >"$work/txt/right.mod" <<'M'
# example.com/a v1.2.3
## explicit; go 1.17
example.com/a
example.com/a/sub
# example.com/b v1.0.0 => example.com/c v1.0.1
## explicit
example.com/b
# example.com/d v0.1.0 => ../d
## explicit; go 1.16
example.com/d/p
# example.com/d => ../d
# example.com/e => ../e
M
cd "$work/txt" || exit 1
sed 's/explicit/Explicit/' right.mod >implicit.mod
sed 's/v1.2.3/v1.2.4/' right.mod >other.mod
sed 's/=> .*//' right.mod >unreplaced.mod
sed 's,\.\./d,../x,' right.mod >replaced.mod
sed 's/$/\r/' right.mod >crlf.mod
sed '/=>/s/$/ what is this/' right.mod >strange.mod
printf '# example.com/z v1.0.0 => ../z\n## explicit\nexample.com/z\n' | cat - right.mod >more.mod
: >empty.mod
"$tool" generate ../txtmade "$files" 9 ./right.mod ./more.mod ./implicit.mod
while read -r release go; do
	for dir in txt txtmade; do
		(
			cd "$work/$dir" || exit 1
			for f in *.mod; do
				cp "$f" "$work/v/vendor/modules.txt"
				echo "== $f"
				(cd "$work/v" && "$go" list -mod=vendor .) 2>&1 |
					grep '^	.*: is ' |
					grep -v ': is marked as replaced by'
			done >"$work/$dir.go"
			"$tool" vendor "$work/v/go.mod" ./*.mod |
				sed 's|^== \./|== |' >"$work/$dir.own"
		)
		result "$release takes modules.txt as we do ($dir)" \
			"$work/$dir.go" "$work/$dir.own"
	done
done <"$out/sums${ALL:+-all}-releases"
echo "1..$n"
