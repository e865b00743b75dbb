#!/bin/sh
# Changes to go.mod and go.work by span say what `go mod edit` makes of the
# same file, and leave all other lines as they are.
#   MODEDIT_FILES=N   generated files (30; t-modedit-all.sh: 160)
set -u
LC_ALL=C
export LC_ALL
tool=$builddir/tests/fmt/modfile_tool
work=$out/modedit${ALL:+-all}
if [ ! -x "$tool" ]; then
	echo "1..0 # SKIP tests/fmt/modfile_tool is not built"
	exit 0
fi
line=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
release=${line%% *} go=${line#* }
case $release in
go1.2[4-9]* | go1.[3-9][0-9]*) ;;
*)
	echo "1..0 # SKIP no Go 1.24 or newer on this machine"
	exit 0
	;;
esac
rm -rf "$work"
mkdir -p "$work/home/.config/go/telemetry" "$work/seed" "$work/f" "$work/t"
echo off >"$work/home/.config/go/telemetry/mode"
HOME=$work/home GOPATH=$work/home/go GOENV=off GOFLAGS= GOTOOLCHAIN=local
GOWORK=off GO111MODULE=on GOPROXY=off GOSUMDB=off XDG_CONFIG_HOME=
export HOME GOPATH GOENV GOFLAGS GOTOOLCHAIN GOWORK GO111MODULE GOPROXY \
	GOSUMDB XDG_CONFIG_HOME
for f in plain every crlf; do
	cp "$srcdir/tests/fmt/data/$f.mod" "$work/seed/"
done
cp "$srcdir/tests/fmt/data/every.work" "$work/seed/"
(cd "$work/seed" && "$tool" generate ../f "${MODEDIT_FILES:-30}" 3 ./*.mod ./*.work)
cp "$work"/seed/* "$work/f/"

# JSON without order: lines sorted, commas off.
flat() { sed 's/,$//' "$1" | LC_ALL=C sort; }

tried=0 bad=0 lost=0
# try FILE mod|work FLAG KIND ARGS...
try() {
	f=$1 cmd=$2 flag=$3
	shift 3
	"$tool" edit "$f" "$@" >"$work/t/x.$cmd" 2>"$work/t/err" || {
		echo "# $f $*: $(cat "$work/t/err")"
		bad=$((bad + 1))
		return
	}
	(
		cd "$work/t" || exit 1
		"$go" "$cmd" edit -json "x.$cmd" >own.json 2>&1
		# Not at once: -json shows a replacement as it was before.
		cp "$f" "go.$cmd"
		"$go" "$cmd" edit "$flag" "go.$cmd"
		"$go" "$cmd" edit -json "go.$cmd" >go.json 2>&1
	)
	tried=$((tried + 1))
	flat "$work/t/own.json" >"$work/t/own.flat"
	flat "$work/t/go.json" >"$work/t/go.flat"
	if ! cmp -s "$work/t/own.flat" "$work/t/go.flat"; then
		bad=$((bad + 1))
		echo "# $f $flag:"
		diff "$work/t/go.flat" "$work/t/own.flat" | head -n 10 | sed 's/^/#   /'
	fi
	# Adding a line takes none away.
	case $1 in
	add-*)
		if diff "$f" "$work/t/x.$cmd" | grep -q '^<.*[^[:space:]]'; then
			if [ -n "$(tail -c 1 "$f")" ]; then :; else
				lost=$((lost + 1))
				echo "# $f: $* took a line away"
			fi
		fi
		;;
	esac
}

for f in "$work"/f/*.mod; do
	"$go" mod edit -json "$f" >"$work/t/json" 2>/dev/null || continue
	first=$(awk '/"Require": \[/ { on = 1 }
		on && /"Path"/ { gsub(/[",]/, "", $2); print $2; exit }' "$work/t/json")
	try "$f" mod -go=1.24.1 set-go "" 1.24.1
	try "$f" mod -go=none set-go
	try "$f" mod -toolchain=go1.24.2 set-toolchain "" go1.24.2
	try "$f" mod -toolchain=none set-toolchain
	try "$f" mod -module=example.com/else set-module example.com/else
	try "$f" mod -require=example.com/new@v1.9.0 set-require example.com/new v1.9.0
	try "$f" mod -replace=example.com/a=../else set-replace example.com/a "" ../else
	try "$f" mod -replace=example.com/a@v1.9.0=example.com/q@v1.0.0 \
		set-replace example.com/a v1.9.0 example.com/q v1.0.0
	try "$f" mod -exclude=example.com/a@v1.2.4 add-exclude example.com/a v1.2.4
	try "$f" mod -tool=example.com/a/cmd/tool add-tool example.com/a/cmd/tool
	case $first in
	*/v[0-9]* | "" | gopkg.in/*) ;;
	*)
		try "$f" mod "-require=$first@v1.99.0" set-require "$first" v1.99.0
		try "$f" mod "-droprequire=$first" drop-require "$first"
		;;
	esac
done
for f in "$work"/f/*.work; do
	"$go" work edit -json "$f" >"$work/t/json" 2>/dev/null || continue
	try "$f" work -go=1.24.1 set-go "" 1.24.1
	try "$f" work -use=./new add-use ./new
	try "$f" work -replace=example.com/a=./else set-replace example.com/a "" ./else
	if grep -q '"DiskPath": "./a"' "$work/t/json"; then
		try "$f" work -dropuse=./a drop-use ./a
	fi
done
if [ "$bad" = 0 ] && [ "$tried" -gt "${ALL:+1}50" ]; then
	echo "ok 1 - $tried changes say what $release makes of them"
else
	echo "not ok 1 - $bad of $tried changes differ from $release"
fi
if [ "$lost" = 0 ]; then
	echo "ok 2 - what is added takes nothing away"
else
	echo "not ok 2 - what is added takes nothing away"
fi
echo "1..2"
