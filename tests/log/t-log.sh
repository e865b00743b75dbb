#!/bin/sh
# gomend log: every row of the table has a sample and knows it, logs of builds
# that passed say nothing, the check here confirms or refutes, and a hostile
# log is only a log (with ALL=all, t-log-all.sh).
set -u
w=$out/log${ALL:+-all}
rm -rf "$w"
mkdir -p "$w/home" "$w/repo/.git/objects" "$w/repo/.git/refs" "$w/sick"
w=$(cd "$w" && pwd -P)
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
tool=$builddir/tests/log/logread_tool
d=$srcdir/tests/log
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
"$tool" --rows >"$w/rows"
# One process reads them all: "FILE: row ID".
"$tool" "$d"/samples/*.log >"$w/read"
read=$(cat "$w/read")
while read -r id rest; do
	# A row without a sample is a claim that nobody looked at.
	for f in "$d/samples/$id.log" "$d/samples/$id".go*.log; do
		case $f in *'*'*) continue ;; esac
		case "
$read
" in
		*"
$f: row $id
"*) ok 0 "$id: its sample ${f##*/}" ;;
		*)
			grep -F "$f: " "$w/read" >"$w/got"
			ok 1 "$id: its sample ${f##*/}"
			;;
		esac
	done
done <"$w/rows"
[ "$(wc -l <"$w/rows")" -ge 48 ]
ok $? "at least the forty messages and the eight more"
for f in "$d"/samples/*.log; do
	id=$(basename "$f" .log)
	grep -q "^${id%%.*} " "$w/rows" || echo "# $f is of no row"
	head -n 1 "$f" | grep -q '^# [ST][ay][ip]' || echo "# $f does not tell how it was made"
done >"$w/got"
[ ! -s "$w/got" ]
ok $? "no sample without a row, or without how it was made"
# The rest is said by runners, actions and systems that cannot be had everywhere.
grep -l '^# Typed' "$d"/samples/*.log | sed 's,.*/,,' | tr '\n' ' ' >"$w/got"
[ "$(cat "$w/got")" = "gitlab-cache-outside.log gitlab-nothing-kept.log \
glibc-too-old.log go-version-float.log linter-too-old.log " ]
ok $? "typed by hand is only what no go says"
grep -v '^#' "$d/verbatim.list" >"$w/verbatim"
tab=$(printf '\t')
# Each a log of its own, with its row in the name.
mkdir "$w/lines"
i=1000
while IFS= read -r line; do
	i=$((i + 1))
	printf '%s\n' "${line#*"$tab"}" >"$w/lines/$i"
	echo "$w/lines/$i: row ${line%%"$tab"*}"
done <"$w/verbatim" >"$w/told"
"$tool" "$w"/lines/* | grep ': row ' | diff "$w/told" - >"$w/got"
[ "$(wc -l <"$w/verbatim")" -ge 120 ] && [ ! -s "$w/got" ]
ok $? "each message that people report is of its row, and of that alone"
cut -f1 "$w/verbatim" | sed 's/.*/^& /' >"$w/told"
grep -v -f "$w/told" "$w/rows" >"$w/got"
[ "$(cut -d' ' -f1 "$w/got")" = go-cannot-compile ]
ok $? "and every row has one among them, but what only two patch releases say"
cat >"$w/none" <<'X'
./run.sh: 3: foo: not found
fork/exec ./bin/server: no such file or directory
fatal: repository "https://example.com/x" not found
WARNING: nothing to see: no matching files here
	libc.so.6 => not found
X
"$tool" <"$w/none" | grep '^row' >"$w/got"
[ ! -s "$w/got" ]
ok $? "what only looks like one is none"
[ "$(find "$d/good" -name '*.log' | wc -l)" -ge 20 ]
ok $? "twenty logs of builds that passed, of go and of what runs it"
# nothing_in FILE WORDS: the tool has read it, and has nothing to say.
nothing_in() {
	grep -F "$1: " "$w/read" >"$w/got"
	[ -s "$1" ] && [ ! -s "$w/got" ] && [ "$read" = 0 ]
	ok $? "$2"
}
"$tool" "$d"/good/*.log >"$w/read" 2>"$w/err"
read=$?
for f in "$d"/good/*.log; do
	nothing_in "$f" "${f##*/}: nothing is found in it"
