#!/bin/sh
# The checks of the machine and of its Go, told of another one: each state is
# arranged (mounts, limits, owners, PATH), the script of "gomend snapshot
# --script" writes it down in there, and gomend judges what was recorded.
# A long test: ./dev long.
set -u
t=$out/elsewhere
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs" "$t/bin" "$t/lone"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
cp -R "$t/repo/.git" "$t/lone/.git"
sh "$srcdir/tests/go/releases.sh" >"$t/releases"
newest=$(tail -n 1 "$t/releases")
oldest=$(head -n 1 "$t/releases")
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}
[ -n "$newest" ] || skip_all "no Go here"
{ [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; } ||
	skip_all "needs root and mount namespaces"
command -v git >/dev/null || skip_all "no git here"
go=$(dirname "${newest#* }")
old=$(dirname "${oldest#* }")
goroot=$(cd / && GOTOOLCHAIN=local "$go/go" env GOROOT)
# The system without its go, and without its git.
base=$t/bin
for p in sh env date id uname tr readlink ls getconf nproc df cat; do
	ln -s "$(command -v $p)" "$base/$p"
done
mkdir "$t/git"
ln -s "$(command -v git)" "$t/git/git"
base=$base:$t/git
"$GOMEND" snapshot --script >"$t/script"

. "$srcdir/tests/probe/needy.sh"

n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		[ ! -s "$t/got" ] || sed 's/^/# /' "$t/got" | cut -c1-160 | head -n 60
	fi
}
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
# record NAME PREPARE [NAME=VALUE...]: what the script says after PREPARE, in a
# mount namespace of its own; PREPARE may set $as, a command to run it by.
record() {
	name=$1
	prepare=$2
	shift 2
	printf 'mount --make-rprivate /\nas=\ncd %s\n%s\nexec $as "$@"\n' "$t/lone" "$prepare" >"$t/prepare"
	unshare -m sh "$t/prepare" env -i HOME="$t/home" SHELL=/bin/sh PATH="$go:$base" \
		GOFLAGS= "$@" sh "$t/script" >"$t/$name.json" 2>"$t/err"
}
check() { # ID PLACE...
	ids=$1
	shift
	set -- "$@" --
	while [ "$1" != -- ]; do
		set -- "$@" --place "$1"
		shift
	done
	shift
	(cd "$t/repo" && env -i HOME="$t/nobody" PATH="$go:$base" SHELL=/bin/sh LC_ALL=C TERM=dumb COLUMNS=200 \
		GOMEND_SCAN="$GOMEND_SCAN" "$GOMEND" check --fail-on never --only "$ids" "$@" ) >"$t/got" 2>&1
	tr -s ' \n' '  ' <"$t/got" >"$t/flat"
	(cd "$t/repo" && env -i HOME="$t/nobody" PATH="$go:$base" SHELL=/bin/sh LC_ALL=C TERM=dumb \
		GOMEND_SCAN="$GOMEND_SCAN" "$GOMEND" check --json --fail-on never --only "$ids" "$@") 2>&1 |
		tr -d '\n\t' | sed 's/": */":/g' >"$t/json"
}
# sick ID SEVERITY KNOWN WHAT WANT...: of the recording made last.
sick() {
	id=$1 severity=$2 known=$3 what=$4
	shift 4
	check "$id" "recorded:$t/$name.json"
	bad=0
	grep -q -F '"places":[{"place":"recorded:'"$t/$name.json"'","severity":"'"$severity"'","known":"'"$known"'"}]' "$t/json" || {
		echo "# no $severity there, $known"
		bad=1
	}
	for want in "There, and not on this machine:" "$@"; do
		grep -q -F -e "$want" "$t/flat" "$t/json" || {
			echo "# not said: $want"
			bad=1
		}
	done
	# Nothing here mends another machine, and nothing here can be opened.
	grep -q -F '"fixes":[]' "$t/json" && ! grep -q '"module":"[^"]*","path":"/' "$t/json" || {
		echo "# a fix, or a path of this machine"
		bad=1
	}
	ok $bad "$id: $what"
}
all=alien-arch,ca-missing,cache-not-writable,clock-skewed,dns-slow,env-file-hidden,env-pattern-dead,env-unknown,git-missing,git-ownership,go-missing,go-packaged,go-shadowed,go-unsupported,gobin-invalid,gobin-not-on-path,gobin-shadowed,gomaxprocs-quota,gopath-invalid,goroot-broken,goroot-mismatch,goroot-mixed,goroot-set,limits-low,tmp-not-executable,tz-missing
# A resolver as most have it, a network, and no limits of this harness.
fine="echo 'nameserver 192.0.2.1' >$t/resolv.conf; mount --bind $t/resolv.conf /etc/resolv.conf"

