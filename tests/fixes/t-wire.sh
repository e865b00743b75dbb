#!/bin/sh
# The requests "fix" and "diff" of facts/wire.h, as a client may send them: all
# at once, wrong ones among them, several fixes in one.
set -u
mkdir -p "$out"
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		cut -c1-600 "$T/said" | grep -v '"rec":"fact"' | sed 's/^/# /' | tail -n 20
	fi
}
T=$(mktemp -d "${TMPDIR:-/tmp}/gomend-wire.XXXXXX") || exit 1
T=$(cd "$T" && pwd -P)
trap 'rm -rf "$T"' EXIT
mkdir -p "$T/r/a" "$T/r/b" "$T/home"
printf 'module example.com/a\n\ngo go1.20\n' >"$T/r/a/go.mod"
printf 'module example.com/b\n\ngo v1.20\n' >"$T/r/b/go.mod"
echo 'package a' >"$T/r/a/a.go"
echo 'package b' >"$T/r/b/b.go"
state() { (cd "$T" && find r home -exec ls -dn --full-time {} + && cat r/*/go.mod); }
state >"$T/state"

# ask REQUEST...: behind the look, in one go; what is said comes into $T/said.
ask() {
	{
		printf '%s\n' '{"op":"open","root":"'"$T"'/r"}' \
			'{"op":"place","seq":1,"value":{"name":"shell","kind":"shell","state":"ready","cwd":"'"$T"'/r","env":["HOME='"$T"'/home","PATH=/nowhere"]}}' \
			'{"op":"scan","seq":2}' "$@"
	} | HOME=$T/home "$GOMEND_SCAN" >"$T/said"
}
# answer ID: its record.
answer() { grep "\"rec\":\"[a-z]*\",\"id\":$1[,}]" "$T/said"; }
says() { answer "$1" | grep -qF -- "$2"; }

ask '{"op":"fix","id":1,"step":"offer","wants":[{"fix":"set-go-line"}]}'
[ "$(grep -n '"rec":"fix"' "$T/said" | cut -d: -f1)" -gt \
	"$(grep -n '"state":"end"' "$T/said" | head -n 1 | cut -d: -f1)" ]
ok $? "the answer comes at the end of the generation"
says 1 '"offers":[{"fix":"set-go-line"'
ok $? "it is an offer"
grep '"rec":"finding"' "$T/said" | grep -q '"fixes":\["set-go-line"\]'
ok $? "the finding names the fix"
prints=$(sed -n 's/.*"id":"gomod-invalid".*"fingerprint":"\([0-9a-f]*\)".*/\1/p' "$T/said")
# shellcheck disable=SC2086 # two words
set -- $prints
[ $# = 2 ]
ok $? "there are two findings"
one=$1 two=$2

ask '{"op":"fix","id":1,"step":"offer","wants":[{"fix":"no-such"}]}' \
	'{"op":"fix","id":2,"step":"offer","wants":[{"fix":"set-go-line","finding":"0000000000000000"}]}' \
	'{"op":"fix","id":3,"step":"offer","wants":[]}' \
	'{"op":"fix","id":4,"step":"build","wants":[{"fix":"set-go-line"}],"given":[{"name":"verison","value":"1.20"}]}' \
	'{"op":"fix","id":5,"step":"build","wants":[{"fix":"set-go-line"}],"given":[{"name":"version","value":"x"}]}' \
	'{"op":"fix","id":6,"step":"build","wants":[{"fix":"merge-gosum"}]}' \
	'{"op":"diff","id":7,"change":0}'
says 1 'gomend has no fix named \"no-such\".'
ok $? "a fix that is none"
says 1 '"why":{"id":"gomend has no fix named'
ok $? "... as a message that can be translated"
says 2 'is not there (any more)'
ok $? "a finding that is none"
says 3 'No fix was asked for.'
ok $? "nothing asked for"
says 4 'There is nothing named \"verison\" to choose here.'
ok $? "a field that is none"
says 5 'is no version of Go'
ok $? "a value that cannot be"
says 6 'There is nothing here that merge-gosum could mend.'
ok $? "a fix without its fault"
says 7 '"error":"the plan has no such change"'
ok $? "a difference before there is a plan"

ask '{"op":"fix","id":1,"step":"build","wants":[{"fix":"set-go-line","finding":"'"$one"'"},{"fix":"set-go-line","finding":"'"$two"'"}]}' \
	'{"op":"fix","id":2,"step":"offer","wants":[{"fix":"set-go-line","finding":"'"$one"'"},{"fix":"set-go-line","finding":"'"$two"'"}]}' \
	'{"op":"diff","id":3,"change":1}' '{"op":"diff","id":4,"change":2}'
[ "$(answer 1 | grep -o '"kind":"modified"' | wc -l)" = 2 ]
ok $? "two fixes are one plan"
says 1 "\"findings\":[\"$one\",\"$two\"]"
ok $? "... for both findings"
says 1 '"title":{"id":"Several fixes at once: {0}"'
ok $? "... and says so"
[ "$(answer 2 | grep -o '"fix":"set-go-line"' | wc -l)" = 2 ]
ok $? "an offer for each"
says 3 '-go v1.20\n+go 1.20\n'
ok $? "an offer leaves the plan to \"diff\""
says 4 '"error":"the plan has no such change"'
ok $? "a change that is none"

ask '{"op":"fix","id":1,"step":"build","wants":[{"fix":"set-go-line","finding":"'"$one"'"},{"fix":"set-go-line","finding":"'"$one"'"}]}'
[ "$(answer 1 | grep -o '"kind":"modified"' | wc -l)" = 1 ]
ok $? "the same fix twice is one step"

state >"$T/after"
cmp -s "$T/state" "$T/after"
ok $? "nothing was changed by all that"
echo "1..$n"
