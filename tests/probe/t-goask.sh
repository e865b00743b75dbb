# The real go is asked by rule R3: one process, nothing written, no network,
# and what it says is what `go env` says there: the newest release, with ALL=all
# (t-goask-all.sh) each.
. "$srcdir/tests/probe/lib.sh"
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$t/releases"
if [ ! -s "$t/releases" ]; then
	echo "1..0 # SKIP no go here"
	exit 0
fi
h=$t/home
run() {
	env -i HOME="$h" PATH="$path" TMPDIR="$t/tmp" "$@" \
		"$tool" --once --place shell "$t/repo" >"$t/got" 2>"$t/err" </dev/null
}
measured() {
	grep -q -x -F -e "setting shell $1 measured" "$t/got"
}
export GOMEND_SCAN
while read -r name go; do
	rm -rf "$h" "$t/tmp"
	mkdir -p "$h/.config/go" "$t/tmp"
	path=$(dirname "$go"):/usr/bin:/bin
	printf 'GOPRIVATE=corp.example.com\nGOFLAGS=-tags=x\nGOINSECURE=hidden\n' >"$h/.config/go/env"
	find "$h" | sort >"$t/before"
	run GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOINSECURE=process \
		GONOSUMDB=
	find "$h" | sort | cmp -s - "$t/before"
	ok $? "$name: nothing was written"
	measured "GOVERSION=$name"
	ok $? "$name: it was asked and says its version"
	measured GOPRIVATE=corp.example.com && measured GOFLAGS=-tags=x
	ok $? "$name: what the go env file holds reaches it"
	measured GOINSECURE=process && measured GONOSUMDB=corp.example.com
	ok $? "$name: variables come first, empty ones are none"
	(cd "$t/repo" && env -i HOME="$h" PATH="$path" GOTOOLCHAIN=local \
		GOINSECURE=process GONOSUMDB= XDG_CONFIG_HOME="$h/.config" \
		"$go" env GOPATH GOCACHE GOMODCACHE GOOS CC CGO_ENABLED GOSUMDB) >"$t/want"
	for v in GOPATH GOCACHE GOMODCACHE GOOS CC CGO_ENABLED GOSUMDB; do
		sed -n "s/^setting shell $v=\(.*\) measured\$/\1/p" "$t/got"
	done >"$t/have"
	cmp -s "$t/want" "$t/have"
	ok $? "$name: measured values are those of go env"
	[ -z "$(ls -A "$t/tmp")" ]
	ok $? "$name: its folder is gone"
	grep -q -x 'asked shell confirmed=1 disagreement=-' "$t/got"
	ok $? "$name: it confirms what was derived"
	[ "$(grep -c "^command .*/go env -json" "$t/got")" = 1 ]
	ok $? "$name: one question"
done <"$t/releases"

# By the system's own account.
if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
	n=$((n + 1))
	echo "ok $n - the system calls of go # SKIP no strace"
	echo "1..$n"
	exit 0
fi
mkdir -p "$t/evil"
printf '#!/bin/sh\n: >"%s/executed"\nexec /bin/false\n' "$t" >"$t/evil/cc"
chmod +x "$t/evil/cc"
while read -r name go; do
	rm -rf "$h" "$t/tmp" "$t"/tr.*
	mkdir -p "$h/.config/go" "$t/tmp"
	path=$(dirname "$go"):/usr/bin:/bin
	printf 'CC=%s/evil/cc\nCXX=%s/evil/cc\nGOFLAGS=-toolexec=%s/evil/cc\n' "$t" "$t" "$t" >"$h/.config/go/env"
	printf 'module example.com/m\n\ngo 1.99\n\ntoolchain go1.99.0\n' >"$t/repo/go.mod"
	run GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local \
		strace -ff -o "$t/tr" -e trace=execve,socket,openat,mkdir,mkdirat,rename,renameat,unlink,unlinkat
	grep -l "^execve(\"$(readlink -f "$go")\"" "$t"/tr.* >"$t/of-go"
	[ "$(wc -l <"$t/of-go")" = 1 ]
	ok $? "$name: one process of go, for a module that asks for another release"
	[ "$(cat $(cat "$t/of-go") | grep -c '^execve(')" = 1 ] && [ ! -e "$t/executed" ]
	ok $? "$name: it executes nothing"
	# Its threads are files of their own: none of them opens a socket.
	! grep -h 'socket(AF_INET' "$t"/tr.* >/dev/null
	ok $? "$name: no socket to the network"
	! grep -hE "O_CREAT|^mkdir|^rename|^unlink" "$t"/tr.* |
		grep -v 'gomend-' | grep -v '/dev/null' | grep .
	ok $? "$name: no file is made"
done <"$t/releases"
rm -f "$t/repo/go.mod"

# R2: a go that a repository brings along is not run.
mkdir -p "$t/repo/bin"
printf '#!/bin/sh\n: >"%s/executed"\n' "$t" >"$t/repo/bin/go"
cp "$t/repo/bin/go" "$t/repo/go"
chmod +x "$t/repo/bin/go" "$t/repo/go"
for path in "$t/repo/bin:/usr/bin:/bin" ".:/usr/bin:/bin" ":/usr/bin:/bin"; do
	run GOMEND_SCAN="$GOMEND_SCAN"
	[ ! -e "$t/executed" ] && ! grep -q "^command .*$t/repo.*/go" "$t/got"
	ok $? "the go of PATH=$path is left alone"
done
echo "1..$n"