if [ -f /etc/ssl/certs/ca-certificates.crt ] && [ "$(ulimit -Hn)" != 0 ]; then
	record healthy "$fine"
	check "$all" "recorded:$t/healthy.json"
	grep -q '^0 errors, 0 warnings, 0 advice' "$t/got" ||
		{ grep -q '^0 errors, 0 warnings' "$t/got" && grep -q go-unsupported "$t/got"; }
	ok $? "a machine in order: none of them says anything"
	grep -q -F '"roots":{' "$t/healthy.json" && grep -q -F '"clock":{' "$t/healthy.json" &&
		grep -q -F '"total_inodes":' "$t/healthy.json" && grep -q -F '"runtime":[' "$t/healthy.json"
	ok $? "and the facts for it are in the recording"
else
	skip "a machine in order" "this machine has no certificates itself"
fi

mkdir "$t/tmp" "$t/cache" "$t/mod"
record tmp "mount -t tmpfs -o noexec none $t/tmp" TMPDIR="$t/tmp"
sick tmp-not-executable error measured "TMPDIR is mounted noexec" "mounted noexec" "TMPDIR=$t/tmp"
mkdir -p "$t/home/.config/go"
echo "GOTMPDIR=$t/tmp/none" >"$t/home/.config/go/env"
record gotmp "$fine"
rm "$t/home/.config/go/env"
sick tmp-not-executable error measured "GOTMPDIR of the go env file is missing" "GOTMPDIR says $t/tmp/none"
record full "mount -t tmpfs -o size=1m none $t/tmp; cat /dev/zero >$t/tmp/x 2>/dev/null" TMPDIR="$t/tmp"
sick tmp-not-executable error measured "TMPDIR is full" "is full"
record inodes "mount -t tmpfs -o nr_inodes=9 none $t/tmp" TMPDIR="$t/tmp"
sick tmp-not-executable error measured "TMPDIR has room for no more files" "no room for more files"
record cache "mount -t tmpfs -o ro none $t/cache" GOCACHE="$t/cache/go"
sick cache-not-writable error measured "a build cache on a read-only file system" "read-only file system"
record modcache "mount -t tmpfs -o ro none $t/mod" GOMODCACHE="$t/mod/none" GOPROXY=https://proxy.test
sick cache-not-writable error measured "a module cache that cannot be made" "example.com/dep1@v1.0.0 is not in it"

mkdir "$t/foreign"
git init -q "$t/foreign"
chown -R 54321 "$t/foreign"
record owner "cd $t/foreign"
sick git-ownership error measured "the checkout belongs to another" "git refuses $t/foreign" "uid 54321" \
	"safe.directory $t/foreign"
record nogit "$fine" PATH="$go:$t/bin" GOMODCACHE="$t/none" GOPROXY=direct
sick git-missing warning measured "modules come by git, and there is none" "There is no git, and example.com/dep1@v1.0.0"

