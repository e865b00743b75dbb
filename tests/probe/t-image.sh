# place image:REF in real containers: made from a local tree, never pulled,
# without network, gone afterwards.
set -u
t=$out/image
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

# A tree out of what is here: busybox, its libraries, and a go.
tree() { # DIR
	mkdir -p "$1/bin" "$1/etc" "$1/tmp" "$1/root" "$1/proc" "$1/usr/share/zoneinfo/Europe"
	echo TZif2 >"$1/usr/share/zoneinfo/Europe/London"
	echo "root:x:0:0:root:/root:/bin/sh" >"$1/etc/passwd"
	cp "$(command -v busybox)" "$1/bin/busybox"
	for p in sh env date id uname readlink getconf sleep cat; do
		ln -s busybox "$1/bin/$p"
	done
	ldd "$(command -v busybox)" 2>/dev/null | grep -o '/[^ ]*' | while read -r l; do
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
	tr -s ' \n' '  ' <"$t/got" | tr -s ' ' | grep -q -e "$1"
}
flat() {
	tr -d '\n\t ' <"$t/got"
}
none_left() {
	[ -z "$(engine ps -a -q)" ]
}

run env --place image:gomend-test-tree
[ $? = 2 ] && grep -q 'only where you agree' "$t/err" &&
	grep -q -e 'run --rm -i --pull=never --network=none --stop-timeout=0 --ulimit nofile=1024:1024' "$t/err"
ok $? "without a yes no container is begun, and the command is shown"
run env --json --yes --place image:gomend-test-tree
rc=$?
flat | grep -q '"place":"image:gomend-test-tree","state":"ready"' &&
	flat | grep -q '"name":"GOFLAGS","value":"-mod=mod","layer":"process"' && [ $rc = 0 ]
ok $? "the settings of the image, from its own environment"
! grep -q hush-hush "$t/got"
ok $? "without its secrets"
if [ -n "$go" ]; then
	flat | grep -q '"name":"GOVERSION","value":"'"$version"'[^"]*","layer":"default","known":"measured"' &&
		flat | grep -q '"name":"GOROOT","value":"/usr/local/go"' &&
		flat | grep -q '"name":"CGO_ENABLED","value":"0"'
	ok $? "its own go answered, and it has no C compiler"
fi
none_left
ok $? "the container is gone"
run inspect --json --yes --place image:gomend-test-tree
flat | grep -q '"distro":"toy","distro_like":"alpine".*"libc":"glibc".*"container":"podman"' &&
	flat | grep -q '"role":"temp","known":"measured","path":"/tmp"' &&
	flat | grep -q '"limits":{"known":"measured","nofile_soft":1024,"nofile_hard":1024' &&
	flat | grep -q '"roots":{"known":"measured","dir":"/etc/ssl/certs","ncerts":1}' &&
	flat | grep -q '"zones":{"known":"measured","path":"/usr/share/zoneinfo"' &&
	flat | grep -q '"passwd_home":"/root"' && flat | grep -q '"git":{"known":"measured","version_known":"unknown"'
ok $? "the machine it is: libc, limits, certificates, zones, user, no git"
run compare --yes image:gomend-test-tree
[ $? = 1 ] && grep -q GOFLAGS "$t/got" && grep -q 'this shell' "$t/got"
ok $? "compared with this shell"
run env --yes --place image:gomend-test-bare
says 'There is no sh in gomend-test-bare'
ok $? "an image without a shell says so"
run env --yes --place image:gomend-test-nowhere
says 'knows no local image.*podman pull gomend-test-nowhere'
ok $? "one that is not here is not pulled"
run env --yes --place image:--privileged
says 'is no name of an image'
ok $? "an option is no name"
none_left
ok $? "no container is left of these"

# One that runs is asked where it runs.
# shellcheck disable=SC2086
engine run -d --name gomend-test-up --pull=never --network=none $options -e GOFLAGS=-v \
	gomend-test-tree sleep 300 >"$t/up" 2>&1
run env --json --yes --place image:gomend-test-up
flat | grep -q '"name":"GOFLAGS","value":"-v","layer":"process"'
ok $? "a container that runs is asked as it is"
[ "$(engine ps -q | wc -l)" = 1 ]
ok $? "and runs on"
engine rm -f -t 0 gomend-test-up >/dev/null 2>&1

# Cancelled while go hangs in there.
(cd "$t/repo" && exec env -i PATH="/usr/sbin:/usr/bin:/bin" HOME="$t/home" TERM=dumb LC_ALL=C.UTF-8 \
	GOMEND_ENGINE="$podman $store" GOMEND_ENGINE_OPTIONS="$options" \
	"$GOMEND" env --yes --place image:gomend-test-slow </dev/null) >"$t/got" 2>"$t/err" &
pid=$!
i=0
while [ $i -lt 300 ] && [ -z "$(engine ps -q)" ]; do
	i=$((i + 1))
	sleep 0.1
done
[ -n "$(engine ps -q)" ]
ok $? "while it is asked the container runs"
kill -TERM "$pid"
wait "$pid"
[ $? = 130 ]
ok $? "gomend can be stopped meanwhile"
i=0
while [ $i -lt 300 ] && ! none_left; do
	i=$((i + 1))
	sleep 0.1
done
none_left
ok $? "and the container goes as well"

# Without an engine.
(cd "$t/repo" && env -i PATH=/nowhere HOME="$t/home" TERM=dumb LC_ALL=C.UTF-8 "$GOMEND" env --yes \
	--place image:x </dev/null) >"$t/got" 2>"$t/err"
says 'Neither podman nor docker is on PATH'
ok $? "without an engine it says what is needed"
echo "1..$n"