done
for kind in github gh gitlab docker; do
	mkdir "$w/$kind"
	python3 "$d/wrap.py" "$kind" "$w/$kind" "$d"/good/*.log 2>"$w/err" &&
		"$tool" "$w/$kind"/*.log >"$w/read" 2>"$w/err"
	read=$?
	for f in "$d"/good/*.log; do
		nothing_in "$w/$kind/${f##*/}" "${f##*/} as $kind keeps it"
	done
done
# The same words in tests that fail are told, however they are wrapped.
"$tool" <"$d/failed-test.log" | grep -v "^?" >"$w/want"
[ "$(tr '\n' ' ' <"$w/want")" = "row no-space row clock-wrong row killed " ]
ok $? "a test that fails, beside one that passes with other words"
"$tool" <"$d/failed-gotestsum.log" | tr '\n' ' ' >"$w/got"
[ "$(cat "$w/got")" = "row no-space row killed " ]
ok $? "what gotestsum says of tests that fail, beside others"
for kind in github gh gitlab docker; do
	python3 "$d/wrap.py" "$kind" <"$d/failed-test.log" | "$tool" | grep -v "^?" >"$w/got"
	cmp -s "$w/want" "$w/got"
	ok $? "the same as $kind keeps it"
done

# ---- the command ----
run() { # ARGS...; in $w/repo
	(cd "$w/repo" && env -i PATH=/usr/bin:/bin HOME="$w/home" TERM=dumb \
		COLUMNS=100 XDG_STATE_HOME="$w/state" LC_ALL=C.UTF-8 \
		timeout 60 "$GOMEND" "$@") >"$w/got" 2>"$w/err"
}
says() {
	tr -s ' \n' '  ' <"$w/got" | grep -q -F -e "$1"
}
echo "ref: refs/heads/main" >"$w/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.18\n' >"$w/repo/go.mod"
printf 'package m\n' >"$w/repo/m.go"
cp "$d"/samples/*.log "$d"/good/*.log "$w"
run log "$w/go1.26.8-build.log" </dev/null
[ $? = 0 ] && says 'no message in it that gomend knows'
ok $? "a log of a build that passed: status 0"
mkdir "$w/repo/gone"
printf 'module example.com/gone\n' >"$w/repo/gone/go.mod"
printf 'require example.com/gone v1.0.0\nreplace example.com/gone => ./gone\n' >>"$w/repo/go.mod"
printf 'import _ "example.com/gone"\n' >>"$w/repo/m.go"
run log "$w/replacement-missing.log" </dev/null
[ $? = 1 ] && says 'not so here' && says 'replace-dangling' && ! says 'confirmed here'
ok $? "a cause that is not here: refuted by the check"
rm -r "$w/repo/gone"
run log "$w/replacement-missing.log" </dev/null
[ $? = 1 ] && says 'confirmed here' && says 'gomend fix replace-dangling@'
ok $? "the same where it is: confirmed, with the fix"
run log --json "$w/replacement-missing.log" </dev/null
python3 - "$w/got" <<'X'
import json, sys
d = json.load(open(sys.argv[1]))
c = d["causes"][0]
assert d["schema"] == 1 and c["id"] == "replacement-missing", d
assert c["here"] == "confirmed" and c["line"] == 3 and c["count"] == 1, c
assert c["findings"][0]["id"] == "replace-dangling", c
assert c["findings"][0]["fixes"], c
assert "../gone" in c["cause"] and c["text"].startswith("main.go:"), c
X
ok $? "as JSON"
mkdir -p "$w/repo/sub"
printf 'module example.com/sub\n\ngo 1.18\n' >"$w/repo/sub/go.mod"
printf 'package sub\n' >"$w/repo/sub/s.go"
printf '/ci/build/sub/s.go:2:8: example.com/x@v1.0.0: replacement directory ../gone does not exist\n' >"$w/sub.log"
run log "$w/sub.log" </dev/null
[ $? = 1 ] && says 'not so in sub/s.go, which the message names; it is so elsewhere:' && says 'replace-dangling go.mod:'
ok $? "a message that names a file of another module"
printf 'go: ./go.mod:4: example.com/gone@v1.0.0 (replaced by ./gone): reading gone/go.mod: open x: no such file\n' >"$w/top.log"
run log "$w/top.log" </dev/null
[ $? = 1 ] && says 'confirmed here'
ok $? "go.mod alone may be any of them"
rm -r "$w/repo/sub"
printf 'FROM golang:1.24\nWORKDIR /src\nCOPY go.mod ./\nCOPY . .\nRUN go build ./...\n' >"$w/repo/Dockerfile"
printf 'go.mod\n' >"$w/repo/.dockerignore"
printf 'ERROR: failed to solve: failed to compute cache key: "/go.mod": not found\n' >"$w/context.log"
run log "$w/context.log" </dev/null
[ $? = 1 ] && says 'confirmed here' && says 'gomend fix docker-context-missing@'
ok $? "what .dockerignore hides: confirmed, with the fix"
rm "$w/repo/Dockerfile" "$w/repo/.dockerignore"
run log "$w/tmp-noexec.log" </dev/null
says 'not known: it is about the machine that wrote the log'
ok $? "what only that machine can tell is not refuted by this one"
run log "$w/inconsistent-vendoring.log" </dev/null
[ "$(grep -c 'inconsistent-vendoring  line' "$w/got")" = 1 ] && says 'is explicitly required in go.mod'
ok $? "messages that come to the same are one cause, with all their lines"
run log "$w/internal-package.log" </dev/null
says "not known: no check of gomend's looks for it"
ok $? "where there is no check it says so"
python3 "$d/wrap.py" gitlab <"$d/samples/ca-missing.log" >"$w/gitlab.log"
run log - <"$w/gitlab.log"
[ $? = 1 ] && says 'standard input' && says 'ca-missing line 4'
ok $? "standard input, GitLab's stamps and colours"
python3 "$d/wrap.py" github <"$d/samples/git-no-credentials.log" >"$w/github.log"
run log <"$w/github.log"
[ $? = 1 ] && says 'git-no-credentials line 7' && says "A private repository at https://github.com"
ok $? "GitHub's stamps; what the message names is in the cause"
printf 'build\tRun\t2026-03-02T09:14:05.12Z go: go.mod requires go >= 1.25.0 (running go 1.24.13; GOTOOLCHAIN=local)\n' >"$w/gh.log"
run log ../gh.log </dev/null
says 'go-too-old line 1 build' && says 'It says that go1.24.13 ran' && says 'Go 1.21 and newer'
ok $? "gh run view --log: the job; which Go ran; which releases say so"
run log ../gh.log . </dev/null
says 'go-too-old line 1'
ok $? "FILE and DIR"
printf 'something\nError: frobnicator exploded\nError: Process completed with exit code 1.\n' >"$w/odd.log"
run log "$w/odd.log" </dev/null
[ $? = 1 ] && says '1 more line looks like a failure' && says 'frobnicator exploded'
ok $? "what it does not know it says"
printf 'fatal: unable to access https://user:ghp_0123456789abcdefghijABCDEFGHIJ012345@example.com/x\n' >"$w/secret.log"
run log "$w/secret.log" </dev/null
! grep -q ghp_ "$w/got" && says 'unable to access'
ok $? "no token that the log shows"
run log "$w/nosuch.log" </dev/null
[ $? = 2 ] && grep -q 'nosuch.log' "$w/err"
ok $? "no such file: status 2"

# ---- what a newer standard library has, by the api files of a GOROOT ----
mkdir -p "$w/go/bin" "$w/go/api"
printf '#!/bin/sh\nexit 1\n' >"$w/go/bin/go"
chmod +x "$w/go/bin/go"
printf 'go1.26.0\n' >"$w/go/VERSION"
printf 'pkg strings, func Clone(string) string\n' >"$w/go/api/go1.18.txt"
printf '%s\n' 'pkg strings, func CutPrefix(string, string) (string, bool) #42537' \
	'pkg syscall (linux-amd64), const CLONE_CLEAR_SIGHAND = 4294967296' >"$w/go/api/go1.20.txt"
GOROOT_OF=$w/go
with_api() {
	(cd "$w/repo" && env -i PATH="$w/go/bin:/usr/bin:/bin" GOROOT="$GOROOT_OF" HOME="$w/home" \
		TERM=dumb COLUMNS=100 XDG_STATE_HOME="$w/state" LC_ALL=C.UTF-8 \
		timeout 60 "$GOMEND" log "$@") >"$w/got" 2>"$w/err"
}
with_api "$w/undefined-in-std.log" </dev/null
[ $? = 1 ] && says 'strings.CutPrefix came with Go 1.20, and an older go ran' && says 'Build with Go 1.20 or newer'
ok $? "a name of a newer standard library: of which release"
sed 's/go1.18.10/go1.21.3/' "$w/undefined-in-std.log" >"$w/had.log"
with_api "$w/had.log" </dev/null
! says 'came with' && says '1 more line looks like a failure'
ok $? "a go that has it ran: not the cause"
printf '%s\n' 'x.go:3:1: undefined: syscall.CLONE_CLEAR_SIGHAND' 'x.go:4:1: undefined: strings.Cut' \
	'x.go:5:1: undefined: mine.CutPrefix' 'x.go:6:1: undefined: x.y.Z (but have z)' >"$w/mixed.log"
with_api "$w/mixed.log" </dev/null
says 'syscall.CLONE_CLEAR_SIGHAND came with Go 1.20' && says '3 more lines look like failures'
ok $? "only what the files have, whole names, other packages left alone"
printf 'pkg crypto/subtle, func ConstantTimeCompare([]uint8, []uint8) int\n' >"$w/go/api/go1.txt"
printf './pkg.go:12:2: undefined: subtle.ConstantTimeCompare\n' >"$w/always.log"
with_api "$w/always.log" </dev/null
! says 'came with' && says '1 more line looks like a failure'
ok $? "a name that each release has: no release is blamed"
GOROOT_OF=$w/none
with_api "$w/undefined-in-std.log" </dev/null
! says 'came with' && says '1 more line looks like a failure'
ok $? "no api files at hand: nothing is claimed"

[ -n "${ALL:-}" ] || {
	echo "1..$n"
	exit
}

# ---- hostile logs ----
python3 - "$w" <<'X'
import sys
w = sys.argv[1]
tail = b"go: modules disabled by GO111MODULE=off; see 'go help modules'"
open(w + "/line.log", "wb").write(b"x" * (20 << 20) + b"\n" + tail)
open(w + "/bin.log", "wb").write(bytes(range(256)) * 4096 + b"\n" + tail + b"\n")
open(w + "/esc.log", "wb").write(b"\x1b[" * 500000 + b"\n" + tail + b"\n")
open(w + "/many.log", "wb").write((tail + b"\n") * 50000)
open(w + "/args.log", "wb").write(b"".join(b"go: unknown revision %d\n" % i for i in range(20000)))
open(w + "/title.log", "wb").write(b"Error: \x1b]0;owned\x07 x\xe2\x80\xae\n")
open(w + "/huge.log", "wb").truncate(80 << 20)
open(w + "/empty.log", "wb").close()
X
python3 - "$w" <<'X'
import sys
w = sys.argv[1]
text = open(w + "/modules-off.log", encoding="utf-8").read().replace("\n", "\r\n") + "\U0001f600 \u8b05\r\n"
for name, code, mark in ("le", "utf-16-le", b"\xff\xfe"), ("be", "utf-16-be", b"\xfe\xff"), ("nomark", "utf-16-le", b""):
    open(w + "/" + name + ".log", "wb").write(mark + text.encode(code) + b"\x3d\xd8x")
X
for f in le be nomark; do
	run log "$w/$f.log" </dev/null
	[ $? = 1 ] && says 'modules-off line 3' && says "go: modules disabled by GO111MODULE=off; see 'go help modules'"
	ok $? "UTF-16 as PowerShell writes it, $f"
	run log <"$w/$f.log"
	[ $? = 1 ] && says 'modules-off line 3'
	ok $? "the same by standard input, $f"
done
for f in line bin esc; do
	run log "$w/$f.log" </dev/null
	[ $? = 1 ] && says 'modules-off'
	ok $? "$f.log: read to its end"
	run log <"$w/$f.log"
	[ $? = 1 ] && says 'modules-off'
	ok $? "$f.log by standard input"
done
run log "$w/many.log" </dev/null
says 'modules-off line 1, 50000 times'
ok $? "one message many times is one cause"
run log --json "$w/args.log" </dev/null
[ $? = 1 ] && [ "$(grep -c '"id":.*"unknown-revision"' "$w/got")" = 200 ]
ok $? "and of many only so many are told"
run log "$w/title.log" </dev/null
[ $? = 1 ] && ! LC_ALL=C grep -q "$(printf '[\033\007]')" "$w/got"
ok $? "nothing of it reaches the terminal raw"
run log "$w/huge.log" </dev/null
[ $? = 2 ] && [ -s "$w/err" ]
ok $? "80 MB: refused with a reason"
run log "$w/empty.log" </dev/null
[ $? = 0 ]
ok $? "an empty log"
printf 'PK\003\004\024\000\010\000' >"$w/zip.log"
run log "$w/zip.log" </dev/null
[ $? = 2 ] && grep -q 'zip.log.*unpack it' "$w/err"
ok $? "the archive of all logs, as GitHub gives it: unpack it"
gzip -c "$w/many.log" >"$w/many.log.gz"
run log "$w/many.log.gz" </dev/null
[ $? = 2 ] && grep -q 'gzip -d' "$w/err"
ok $? "a compressed one"
run log - <"$w/many.log.gz"
[ $? = 2 ] && grep -q 'gzip -d' "$w/err"
ok $? "the same by standard input"
run log "$GOMEND" </dev/null
[ $? = 2 ] && grep -q 'program and no log' "$w/err"
ok $? "a program"
head -c 100000 /dev/zero >"$w/zero.log"
run log "$w/zero.log" </dev/null
[ $? = 2 ] && grep -q 'no text' "$w/err"
ok $? "what is no text"
run log "$w" </dev/null
[ $? = 2 ] && grep -q 'not a regular file' "$w/err"
ok $? "a folder"
mkfifo "$w/fifo"
run log "$w/fifo" </dev/null
[ $? = 2 ]
ok $? "a FIFO: refused, no hang"
echo "1..$n"