record nofile "ulimit -n 100"
sick limits-low warning measured "a hard limit of 100 files" "may open 100 files at most"
if command -v setpriv >/dev/null && setpriv --reuid=54321 --clear-groups "$go/go" version >/dev/null 2>&1; then
	# Handed over: nothing below this folder is for that user.
	record nproc "cd /; ulimit -u 40 2>/dev/null || ulimit -p 40
exec setpriv --reuid=54321 --clear-groups env -i HOME=/ SHELL=/bin/sh PATH=$go:/usr/bin:/bin sh -s <$t/script"
	sick limits-low warning measured "few processes for another user" "You may have 40 processes and threads at most"
else
	skip "limits-low: few processes for another user" "the newest Go is root's alone"
fi

echo 'nameserver 127.0.0.78' >"$t/stub"
printf 'nameserver 192.0.2.1\noptions timeout:5 attempts:4\n' >"$t/wait"
container="mount -t tmpfs none /run; : >/run/.containerenv"
if [ "$(wc -l </proc/net/route)" -gt 1 ]; then
	record stub "$container; mount --bind $t/stub /etc/resolv.conf"
	sick dns-slow warning measured "the stub of the host, in a container" "127.0.0.78" "nobody in it listens"
	record wait "mount --bind $t/wait /etc/resolv.conf"
	sick dns-slow warning measured "resolv.conf waits for long" "waited for 20 seconds"
else
	skip "dns-slow" "this machine has no network itself"
fi
record alone "$container; mount --bind $t/stub /etc/resolv.conf; as='unshare -n'"
check dns-slow "recorded:$t/alone.json"
grep -q '^0 errors, 0 warnings' "$t/got" && grep -q -F '"resolver":{"known":"unknown"' "$t/alone.json"
ok $? "without a network what resolv.conf says is not judged"

# A cgroup of version 1 or 2 that gets a tenth of a CPU less than one.
cg=/sys/fs/cgroup/cpu
[ -f $cg/cpu.cfs_quota_us ] || cg=/sys/fs/cgroup
cg=$cg/gomend-elsewhere-$$
case ${oldest%% *} in
go1.1* | go1.2[0-4]*) ;;
*) cg=/nonexistent/no-old-go ;;
esac
if [ "$(nproc)" -gt 1 ] && mkdir "$cg" 2>/dev/null && { [ -f "$cg/cpu.max" ] || [ -f "$cg/cpu.cfs_quota_us" ]; }; then
	record quota "if [ -f $cg/cpu.max ]; then echo '90000 100000' >$cg/cpu.max
else echo 100000 >$cg/cpu.cfs_period_us; echo 90000 >$cg/cpu.cfs_quota_us; fi
echo \$\$ >$cg/cgroup.procs" PATH="$old:$base"
	sick gomaxprocs-quota advice measured "less than one CPU's time" "the CPU quota is 0.9"
else
	skip "gomaxprocs-quota: less than one CPU's time" "needs a cgroup, two CPUs and a Go before 1.25"
fi
rmdir "$cg" 2>/dev/null

no_zones=
for d in /usr/share/zoneinfo /usr/share/lib/zoneinfo /usr/lib/locale/TZ /etc/zoneinfo; do
	[ ! -d $d ] || no_zones="$no_zones mount -t tmpfs none $d;"
done
record zones "$no_zones" GOFLAGS=-trimpath
sick tz-missing warning measured "no tzdata, and -trimpath" "main.go loads a time zone" "main.go:12"
[ ! -f "$goroot/lib/time/zoneinfo.zip" ] || {
	record zip "$no_zones"
	check tz-missing "recorded:$t/zip.json"
	grep -q '^0 errors, 0 warnings' "$t/got"
	ok $? "tz-missing: the zip in GOROOT does"
}
no_roots=
for d in /etc/ssl /etc/pki; do
	[ ! -d $d ] || no_roots="$no_roots mount -t tmpfs none $d;"
