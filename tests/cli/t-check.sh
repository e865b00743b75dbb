#!/bin/sh
# check, inspect, env, trace and modfile on small folders: what they print,
# and what they exit with.
w=$out/cli-check
rm -rf "$w"
mkdir -p "$w/home" "$w/bin"
cd "$w" || exit 1
HOME=$w/home
LC_ALL=C.UTF-8
GOFLAGS="" GO111MODULE="" GOENV=off GOPROXY=off GOSUMDB=off GOTOOLCHAIN=local
GOPATH=$w/gopath
export HOME LC_ALL GOFLAGS GO111MODULE GOENV GOPROXY GOSUMDB GOTOOLCHAIN GOPATH
unset LANGUAGE LANG NO_COLOR TERM XDG_CONFIG_HOME GOROOT GOBIN GOWORK
n=0

result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/got"
	fi
}

# expect NAME STATUS TEXT COMMAND…
expect() {
	name=$1 want=$2 text=$3
	shift 3
	"$@" >"$w/got" 2>&1 </dev/null
	rc=$?
	[ "$rc" = "$want" ] || echo "# status $rc, wanted $want" >>"$w/got"
	[ "$rc" = "$want" ] && grep -qF -- "$text" "$w/got"
	result $? "$name"
}

# python NAME SCRIPT FILE: the script asserts something about the JSON.
python() {
	if ! command -v python3 >/dev/null; then
		n=$((n + 1))
		echo "ok $n - $1 # SKIP no python3"
		return
	fi
	python3 -c "import json, sys
d = json.load(open(sys.argv[1]))
$2" "$3" >"$w/got" 2>&1
	result $? "$1"
}

# A repository of its own, as small as it can be: the build tree may lie in
# another one.
repo() {
	mkdir -p "$1/.git/objects" "$1/.git/refs"
	echo "ref: refs/heads/main" >"$1/.git/HEAD"
}
repo good
repo bad
printf 'module example.com/good\n\ngo 1.18\n' >good/go.mod
printf 'package main\n\nfunc main() {}\n' >good/main.go
printf 'module example.com/bad\n\ngo 1.18\n\nfoo bar\n' >bad/go.mod
only="--only gomod-invalid"

expect "a healthy module" 0 "Nothing here breaks the build" \
	"$GOMEND" check $only good
expect "a broken one" 1 "E error  gomod-invalid  go.mod:5" \
	"$GOMEND" check $only bad
expect "-C stands for DIR" 1 "gomod-invalid" "$GOMEND" -C bad check $only
expect "the current folder" 1 "gomod-invalid" \
	sh -c 'cd bad && "$0" check --only gomod-invalid' "$GOMEND"
expect "--fail-on never" 0 "gomod-invalid" \
	"$GOMEND" check $only --fail-on never bad
expect "--fail-on advice" 1 "gomod-invalid" \
	"$GOMEND" check $only --fail-on advice bad
expect "--skip" 0 "" "$GOMEND" check $only --skip gomod-invalid bad
expect "-q is a line each" 1 "E gomod-invalid go.mod:5: " \
	"$GOMEND" check -q $only bad
[ "$(wc -l <"$w/got")" = 1 ]
result $? "-q prints nothing else"
expect "a bare gomend prints what check prints" 1 "gomod-invalid" \
	"$GOMEND" bad
repo check
printf 'module example.com/c\n\ngo 1.18\n' >check/go.mod
expect "a folder named like a command" 0 "$w/check" "$GOMEND" -q inspect ./check
expect "a folder that cannot be there" 2 "" "$GOMEND" check good/gone

# .gomend
printf '# ours\ngomod-invalid go.mod it is a sample\nhalf a-line\n' >bad/.gomend
expect ".gomend silences" 0 ".gomend:2 silences gomod-invalid go.mod:5: it is a sample" \
	"$GOMEND" check $only bad
expect "a bad line of .gomend is told" 0 ".gomend:3 silences nothing" \
	"$GOMEND" check $only bad
printf 'gomod-invalid other/** it is a sample\n' >bad/.gomend
expect "the path has to match" 1 "gomod-invalid" "$GOMEND" check $only bad
rm bad/.gomend

# What is about safety wants more than a word of the repository's own.
repo sum
printf 'module example.com/sum\n\ngo 1.18\n\nrequire example.com/dep v1.0.0\n' \
	>sum/go.mod
printf 'package main\n\nimport "example.com/dep"\n\nfunc main() { dep.F() }\n' \
	>sum/main.go
if "$GOMEND" list | grep -q gosum-missing; then
	expect "a finding about safety" 1 "E error  gosum-missing" \
		"$GOMEND" check --only gosum-missing --place shell sum
	echo "gosum-missing ** we never commit it" >sum/.gomend
	expect ".gomend alone does not silence it" 1 "--trust lets it" \
		"$GOMEND" check --only gosum-missing --place shell sum
	expect "--trust does" 0 "silences gosum-missing" \
		"$GOMEND" check --trust --only gosum-missing --place shell sum
fi

