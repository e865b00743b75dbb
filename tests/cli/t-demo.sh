#!/bin/sh
# The demo: ten ills and more, made without network, and nothing left behind.
w=$out/cli-demo
rm -rf "$w"
mkdir -p "$w/home" "$w/tmp"
cd "$w" || exit 1
HOME=$w/home TMPDIR=$w/tmp LC_ALL=C.UTF-8
export HOME TMPDIR LC_ALL
unset LANGUAGE LANG TERM

"$GOMEND" demo --json >"$w/j" 2>"$w/err"
rc=$?
sed -n 's/^[[:space:]]*"id":[[:space:]]*"\([a-z-]*\)".*/\1/p' "$w/j" |
	sort -u >"$w/ids"
"$GOMEND" list --json | sed -n 's/^[[:space:]]*"id":[[:space:]]*"\([a-z-]*\)".*/\1/p' >"$w/known"
missing=
for id in gomod-invalid gopath-legacy-lock gopath-project gosum-conflict gosum-ignored \
	gosum-missing module-not-in-workspace replace-dangling \
	replace-outside vendor-ignored-files vendor-legacy \
	vendor-out-of-date; do
	grep -qx "$id" "$w/known" && ! grep -qx "$id" "$w/ids" &&
		missing="$missing $id"
done
if command -v go >/dev/null; then
	# What is said of settings needs a go that they are for.
	for id in env-file-hidden gobin-not-on-path go-too-old; do
		grep -qx "$id" "$w/ids" || missing="$missing $id"
	done
else
	grep -qx go-missing "$w/ids" || missing="$missing go-missing"
fi
count=$(wc -l <"$w/ids")
if [ "$rc" = 0 ] && [ -z "$missing" ] &&
	{ [ "$count" -ge 10 ] || [ "$(wc -l <"$w/known")" -lt 24 ]; }; then
	echo "ok 1 - $((count)) different findings"
else
	echo "not ok 1 - $((count)) different findings, status $rc"
	echo "# missing:$missing"
	sed 's/^/# /' "$w/err"
fi
if [ -z "$(ls "$w/tmp")" ]; then
	echo "ok 2 - nothing is left behind"
else
	echo "not ok 2 - nothing is left behind"
fi
if grep -q "$w/tmp/gomend-demo-" "$w/err"; then
	echo "ok 3 - it says where it lies"
else
	echo "not ok 3 - it says where it lies"
fi
"$GOMEND" demo --check --keep -q >"$w/text" 2>"$w/err"
kept=$(find "$w/tmp" -path "*/shop/api/go.mod")
if [ -f "$kept" ] && [ ! -s "$w/err" ]; then
	echo "ok 4 - --keep leaves it, -q says nothing of it"
else
	echo "not ok 4 - --keep leaves it, -q says nothing of it"
fi
rm -rf "$w/tmp" && mkdir "$w/tmp"
if [ -z "$(ls -A "$w/home")" ]; then
	echo "ok 5 - the user's home is not touched"
else
	echo "not ok 5 - the user's home is not touched"
fi
if ! command -v strace >/dev/null ||
	! strace -f -e trace=connect -o "$w/probe" true 2>/dev/null; then
	echo "ok 6 - no network # SKIP no strace"
else
	strace -f -e trace=connect -o "$w/trace" "$GOMEND" demo --json \
		>/dev/null 2>&1
	if grep -q 'AF_INET' "$w/trace"; then
		echo "not ok 6 - no network"
	else
		echo "ok 6 - no network"
	fi
fi
# Ended by a signal, the screen puts the workspace away too.
if ! command -v python3 >/dev/null; then
	echo "ok 7 - removed after SIGTERM # SKIP no python3"
elif python3 - "$GOMEND" <<'EOF' && [ -z "$(ls "$w/tmp")" ]
import os, pty, select, signal, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm"
    os.execv(sys.argv[1], [sys.argv[1], "demo"])
seen, sent, end = b"", False, time.time() + 20
while time.time() < end:
    if select.select([fd], [], [], 0.1)[0]:
        try:
            chunk = os.read(fd, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    if not sent and b"Findings" in seen:
        os.kill(pid, signal.SIGTERM)
        sent = True
else:
    os.kill(pid, signal.SIGKILL)
status = os.waitpid(pid, 0)[1]
sys.exit(0 if sent and os.WTERMSIG(status) == signal.SIGTERM else 1)
EOF
then
	echo "ok 7 - removed after SIGTERM"
else
	echo "not ok 7 - removed after SIGTERM"
fi
# Its ills can be mended as it stands: by real go, without network.
"$GOMEND" demo --check --keep -q >"$w/text" 2>&1
shop=$(find "$w/tmp" -type d -name shop)
HOME=${shop%/shop}/home GOPROXY=off GOTOOLCHAIN=local GOFLAGS=
export HOME GOPROXY GOTOOLCHAIN GOFLAGS
sums() {
	(cd "$shop" && find . -path './.git/gomend*' -prune -o -type f -print |
		LC_ALL=C sort | xargs sha256sum)
}
sums >"$w/before"
: >"$w/mended"
# Two findings on one file, which one fix mends.
marks=$("$GOMEND" check "$shop" --only gosum-conflict --json | sed -n \
	's/.*"fingerprint":[[:space:]]*"\([0-9a-f]*\)".*/\1/p' | head -n 1)
set -- vendor-ignored-files "gosum-conflict@$marks" gosum-ignored
built=
if command -v go >/dev/null; then
	set -- "$@" gosum-missing vendor-out-of-date
	built="api search report mail"
fi
failed=
for id; do
	"$GOMEND" fix "$id" "$shop" --yes >>"$w/mended" 2>&1 ||
		failed="$failed $id"
done
for d in $built; do
	(cd "$shop/$d" && go build -o /dev/null .) >>"$w/mended" 2>&1 ||
		failed="$failed $d"
done
if [ -z "$failed" ]; then
	echo "ok 8 - $# of its ills can be mended, and go builds it then"
else
	echo "not ok 8 - $# of its ills can be mended, and go builds it then"
	echo "# failed:$failed"
	sed 's/^/# /' "$w/mended"
fi
failed=
for id; do
	"$GOMEND" undo "$shop" --yes >>"$w/mended" 2>&1 || failed="$failed $id"
done
sums >"$w/after"
if [ -z "$failed" ] && cmp -s "$w/before" "$w/after"; then
	echo "ok 9 - all of it taken back"
else
	echo "not ok 9 - all of it taken back"
	echo "# failed:$failed"
	diff "$w/before" "$w/after" | sed 's/^/# /'
	sed 's/^/# /' "$w/mended"
fi
echo "1..9"
