# For the tests of place image:REF: an engine, images made from a local tree,
# and what gomend says of them.  $t is the folder of the test.
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.18\n' >"$t/repo/go.mod"
n=0
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}
[ "$(id -u)" = 0 ] || skip_all "containers are tried as root only"
command -v podman >/dev/null || skip_all "no podman here"
command -v busybox >/dev/null || skip_all "no busybox here"
podman=$(command -v podman)
store="--root $t/store --runroot $t/run --storage-driver vfs --cgroup-manager cgroupfs"
if command -v runc >/dev/null; then
	store="$store --runtime runc"
fi
options="--ulimit nofile=1024:1024 --ulimit nproc=1024:1024"
engine() {
	# shellcheck disable=SC2086 # options
	"$podman" $store "$@"
}
trap 'engine rm -f -a >/dev/null 2>&1; umount "$t"/store/* 2>/dev/null' EXIT

# A tree out of what is here: busybox, the libc (a static busybox has none of
# its own), and a go.
tree() { # DIR
	mkdir -p "$1/bin" "$1/etc" "$1/tmp" "$1/root" "$1/proc" "$1/usr/share/zoneinfo/Europe"
	echo TZif2 >"$1/usr/share/zoneinfo/Europe/London"
	echo "root:x:0:0:root:/root:/bin/sh" >"$1/etc/passwd"
	cp "$(command -v busybox)" "$1/bin/busybox"
	for p in sh env date id uname readlink getconf sleep cat chmod rm ls; do
		ln -s busybox "$1/bin/$p"
	done
	for p in busybox cat; do
		ldd "$(command -v $p)" 2>/dev/null
	done | grep -o '/[^ ]*' | sort -u | while read -r l; do
		mkdir -p "$1$(dirname "$l")"
		cp -L "$l" "$1$l"
	done
}
tree "$t/tree"
mkdir -p "$t/tree/etc/ssl/certs"
printf '%s\n' '-----BEGIN CERTIFICATE-----' x >"$t/tree/etc/ssl/certs/x.pem"
printf 'ID=toy\nID_LIKE="alpine"\n' >"$t/tree/etc/os-release"
sh "$srcdir/tests/go/releases.sh" >"$t/releases"
go=$(tail -n 1 "$t/releases" | cut -d' ' -f2)
version=$(tail -n 1 "$t/releases" | cut -d' ' -f1)
if [ -n "$go" ]; then
	goroot=$(cd / && GOTOOLCHAIN=local "$go" env GOROOT)
	mkdir -p "$t/tree/usr/local/go/bin" "$t/tree/usr/local/go/src" "$t/tree/usr/local/go/pkg/tool"
	cp -L "$goroot/bin/go" "$t/tree/usr/local/go/bin/go"
	cp -L "$goroot/VERSION" "$t/tree/usr/local/go/"
	[ ! -f "$goroot/go.env" ] || cp -L "$goroot/go.env" "$t/tree/usr/local/go/"
fi
mkdir -p "$t/bare/etc" "$t/slow/bin"
echo x >"$t/bare/etc/x"
cp -R "$t/tree/." "$t/slow/"
rm -rf "$t/slow/usr/local/go"
printf '#!/bin/sh\nsleep 300\n' >"$t/slow/bin/go"
chmod +x "$t/slow/bin/go"
import() { # NAME TREE
	tar -C "$2" -cf "$t/$1.tar" . && engine import \
		--change 'ENV PATH=/usr/local/go/bin:/bin' --change 'ENV GOFLAGS=-mod=mod' \
		--change 'ENV GOPROXY=https://me:hush-hush@proxy.test' --change 'ENV HOME=/root' \
		"$t/$1.tar" "gomend-test-$1" >>"$t/import" 2>&1
}
import tree "$t/tree" && import bare "$t/bare" && import slow "$t/slow" ||
	skip_all "podman imports no image here: $(tail -n 1 "$t/import")"
# shellcheck disable=SC2086
engine run --rm --pull=never --network=none $options gomend-test-tree sh -c 'exit 0' >"$t/try" 2>&1 ||
	skip_all "no container runs here: $(tail -n 1 "$t/try")"

run() { # ARGS...
	(cd "$t/repo" && env -i PATH="${go:+$(dirname "$go"):}/usr/sbin:/usr/bin:/bin" HOME="$t/home" TERM=dumb COLUMNS=120 \
		LC_ALL=C.UTF-8 GOMEND_ENGINE="$podman $store" GOMEND_ENGINE_OPTIONS="$options" \
		timeout 120 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
}
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$t/got" "$t/err" | head -n 40
	fi
}
says() { # wherever a line ends
	cat "$t/got" "$t/err" | tr -s ' \n' '  ' | tr -s ' ' | grep -q -e "$1"
}
flat() {
	tr -d '\n\t ' <"$t/got"
}
none_left() {
	[ -z "$(engine ps -a -q)" ]
}

