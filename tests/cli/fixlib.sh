# For the scripts beside: a home, a sick repository of its own, and words for
# what is looked at.  $w is the work folder.
w=$out/cli-$(basename "$0" .sh)
rm -rf "$w"
mkdir -p "$w/home" "$w/tmp" "$w/bin"
HOME=$w/home TMPDIR=$w/tmp LC_ALL=C.UTF-8
export HOME TMPDIR LC_ALL
unset LANGUAGE LANG TERM XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME \
	XDG_RUNTIME_DIR GOFLAGS GOWORK GOENV GOTMPDIR GO111MODULE ACCESSIBLE
GOCACHE=${TEST_GOCACHE:-$w/gocache} GOMODCACHE=$w/gomodcache GOPROXY=off GOTOOLCHAIN=local
export GOCACHE GOMODCACHE GOPROXY GOTOOLCHAIN
state=$w/home/.local/state/gomend
repo=$w/repo
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		[ ! -s "$w/got" ] || tail -n 25 "$w/got" | sed 's/^/# /'
	fi
}
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
# A go.mod that no go reads: gomod-invalid, which set-go-line mends.
sick() {
	rm -rf "$repo"
	mkdir -p "$repo/.git/objects" "$repo/.git/refs"
	echo "ref: refs/heads/main" >"$repo/.git/HEAD"
	printf 'module example.com/sick\n\ngo 1.x // old\n' >"$repo/go.mod"
	printf 'package sick\n' >"$repo/sick.go"
	touch -d '2024-01-02 03:04:05.678901234' "$repo/go.mod" "$repo/sick.go"
}
# run COMMAND…: what it printed is in $w/got, its status in $rc.
run() {
	"$@" >"$w/got" 2>&1 </dev/null
	rc=$?
}
says() { grep -qF -- "$1" "$w/got"; }
# What there is, to the inode and the nanosecond.
look() { find "$@" -printf '%p %y %m %n %s %T@ %i %l\n' 2>/dev/null | sort; find "$@" -type f -exec cksum {} + 2>/dev/null | sort; }
# talk CMD… <SCRIPT: on a terminal.
talk() {
	TERM=${TALK_TERM:-xterm} python3 "$srcdir/tests/cli/talk.py" "$w/got" "$@" 2>"$w/talk.err"
	rc=$?
}
wait_for() {
	limit=200
	while [ ! -e "$1" ] && [ "$limit" -gt 0 ]; do
		limit=$((limit - 1))
		sleep 0.05
	done
	[ -e "$1" ]
}
# gomend with a gomend-apply that this script stands in front of.
private_bin() {
	cp "$GOMEND" "$GOMEND_SCAN" "$w/bin/" || exit 1
	cat >"$w/bin/gomend-apply"
	chmod +x "$w/bin/gomend-apply"
}