# JSON, English whatever the language is.
"$GOMEND" check --format json bad >"$w/j" 2>/dev/null
LC_ALL=zh_CN.UTF-8 "$GOMEND" check --json bad >"$w/jz" 2>/dev/null
python "the document of check" '
assert d["schema"] == 1 and d["root"].endswith("/bad") and "gomend" in d
f = [x for x in d["findings"] if x["id"] == "gomod-invalid"][0]
for k in ("id", "severity", "title", "module", "path", "line", "fingerprint",
          "places", "evidence", "why", "probe", "fixes"):
    assert k in f, k
assert f["severity"] == "error" and f["path"] == "go.mod" and f["line"] == 5
assert len(f["fingerprint"]) == 16 and f["fixes"] == []
n = {"error": 0, "warning": 0, "advice": 0}
for x in d["findings"]:
    n[x["severity"]] += 1
assert d["counts"] == n
assert d["go"] is None or set(d["go"]) == {"version", "goroot", "path"}' "$w/j"
cmp "$w/j" "$w/jz" >"$w/got" 2>&1
result $? "the same bytes in another language"

# What is judged anew when go has answered, or a shell, is in its place.
for path in "$PATH" /nonexistent; do
	PATH=$path "$GOMEND" check --json bad >"$w/j" 2>/dev/null
	python "the checks are in order" '
c = [x["check"] for x in d["checks"]]
assert c and c == sorted(c), c' "$w/j"
done

# Hostile names: shown, never sent.
repo hostile
mkdir -p "hostile/$(printf 'a\033]0;x\007\tb')"
printf 'module \033[31mx\n' >"hostile/$(printf 'a\033]0;x\007\tb')/go.mod"
for c in "check" "inspect" "env" "trace module-mode"; do
	"$GOMEND" $c -C hostile >"$w/got" 2>&1
	[ -s "$w/got" ] &&
		! tr -d '\n' <"$w/got" | LC_ALL=C grep -q '[[:cntrl:]]'
	result $? "$c prints no control character"
done
LC_ALL=C "$GOMEND" check bad >"$w/got" 2>&1
[ -s "$w/got" ] && ! LC_ALL=C grep -q '[^ -~]' "$w/got"
result $? "ASCII only in the C locale"
NO_COLOR=1 "$GOMEND" check bad >"$w/got" 2>&1
! grep -q "$(printf '\033')" "$w/got"
result $? "no colour with NO_COLOR"

# The other commands.
for c in "inspect" "env" "env --place shell" "trace module-mode" \
	"trace module-mode --module ."; do
	"$GOMEND" -C good $c --json >"$w/j" 2>"$w/err"
	python "$c --json" 'assert d["schema"] == 1 and d["root"]' "$w/j"
done
"$GOMEND" -C good inspect --json >"$w/j" 2>/dev/null
python "inspect knows the module" '
assert [m["path"] for m in d["modules"]] == ["example.com/good"]
assert d["modules"][0]["go_version"] == "1.18"' "$w/j"
expect "inspect in words" 0 "example.com/good, go 1.18" "$GOMEND" inspect good
expect "env in words" 0 "GOPROXY" "$GOMEND" env --place shell good
expect "trace in words" 0 "module" "$GOMEND" -C good trace module-mode
expect "trace of no such module" 2 "no module in the folder" \
	"$GOMEND" -C good trace module-mode --module nope
repo works
mkdir -p works/x
printf 'go 1.21\n\nuse ./x\n' >works/go.work
printf 'module example.com/x\n\ngo 1.21\n' >works/x/go.mod
expect "trace above a workspace's modules" 0 "go build ./x/..." \
	"$GOMEND" -C works trace module-mode
if command -v go >/dev/null; then
	(cd good && "$GOMEND" env --place shell --json >"$w/j" &&
		go env -json >"$w/go.json")
	python "env says what go env says" '
mine = {s["name"]: s["value"] for s in d["places"][0]["settings"]}
real = json.load(open(sys.argv[1][:-1] + "go.json"))
wrong = [(k, mine.get(k), v) for k, v in real.items()
         if k != "GOGCCFLAGS" and mine.get(k) != v]
assert not wrong, wrong' "$w/j"
else
	n=$((n + 1))
	echo "ok $n - env says what go env says # SKIP no go"
fi
(cd bad && "$GOMEND" env --place shell --json ../good >"$w/j")
python "env DIR is what go says in DIR" '
mine = {s["name"]: s["value"] for s in d["places"][0]["settings"]}
assert mine["GOMOD"].endswith("/good/go.mod"), mine["GOMOD"]' "$w/j"
"$GOMEND" modfile good/go.mod >"$w/j" 2>"$w/err"
python "modfile" 'assert d["Module"]["Path"] == "example.com/good"' "$w/j"
expect "modfile refuses with go'\''s words" 1 "unknown directive: foo" \
	"$GOMEND" modfile bad/go.mod
printf 'module x\n\ngo 1.21.0\n' >good/new.mod
expect "as an older release reads it" 1 "invalid go version" \
	"$GOMEND" modfile good/new.mod --go 1.19
expect "as a newer release reads it" 0 '"Go": "1.21.0"' \
	"$GOMEND" modfile good/new.mod --go 1.21
# A reader that goes away is no reason to complain.
"$GOMEND" check bad 2>"$w/got" | head -n 1 >/dev/null
[ ! -s "$w/got" ]
result $? "a closed pipe is quiet"
echo "1..$n"