done
record roots "$no_roots" GOMODCACHE="$t/mod"
sick ca-missing warning measured "no certificates, and a program that speaks https" "no root certificates"
record fetch "$no_roots" GOMODCACHE="$t/none" GOPROXY=https://proxy.test
sick ca-missing error measured "nor is there a module to be fetched with" "when it fetches example.com/dep1@v1.0.0"
record variable "" GOMODCACHE="$t/mod" SSL_CERT_FILE="$t/none"
[ -n "$(find /etc/ssl/certs -name '*.[0p]*' 2>/dev/null | head -n 1)" ] || {
	sick ca-missing warning measured "SSL_CERT_FILE names nothing" "SSL_CERT_FILE says $t/none" "there, before go runs"
}

mkdir -p "$t/future/bin"
cp "$goroot/bin/go" "$t/future/bin/go"
for d in "$goroot"/*; do
	[ "${d##*/}" = bin ] || [ "${d##*/}" = VERSION ] || ln -s "$d" "$t/future/"
done
printf '%s\ntime 2199-01-02T03:04:05Z\n' "$(head -n 1 "$goroot/VERSION")" >"$t/future/VERSION"
record clock "" PATH="$t/future/bin:$base"
sick clock-skewed error measured "a clock before the release" "before this Go was made (2199-01-02T03:04:05Z)"

record nogo "" PATH="$base"
sick go-missing error derived "no go there" "no go on PATH"
if [ "$old" != "$go" ]; then
	record shadowed "" PATH="$old:$go:$base"
	sick go-shadowed warning derived "an older go first" "hides the newer $go/go" "export PATH=$go"
	oldroot=$(cd / && GOTOOLCHAIN=local "$old/go" env GOROOT)
	record mismatch "" GOROOT="$oldroot"
	sick goroot-mismatch error derived "a GOROOT of another release" "GOROOT is the tree of ${oldest%% *}" "unset GOROOT"
	mkdir "$t/mixed"
	if record mixed "mount -t overlay -o lowerdir=$(readlink -f "$goroot"):$(readlink -f "$oldroot") none $t/mixed || exit 1" \
		PATH="$t/mixed/bin:$base"; then
		sick goroot-mixed error derived "one release over another" "src/runtime/"
	else
		skip "goroot-mixed" "no overlay mounts here"
	fi
fi
record goroot "" GOROOT="$goroot"
check goroot-set "recorded:$t/goroot.json"
grep -q '^0 errors, 0 warnings, 1 advice' "$t/got"
ok $? "goroot-set: the right tree, by hand"
# A tool on its PATH that the oldest Go at hand built, and a module of a newer.
mkdir -p "$t/src" "$t/tools"
printf 'module golang.org/x/tools/gopls\n\ngo 1.18\n' >"$t/src/go.mod"
printf 'package main\n\nfunc main() {}\n' >"$t/src/main.go"
if [ "$oldest" != "$newest" ] && (cd "$t/src" && env -i HOME="$t/built" PATH=/usr/bin:/bin \
	GOTOOLCHAIN=local "$old/go" build -o "$t/tools/gopls" .) >/dev/null 2>&1; then
	mv "$t/repo" "$t/repo.was"
	mkdir "$t/repo"
	cp -R "$t/repo.was/.git" "$t/repo/.git"
	printf 'module example.com/m\n\ngo 1.24\n' >"$t/repo/go.mod"
	printf 'package m\n' >"$t/repo/m.go"
	record tool "$fine" PATH="$go:$base:$t/tools"
	sick tool-built-with-older-go warning derived "gopls of an old Go" \
		"gopls was built with" "go install golang.org/x/tools/gopls@latest" '"handover":"install-tool"'
	rm -rf "$t/repo"
	mv "$t/repo.was" "$t/repo"
else
	skip "tool-built-with-older-go" "no two releases that build"
fi
if [ -x /usr/lib/go-1.19/bin/go ]; then
	record packaged "$fine" PATH="/usr/lib/go-1.19/bin:$base"
	sick go-packaged advice derived "the distribution's go, without support" \
		"go1.19" "/usr/lib/go-1.19" "go-unsupported"
else
	skip "go-packaged" "no golang-1.19-go of Debian here"
fi
record broken "" GOROOT=/nonexistent
sick goroot-broken error derived "GOROOT names nothing" "GOROOT is set to /nonexistent"
record gobin "" GOBIN=bin
sick gobin-invalid error measured "a relative GOBIN" "GOBIN says bin"
mkdir -p "$t/home/go/bin"
printf '#!/bin/sh\n' >"$t/home/go/bin/tool"
chmod +x "$t/home/go/bin/tool"
record offpath ""
sick gobin-not-on-path warning derived "programs that PATH does not reach" "$t/home/go/bin holds programs"
ln -s go/bin "$t/home/tools"
record onpath "" PATH="$go:$t/home/tools:$base"
check gobin-not-on-path "recorded:$t/onpath.json"
grep -q '^0 errors, 0 warnings' "$t/got"
ok $? "gobin-not-on-path: PATH reaches it by a link"
rm -r "$t/home/go" "$t/home/tools"
record gopath "" GOPATH='~/go'
sick gopath-invalid error derived "an unexpanded ~" "nobody turned the ~ into your home"
echo "GOPROXY=https://a.test
GOPROXXY=x" >"$t/home/.config/go/env"
record hidden "" GOPROXY=https://b.test GOPRIVATE='a.test, b.test'
rm "$t/home/.config/go/env"
sick env-file-hidden warning measured "the environment hides the go env file" "GOPROXY=https://a.test from go env -w has no effect"
sick env-pattern-dead warning measured "a blank in GOPRIVATE" 'GOPRIVATE names'
check env-unknown "recorded:$t/hidden.json"
grep -q 'GOPROXXY, which no go knows' "$t/flat"
ok $? "env-unknown: a typing error in the go env file"

# A hundred runners: one finding for those that are alike.
i=0
set --
while [ $i -lt 100 ]; do
	cp "$t/roots.json" "$t/runner$i.json"
	set -- "$@" "recorded:$t/runner$i.json"
	i=$((i + 1))
done
check ca-missing "$@" "recorded:$t/fetch.json"
[ "$(grep -c -E '^[EWi] ' "$t/got")" = 2 ] && grep -q 'and 99 others' "$t/got"
ok $? "a hundred alike are one finding, another is its own"

# This machine has it as well: that is another finding, with its own words.
cat >"$t/here" <<EOF
mount --make-rprivate /
$no_roots
exec "\$@"
EOF
(cd "$t/repo" && unshare -m sh "$t/here" env -i HOME="$t/nobody" PATH="$go:$base" SHELL=/bin/sh LC_ALL=C TERM=dumb COLUMNS=200 \
	GOMEND_SCAN="$GOMEND_SCAN" "$GOMEND" check --fail-on never --only ca-missing --place shell --place "recorded:$t/roots.json") >"$t/got" 2>&1
[ "$(grep -c -E '^[EWi] ' "$t/got")" = 2 ] && [ "$(grep -c 'There, and not on this machine' "$t/got")" = 1 ]
ok $? "here and there are two findings, and what to type is told apart"

# A log tells no PATH and no machine: nothing of them is judged.
printf 'Run go env\nGOVERSION='"'%s'"'\nGOROOT='"'/opt/go'"'\nGOBIN='"'/somewhere/bin'"'\nGOPATH='"'/root/go'"'\nGOOS='"'linux'"'\nGOARCH='"'amd64'"'\nGOFLAGS='"''"'\nGOPROXY='"'direct'"'\nGOMODCACHE='"'/root/go/pkg/mod'"'\n' "${newest%% *}" >"$t/job.log"
check "$all" "recorded:$t/job.log"
grep -q '^0 errors, 0 warnings' "$t/got" && ! grep -q '^[EWi] ' "$t/got"
ok $? "a job log: what it does not tell is not judged"
echo "1..$n"
