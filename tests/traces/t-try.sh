#!/bin/sh
# gomend trace --try: what is tried, what comes of it, that nothing is left;
# and that without it nothing is written, run or connected to.
set -u
# shellcheck disable=SC2154 # srcdir, builddir and out come from tests/run
srcdir=$(cd "$srcdir" && pwd) builddir=$(cd "$builddir" && pwd)
t=$out/try
rm -rf "$t"
mkdir -p "$t/home" "$t/m/.git/objects" "$t/m/.git/refs" "$t/tmp" "$t/ro" "$t/www" "$t/cache"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/m/.git/HEAD"
printf 'module example.com/m\n\ngo 1.18\n' >"$t/m/go.mod"
n=0
cleanup() {
	for p in ${httpd:-} ${tls:-} ${past:-}; do kill "$p" 2>/dev/null; done
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM

own() { # VARIABLES... COMMAND
	env -i HOME="$t/home" PATH=/usr/sbin:/usr/bin:/bin LC_ALL=C.UTF-8 TERM=dumb SHELL=/bin/sh \
		COLUMNS=100 GOMEND_SCAN="$GOMEND_SCAN" GOSUMDB=off TMPDIR="$t/tmp" \
		GOCACHE="$t/cache/go-build" GOMODCACHE="$t/cache/mod" "$@"
}
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' "$t/got"
	fi
}
# says TEXT NAME COMMAND... : its words, wherever a line ends.
says() {
	text=$1 name=$2
	shift 2
	(cd "$t/m" && own "$@" </dev/null) >"$t/got" 2>&1
	tr '\n' ' ' <"$t/got" | tr -s ' ' | grep -q -F -e "$text"
	ok $? "$name"
}
skip() { # NAME REASON
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
empty() { [ -z "$(ls -A "$1")" ]; }

# A folder that go works in.
says "a program that was written into $t/tmp ran" "tmp-exec: it runs" \
	"$GOMEND" trace tmp-exec --try
empty "$t/tmp"
ok $? "and nothing is left"
says "Writes a tiny program into $t/tmp, runs it and removes it." "it says before what it does" \
	"$GOMEND" trace tmp-exec --try
says "nothing can be written into $t/gone: No such file or directory" "tmp-exec: a folder that is gone" \
	TMPDIR="$t/gone" "$GOMEND" trace tmp-exec --try
says '"question":"Does a program that was written there run? (tried)","answer":"yes"' "as JSON" \
	sh -c '"$1" trace tmp-exec --try -q --json | tr -d "\n\t" | sed "s/\": \"/\":\"/g"' sh "$GOMEND"
says "There is in: build-cache, network, tmp-exec." "there is nothing to try in others" \
	"$GOMEND" trace goroot --try
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	# shellcheck disable=SC2016 # $@ is the inner shell's
	printf 'mount --make-rprivate /\nmount -t tmpfs -o "$1" none "$2"\nshift 2\nif [ "$1" = ro ]; then mount -o remount,ro "$2"; shift 2; fi\nexec "$@"\n' >"$t/in-mount"
	says "cannot be run there: Permission denied" "tmp-exec: noexec" unshare -m sh "$t/in-mount" \
		noexec "$t/tmp" "$GOMEND" trace tmp-exec --try
	says "A GOTMPDIR that is there, can be written, and is not mounted noexec." "and what would change it" \
		unshare -m sh "$t/in-mount" noexec "$t/tmp" "$GOMEND" trace tmp-exec --try
	says "nothing can be written into $t/cache/go-build: Read-only file system" "build-cache: read-only" \
		unshare -m sh "$t/in-mount" rw "$t/cache" ro "$t/cache" "$GOMEND" trace build-cache --try
	says "No space left on device" "build-cache: no room" unshare -m sh "$t/in-mount" size=4k,nr_inodes=9 \
		"$t/cache" "$GOMEND" trace build-cache --try
	says "nothing can be written into $t/cache/go-build: Permission denied" "build-cache: another user's" \
		sh -c 'chown 65534 "$2"; setpriv --bounding-set=-dac_override "$1" trace build-cache --try; chown 0 "$2"' \
		sh "$GOMEND" "$t/cache"
else
	skip "a folder mounted noexec" "needs root and mount namespaces"
fi

# The caches.
says "the caches can be written" "build-cache: both" "$GOMEND" trace build-cache --try
says "$t/cache/go-build is not there yet" "one that is missing is tried above it" "$GOMEND" trace build-cache --try --json
empty "$t/cache"
ok $? "and nothing is left there"
mkdir "$t/cache/go-build"
echo file >"$t/cache/mod"
says "nothing can be written into $t/cache/mod: Not a directory" "a file in the place of one" \
	"$GOMEND" trace build-cache --try
rm -rf "$t/cache/mod"

# Killed in the middle of it: by its very first write, and as it runs what it
# wrote.
if command -v strace >/dev/null && strace -f -o "$t/trace" true 2>/dev/null; then
	for call in write execve; do
		own strace -f -o "$t/trace" -e "inject=$call:signal=KILL:when=2" \
			"$GOMEND" __try run "$t/tmp" >/dev/null 2>&1
		empty "$t/tmp"
		ok $? "killed at a $call: nothing is left"
	done
	# A file system without files that have no name.
	own strace -f -o "$t/trace" -e inject=openat:error=EOPNOTSUPP:when=1+ -P "$t/tmp" \
		"$GOMEND" __try run "$t/tmp" >"$t/got" 2>&1
	grep -q '^ok' "$t/got" && empty "$t/tmp" && grep -q 'O_TMPFILE.*EOPNOTSUPP.*INJECTED' "$t/trace"
	ok $? "where the file system has no nameless files"

	# Only when asked.
	for name in tmp-exec build-cache network; do
		(cd "$t/m" && own GOPROXY=http://127.0.0.1:1 strace -f -e trace=open,openat,execve,socket,connect,mkdir,mkdirat \
			-o "$t/trace" "$GOMEND" trace "$name" </dev/null) >"$t/got" 2>&1
		! grep -E "$t/(tmp|cache)[^ ]*\".*O_(CREAT|TMPFILE|WRONLY|RDWR)" "$t/trace" >>"$t/got" &&
			! grep -E 'socket\(AF_INET6?, SOCK_STREAM|sin_port' "$t/trace" >>"$t/got" &&
			! grep -E '__try|gomend-fetch' "$t/trace" >>"$t/got" && [ -s "$t/trace" ]
		ok $? "$name without --try writes, runs and connects to nothing"
	done
	(cd "$t/m" && own strace -f -e trace=open,openat,execve -o "$t/trace" "$GOMEND" trace tmp-exec --try \
		</dev/null) >"$t/got" 2>&1
	grep -q "$t/tmp.*O_TMPFILE" "$t/trace" && grep -q '__try' "$t/trace"
	ok $? "with it the same trace shows it (so the test above sees)"
else
	skip "what is traced" "no strace here"
fi

# Servers.
fetch=$(dirname "$GOMEND")/gomend-fetch
if [ ! -x "$fetch" ]; then
	says "this gomend was built without libcurl" "network: without libcurl it says so" \
		GOPROXY=http://127.0.0.1:1 "$GOMEND" trace network --try
	echo "1..$n"
	exit 0
fi
mkfifo "$t/alive"
"$builddir/tests/setup/httpd" "$t/www" "$t/port" "$t/log" <"$t/alive" &
httpd=$!
exec 9>"$t/alive"
i=0
while [ ! -s "$t/port" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.1; done
port=$(cat "$t/port")
try() { # TEXT NAME VARIABLES...
	text=$1 name=$2
	shift 2
	says "$text" "$name" "$@" "$GOMEND" trace network --try --json
}
dl=http://127.0.0.1:$port/dl/x
try "tried: $dl answers" "a proxy that answers" GOPROXY="$dl"
try "HTTP 404" "with what it says" GOPROXY="$dl/"
try "With that answer go stops." "a proxy that breaks" GOPROXY="http://127.0.0.1:$port/never/x"
try "go stops at http://127.0.0.1:1; behind a comma" "a closed port" GOPROXY="http://127.0.0.1:1,$dl"
try "tried: $dl answers" "a closed port, and a bar behind it" GOPROXY="http://127.0.0.1:1|$dl"
try "no proxy answers; go goes on with what stands behind" "a bar and direct" GOPROXY="http://127.0.0.1:1|direct"
try "There is no server that go would ask before" "direct alone" GOPROXY=direct
try "There is no server that go would ask before" "a folder" GOPROXY=file:///x
try "Could not resolve host" "a name that nobody knows" GOPROXY=http://nowhere.invalid
try "A name server that knows it" "and what would change it" GOPROXY=http://nowhere.invalid
try "HTTP_PROXY 127.0.0.1:$port" "through a proxy" GOPROXY=http://nowhere.invalid/x \
	HTTP_PROXY="http://me:hush-hush@127.0.0.1:$port"
! grep -q hush-hush "$t/got"
ok $? "whose password is not told"
try "tried: $dl answers" "not for loopback" GOPROXY="$dl" HTTP_PROXY=http://127.0.0.1:1 no_proxy=x
: >"$t/log"
try "tried: $dl answers" "without a password" GOPROXY="http://me:hush-hush@${dl#http://}"
! grep -q hush-hush "$t/got" "$t/log"
ok $? "and none is told"

# The database of sums: asked through the proxy where that has it, as go does.
db=/dl/sumdb/sum.golang.org/supported
try "Does http://127.0.0.1:$port$db answer?" "the sums are asked of the proxy" GOPROXY="${dl%/x}" GOSUMDB= \
	HTTPS_PROXY=http://127.0.0.1:1
try "the checksum database does not answer (https://sum.golang.org/latest)" "and where it has none, of themselves" \
	GOPROXY="${dl%/x}" GOSUMDB= HTTPS_PROXY=http://127.0.0.1:1
mkdir -p "$t/www/sumdb/sum.golang.org"
: >"$t/www/sumdb/sum.golang.org/supported"
try "the proxy has the checksum database" "else they are not" GOPROXY="${dl%/x}" GOSUMDB= \
	HTTPS_PROXY=http://127.0.0.1:1
try "the checksum database does not answer (http://127.0.0.1:$port/sums/latest)" "an address of its own" \
	GOPROXY="$dl" GOSUMDB="sum.golang.org http://127.0.0.1:$port/sums"
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
if [ -n "$release" ]; then
	mkdir -p "$t/www/example.com/x/@v"
	echo '{"Version":"v1.0.0"}' >"$t/www/example.com/x/@v/v1.0.0.info"
	echo 'module example.com/x' >"$t/www/example.com/x/@v/v1.0.0.mod"
	says "example.com/x" "the real go, once a module came" GOPROXY="${dl%/x}" GOSUMDB=sum.golang.org GOFLAGS=-mod=mod \
		GOTOOLCHAIN=local GOTELEMETRY=off HTTPS_PROXY=http://127.0.0.1:1 HOME="$t/home" \
		"${release#* }" mod download example.com/x@v1.0.0
	grep -q "^$db " "$t/log"
	ok $? "asks the proxy for the sums by that address"
fi

# Certificates.
if command -v openssl >/dev/null; then
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$t/key" -out "$t/cert" -subj /CN=t \
		-addext subjectAltName=IP:127.0.0.1 -days 30 2>/dev/null
	openssl req -new -key "$t/key" -subj /CN=t -addext subjectAltName=IP:127.0.0.1 -out "$t/csr" 2>/dev/null
	openssl x509 -req -in "$t/csr" -signkey "$t/key" -days -1 -copy_extensions copy -out "$t/past" 2>/dev/null
	openssl req -x509 -new -key "$t/key" -out "$t/other" -subj /CN=t -addext subjectAltName=DNS:elsewhere.example \
		-days 30 2>/dev/null
	serve() { # CERT
		[ -z "${tls:-}" ] || kill "$tls"
		: >"$t/tls"
		openssl s_server -accept 127.0.0.1:0 -cert "$1" -key "$t/key" -www >"$t/tls" 2>&1 &
		tls=$!
		i=0
		while [ $i -lt 100 ] && ! grep -q ACCEPT "$t/tls"; do i=$((i + 1)); sleep 0.1; done
		https=https://127.0.0.1:$(sed -n 's/^ACCEPT .*://p' "$t/tls" | head -n 1)
	}
	mkdir -p "$t/none"
	cp "$t/key" "$t/none/none.pem"
	serve "$t/cert"
	try "tried: $https answers" "a certificate that SSL_CERT_FILE holds" GOPROXY="$https" SSL_CERT_FILE="$t/cert" \
		SSL_CERT_DIR="$t/none"
	try "None of the root certificates here stands behind" "one that nobody here knows" GOPROXY="$https" \
		SSL_CERT_FILE="$t/other" SSL_CERT_DIR="$t/none"
	try "There is no root certificate here" "no root at all" GOPROXY="$https" SSL_CERT_FILE="$t/no-such" \
		SSL_CERT_DIR="$t/no-such"
	serve "$t/other"
	try "Its certificate is that of another server." "another server's" GOPROXY="$https" SSL_CERT_FILE="$t/other" \
		SSL_CERT_DIR="$t/none"
	if serve "$t/past" && [ -s "$t/past" ]; then
		try "its certificate is no longer valid" "one of yesterday" GOPROXY="$https" SSL_CERT_FILE="$t/past" \
			SSL_CERT_DIR="$t/none"
		try "The right time on this machine" "and what would change it" GOPROXY="$https" \
			SSL_CERT_FILE="$t/past" SSL_CERT_DIR="$t/none"
	fi
else
	skip "certificates" "no openssl here"
fi
echo "1..$n"
