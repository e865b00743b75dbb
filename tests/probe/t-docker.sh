#!/bin/sh
# place image:REF by the real docker: a daemon of its own, with its data, socket
# and containers in a folder of the test; an image made from a local tree.
# A long test: ./dev long.
set -u
# shellcheck disable=SC2154 # out comes from tests/run
t=$out/docker
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs" "$t/tree/bin" "$t/tree/tmp" "$t/tree/etc" "$t/tree/root"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.18\n' >"$t/repo/go.mod"
n=0
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}
[ "$(id -u)" = 0 ] || skip_all "containers are tried as root only"
PATH=$PATH:/usr/sbin:/sbin
for p in dockerd docker containerd busybox; do
	command -v $p >/dev/null || skip_all "no $p here"
done
# A socket's path is short.
d=$(mktemp -d /tmp/gomend-docker.XXXXXX) || exit 1
daemon=
cleanup() {
	if [ -n "$daemon" ]; then
		kill "$daemon" 2>/dev/null
		wait "$daemon" 2>/dev/null
	fi
	awk -v d="$d/" 'index($2, d) == 1 { print $2 }' /proc/mounts | sort -r | while read -r m; do umount "$m"; done
	rm -rf "$d"
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM
dockerd --host "unix://$d/sock" --data-root "$d/data" --exec-root "$d/exec" --pidfile "$d/pid" --bridge none \
	--iptables=false --ip6tables=false --storage-driver vfs >"$t/daemon" 2>&1 &
daemon=$!
engine="docker -H unix://$d/sock"
i=0
while [ $i -lt 300 ] && ! $engine version >/dev/null 2>&1 && kill -0 "$daemon" 2>/dev/null; do
	i=$((i + 1))
	sleep 0.1
done
$engine version >"$t/version" 2>&1 || skip_all "no docker daemon runs here: $(tail -n 1 "$t/daemon" | cut -c 1-200)"

cp "$(command -v busybox)" "$t/tree/bin/busybox"
for p in sh env date id uname readlink getconf sleep cat chmod rm ls nproc df tr; do
	ln -s busybox "$t/tree/bin/$p"
done
ldd "$(command -v busybox)" 2>/dev/null | grep -o '/[^ ]*' | while read -r l; do
	mkdir -p "$t/tree$(dirname "$l")"
	cp -L "$l" "$t/tree$l"
done
echo "root:x:0:0:root:/root:/bin/sh" >"$t/tree/etc/passwd"
printf 'ID=toy\nID_LIKE="alpine"\n' >"$t/tree/etc/os-release"
tar -C "$t/tree" -cf "$t/tree.tar" . && $engine import --change 'ENV PATH=/bin' --change 'ENV GOFLAGS=-mod=mod' \
	--change 'ENV HOME=/root' --change 'ENV GOPROXY=https://me:hush-hush@proxy.test' "$t/tree.tar" gomend-tree \
	>"$t/import" 2>&1 || skip_all "docker imports no image here: $(tail -n 1 "$t/import")"
options="--ulimit nofile=1024:1024"
# shellcheck disable=SC2086 # options
$engine run --rm --network=none $options gomend-tree sh -c 'exit 0' >"$t/try" 2>&1 ||
	skip_all "no container runs here: $(tail -n 1 "$t/try" | cut -c 1-200)"

run() { # ARGS...
	(cd "$t/repo" && env -i PATH=/usr/sbin:/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=120 LC_ALL=C.UTF-8 \
		GOMEND_ENGINE="$(command -v docker) -H unix://$d/sock" GOMEND_ENGINE_OPTIONS="$options" \
		GOMEND_ENGINE_DEADLINE="${deadline:-60}" timeout 120 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
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
says() { cat "$t/got" "$t/err" | tr -s ' \n' '  ' | tr -s ' ' | grep -q -e "$1"; }
flat() { tr -d '\n\t ' <"$t/got"; }

run env --json --yes --place image:gomend-tree
flat | grep -q '"place":"image:gomend-tree","state":"ready"' &&
	flat | grep -q '"name":"GOFLAGS","value":"-mod=mod","layer":"image"' && ! grep -q hush-hush "$t/got"
ok $? "an image is asked, and what it sets itself is told"
run inspect --json --yes --place image:gomend-tree
flat | grep -q '"distro":"toy","distro_like":"alpine".*"container":"docker"' &&
	flat | grep -q '"limits":{"known":"measured","nofile_soft":1024,"nofile_hard":1024'
ok $? "the machine it is"
run env --yes --place image:gomend-nowhere
[ $? = 2 ] && says 'docker knows no local image.*docker pull gomend-nowhere'
ok $? "one that is not here is not pulled"
run trace tmp-exec --try --yes --place image:gomend-tree
says 'tried: a program that was written into /tmp ran'
ok $? "its temporary folder, tried"
options="$options --tmpfs /tmp:rw"
run trace tmp-exec --try --yes --place image:gomend-tree
says 'cannot be run there: .*[Pp]ermission denied'
ok $? "docker's tmpfs is mounted noexec unless said: tried"
options="--ulimit nofile=1024:1024"
$engine run -d --name gomend-up --network=none -e GOFLAGS=-v gomend-tree sleep 300 >"$t/up" 2>&1
run env --json --yes --place image:gomend-up
flat | grep -q '"name":"GOFLAGS","value":"-v","layer":"process"' &&
	flat | grep -q '"name":"GOPROXY","value":"https://\*\*\*@proxy.test","layer":"image"'
ok $? "a container that runs is asked as it is"
run trace tmp-exec --try --yes --place image:gomend-up
says 'tried: a program that was written into /tmp ran' && [ -z "$($engine exec gomend-up ls -A /tmp)" ]
ok $? "and tried, leaving nothing"
$engine rm -f gomend-up >/dev/null 2>&1

# One that hangs.
printf '#!/bin/sh\nsleep 300\n' >"$t/tree/bin/go"
chmod +x "$t/tree/bin/go"
tar -C "$t/tree" -cf "$t/tree.tar" . && $engine import --change 'ENV PATH=/bin' "$t/tree.tar" gomend-slow >"$t/import" 2>&1
deadline=3
run env --yes --place image:gomend-slow
says 'did not answer within 3 seconds, and was removed'
ok $? "one that hangs is given up"
i=0
while [ $i -lt 300 ] && [ -n "$($engine ps -a -q)" ]; do
	i=$((i + 1))
	sleep 0.1
done
[ -z "$($engine ps -a -q)" ]
ok $? "and no container is left"
echo "1..$n"
