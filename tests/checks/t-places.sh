#!/bin/sh
# What differs between this shell and a new terminal, with the user's real shell
# reading a .bashrc of ours.
set -u
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
GOMEND=$builddir/gomend GOMEND_SCAN=$builddir/gomend-scan
shell=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f7)
case $shell in
*/bash) ;;
*)
	echo "1..0 # SKIP the user's shell is not bash"
	exit 0
	;;
esac
releases=$(sh "$srcdir/tests/go/releases.sh")
old=$(echo "$releases" | head -n 1) new=$(echo "$releases" | tail -n 1)
if [ -z "$old" ] || [ "$old" = "$new" ]; then
	echo "1..0 # SKIP needs two releases of Go"
	exit 0
fi
oldbin=$(dirname "${old#* }") newbin=$(dirname "${new#* }")
base=/usr/bin:/bin
for d in /usr/bin /bin /usr/local/bin /usr/local/sbin /usr/sbin /sbin; do
	[ ! -x "$d/go" ] || {
		echo "1..0 # SKIP a go in $d is found by every shell"
		exit 0
	}
done
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-places.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/repo"
cd "$top/repo" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
echo 'package m' >m.go

n=0
# check WHAT ID PATH WANT...: each WANT stands in what gomend says of ID.
check() {
	what=$1 id=$2 path=$3
	shift 3
	n=$((n + 1))
	env -i HOME="$top/home" SHELL="$shell" LC_ALL=C TERM=dumb PATH="$path" \
		GOMEND_SCAN="$GOMEND_SCAN" "$GOMEND" check --only "$id" \
		>"$top/said" 2>&1
	bad=0
	for want; do
		tr -s ' \n' '  ' <"$top/said" | grep -qF -- "$want" || {
			echo "# not said: $want"
			bad=1
		}
	done
	if [ $bad = 0 ]; then echo "ok $n - $what"; else
		echo "not ok $n - $what"
		sed 's/^/# /' "$top/said" | cut -c1-200
	fi
}

echo "export PATH=$oldbin:\$PATH" >"$top/home/.bashrc"
check "a new terminal runs another release" go-shadowed "$newbin:$base" \
	"W warning go-shadowed" "shells run different Go releases: ${new%% *} and ${old%% *}"
check "only a new terminal finds go" go-missing "$base" \
	"E error go-missing" "another shell finds $oldbin/go" "hash -r"

echo ": nothing" >"$top/home/.bashrc"
check "only this shell finds go" go-missing "$newbin:$base" \
	"W warning go-missing" "but not in every shell"
check "no shell finds one" go-missing "$base" "E error go-missing"

echo "alias go=$newbin/go" >"$top/home/.bashrc"
check "an alias" go-missing "$base" "only an alias or function" \
	"alias go="

echo "export PATH=$newbin:\$PATH GOPATH='~/go'" >"$top/home/.bashrc"
check "a bad value in new terminals only" gopath-invalid "$newbin:$base" \
	"E error gopath-invalid" "new terminal"
echo "1..$n"
