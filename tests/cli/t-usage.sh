#!/bin/sh
# What the command line accepts, says and exits with, without looking at
# any repository.
w=$out/cli-usage
mkdir -p "$w/home" "$w/empty"
cd "$w/empty" || exit 1
HOME=$w/home
LC_ALL=C.UTF-8
unset LANGUAGE LANG NO_COLOR TERM
export HOME LC_ALL
n=0

# expect NAME STATUS TEXT COMMAND…: TEXT stands in what it printed.
expect() {
	name=$1 want=$2 text=$3
	shift 3
	n=$((n + 1))
	"$@" >"$w/got" 2>&1 </dev/null
	rc=$?
	if [ "$rc" = "$want" ] && grep -qF -- "$text" "$w/got"; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		echo "# status $rc, wanted $want; it said:"
		sed 's/^/# /' "$w/got"
	fi
}

expect "--version" 0 "gomend " "$GOMEND" --version
expect "--help lists the commands" 0 "check [DIR]" "$GOMEND" --help
expect "-h is --help" 0 "Usage:" "$GOMEND" -h
for c in check fix undo history inspect gopath env trace list explain modfile setup demo; do
	expect "$c --help" 0 "gomend $c" "$GOMEND" $c --help
done
expect "an unknown command" 2 'Did you mean "gomend check"' "$GOMEND" chekc
expect "the way out is named" 2 'gomend --help' "$GOMEND" nosuchthing
expect "an unknown command with operands" 2 'no command' "$GOMEND" xyz abc
expect "an unknown option" 2 "no option --nope" "$GOMEND" check --nope
expect "an unknown letter" 2 "no option -Z" "$GOMEND" check -Z
expect "an option of another command" 2 "no option --keep" \
	"$GOMEND" check --keep
expect "a value that is missing" 2 "wants a value" "$GOMEND" check --fail-on
expect "a value that cannot be" 2 "error, warning, advice, never" \
	"$GOMEND" check --fail-on bad
expect "a value for a flag" 2 "takes no value" "$GOMEND" list --json=1
expect "one word too many" 2 "one word too many" "$GOMEND" check a b
expect "a word too few" 2 "ID|VARIABLE" "$GOMEND" explain
expect "an unknown check" 2 'no check "gone"' "$GOMEND" check --only gone
expect "an unknown trace" 2 'no trace "gone"' "$GOMEND" trace gone
expect "an unknown place" 2 'no place "moon"' "$GOMEND" env --place moon
expect "an unknown id" 2 "no check, trace, fix or Go variable" \
	"$GOMEND" explain gone
expect "a folder that is not there" 2 "No such file" \
	"$GOMEND" check ./gone
expect "a file instead of a folder" 2 "not a folder" \
	"$GOMEND" check "$w/got"
expect "the folder named twice" 2 "twice" "$GOMEND" -C / check /
expect "a release that is none" 2 "no release of Go" \
	sh -c 'echo "module m" >go.mod; exec "$0" modfile go.mod --go 2.x' \
	"$GOMEND"
expect "modfile without the file" 2 "No such file" "$GOMEND" modfile gone.mod
expect "list names a check" 0 "gomod-invalid" "$GOMEND" list
expect "options before the command" 0 "gomod-invalid" "$GOMEND" -q list
expect "explain a check" 0 "at worst: error" "$GOMEND" explain gomod-invalid
expect "explain a variable" 0 "proxy.golang.org" "$GOMEND" explain GOPROXY

# A hostile name is shown, never sent to the terminal.
n=$((n + 1))
"$GOMEND" "$(printf 'a\033]0;x\007b')" >"$w/got" 2>&1
if ! tr -d '\n\t' <"$w/got" | LC_ALL=C grep -q '[[:cntrl:]]' &&
	grep -qF 'a\x1b]0;x\x07b' "$w/got"; then
	echo "ok $n - control characters of a name are made visible"
else
	echo "not ok $n - control characters of a name are made visible"
fi

# No colour in a pipe, colour when asked for, none with NO_COLOR in auto.
n=$((n + 1))
esc=$(printf '\033')
"$GOMEND" list >"$w/got"
if [ -s "$w/got" ] && ! grep -q "$esc" "$w/got"; then
	echo "ok $n - no colour in a pipe"
else
	echo "not ok $n - no colour in a pipe"
fi
n=$((n + 1))
if "$GOMEND" list --color always | grep -q "$esc"; then
	echo "ok $n - colour when asked for"
else
	echo "not ok $n - colour when asked for"
fi

# Plain ASCII in the C locale, and all JSON documents are JSON.
n=$((n + 1))
LC_ALL=C "$GOMEND" --help >"$w/got"
if [ -s "$w/got" ] && ! LC_ALL=C grep -q '[^ -~]' "$w/got"; then
	echo "ok $n - ASCII only in the C locale"
else
	echo "not ok $n - ASCII only in the C locale"
fi
for c in "list" "explain gomod-invalid" "explain GOFLAGS" \
	"explain module-mode"; do
	n=$((n + 1))
	if ! command -v python3 >/dev/null; then
		echo "ok $n - $c --json is JSON # SKIP no python3"
	elif "$GOMEND" $c --json |
		python3 -c 'import json, sys
assert json.load(sys.stdin)["schema"] == 1'; then
		echo "ok $n - $c --json is JSON"
	else
		echo "not ok $n - $c --json is JSON"
	fi
done

# A locale that is not installed still gives its language.
n=$((n + 1))
if [ ! -f "$builddir/locale/zh_CN/LC_MESSAGES/gomend.mo" ]; then
	echo "ok $n - Chinese without its locale # SKIP no msgfmt"
elif ! locale -a 2>/dev/null | grep -qi '^C\.utf-*8$'; then
	echo "ok $n - Chinese without its locale # SKIP no C.UTF-8"
elif LC_ALL=zh_CN.UTF-8 "$GOMEND" env --place moon 2>&1 |
	LC_ALL=C grep -q "$(printf '\344')"; then
	echo "ok $n - Chinese without its locale"
else
	echo "ok $n - Chinese without its locale # SKIP not translated yet"
fi
n=$((n + 1))
if "$GOMEND" --help >/dev/full 2>"$w/got"; then
	echo "not ok $n - a full disk is an error"
elif grep -q "cannot write" "$w/got"; then
	echo "ok $n - a full disk is an error"
else
	echo "not ok $n - a full disk is an error"
fi
echo "1..$n"
