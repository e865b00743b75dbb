# Sick images, each asked in a real container: what is wrong in it is told with
# its place; a deadline, and what is shown meanwhile; docker's words.
# A long test: ./dev long.
set -u
t=$out/image-sick
. "$srcdir/tests/probe/image.sh"
[ -n "$go" ] || skip_all "no Go here"
. "$srcdir/tests/probe/needy.sh"

# One in order: a git, and enough of a Go tree to be one.
well=$t/well
cp -R "$t/tree/." "$well/"
mkdir -p "$well/usr/local/go/src/runtime" "$well/root/go/pkg/mod"
for f in "$goroot"/src/runtime/*.go; do
	: >"$well/usr/local/go/src/runtime/${f##*/}"
done
# A git that only says what it is: of the real one all that is asked here.
printf '#!/bin/sh\n[ "$1" = --version ] || exit 128\necho git version 2.39.5\n' >"$well/bin/git"
chmod +x "$well/bin/git"
for p in nproc df tr ls; do
	ln -s busybox "$well/bin/$p"
done
image() { # NAME COMMAND...: a copy of the one in order, changed by COMMAND in it
	name=$1
	shift
	rm -rf "$t/copy"
	cp -R "$well" "$t/copy"
	(cd "$t/copy" && eval "$*")
	import "$name" "$t/copy"
}
sick() { # IMAGE ID SEVERITY WHAT WANT...
	image=$1 id=$2 severity=$3 what=$4
	shift 4
	run check --json --yes --fail-on never --only "$id" --place "image:gomend-test-$image"
	bad=0
	flat | grep -q -F '"places":[{"place":"image:gomend-test-'"$image"'","severity":"'"$severity"'","known":"' || {
		echo "# no $severity in image:gomend-test-$image"
		bad=1
	}
	for want; do
		says "$want" || {
			echo "# not said: $want"
			bad=1
		}
	done
	ok $bad "$id: $what"
}
all=alien-arch,ca-missing,cache-not-writable,clock-skewed,dns-slow,env-file-hidden,env-pattern-dead,env-unknown,git-missing,git-ownership,go-missing,go-shadowed,go-too-old,gobin-invalid,gobin-not-on-path,gobin-shadowed,gomaxprocs-quota,gopath-invalid,goroot-broken,goroot-mismatch,goroot-mixed,goroot-set,limits-low,tmp-not-executable,tz-missing
import well "$well"
run check --yes --fail-on never --only "$all" --place image:gomend-test-well
says '0 errors, 0 warnings, 0 advice'
ok $? "an image in order: none of them says anything"

image noca 'rm -rf etc/ssl'
sick noca ca-missing warning "no certificates" 'no root certificates where Go looks' 'RUN apk add --no-cache ca-certificates'
image fresh 'rm -rf etc/ssl root/go'
sick fresh ca-missing error "nor a module to be fetched with" 'when it fetches example.com/dep1@v1.0.0'
image nozone 'rm -rf usr/share/zoneinfo'
sick nozone tz-missing warning "no tzdata, no zip in GOROOT" 'main.go loads a time zone' 'RUN apk add --no-cache tzdata'
# Its Dockerfile gets the package, below the FROM of what ships.
printf 'FROM golang:1.26 AS build\nFROM gomend-test-nozone\nCOPY --from=build /app /app\n' >"$t/repo/Dockerfile"
cp "$t/repo/Dockerfile" "$t/before"
printf 'FROM golang:1.26 AS build\nFROM gomend-test-nozone\nRUN apk add --no-cache tzdata\nCOPY --from=build /app /app\n' >"$t/after"
run fix tz-missing --yes --place image:gomend-test-nozone
bad=0
cmp "$t/after" "$t/repo/Dockerfile" && says "until it is built from Dockerfile" || bad=1
ok $bad "tz-missing: the Dockerfile of the image gets tzdata"
run undo 1 --yes
bad=0
cmp "$t/before" "$t/repo/Dockerfile" || bad=1
ok $bad "and has it no more after undo"
rm "$t/repo/Dockerfile"
image runtime 'rm -rf usr/share/zoneinfo usr/local/go etc/ssl'
sick runtime tz-missing warning "the image a program runs in needs zones" 'main.go loads a time zone'
sick runtime ca-missing warning "and certificates" 'no root certificates'
sick runtime go-missing advice "and no go" 'nothing can be built in it'
image nogit 'rm -rf bin/git root/go'
options="$options -e GOPRIVATE=example.com"
sick nogit git-missing warning "no git, and a private module" 'example.com/dep1@v1.0.0 comes by git' 'RUN apk add --no-cache git'
options="--ulimit nofile=100:100 --ulimit nproc=1024:1024"
sick well limits-low warning "low limits" 'may open 100 files at most'
options="--ulimit nofile=1024:1024 --ulimit nproc=1024:1024 --tmpfs /tmp:rw,noexec"
sick well tmp-not-executable error "a /tmp without programs" 'mounted noexec'
options="--ulimit nofile=1024:1024 --ulimit nproc=1024:1024"
image user 'chmod 700 root'
options="$options --user 54321"
sick user cache-not-writable error "another user, with the HOME of root" 'You may not write to the build cache /root/.cache/go-build'
options="--ulimit nofile=1024:1024 --ulimit nproc=1024:1024"
run env --json --yes --place image:gomend-test-well
flat | grep -q '"name":"CGO_ENABLED","value":"0"'
ok $? "no gcc: cgo is off"
old=$(head -n 1 "$t/releases" | cut -d' ' -f2)
if [ "$old" != "$go" ]; then
	oldroot=$(cd / && GOTOOLCHAIN=local "$old" env GOROOT)
	image oldgo "cp -L $oldroot/bin/go usr/local/go/bin/go; cp -L $oldroot/VERSION usr/local/go/; rm -f usr/local/go/go.env"
	sed -i 's/^go 1.18/go 1.99/' "$t/repo/go.mod"
	run check --json --yes --fail-on never --only go-too-old --place image:gomend-test-oldgo
	flat | grep -q '"id":"go-too-old".*"place":"image:gomend-test-oldgo"'
	ok $? "go-too-old: an old go"
	sed -i 's/^go 1.99/go 1.18/' "$t/repo/go.mod"
fi
none_left
ok $? "no container is left of these"

# A system of musl's: a static busybox (Debian's busybox-static), and musl's
# loader.
static=${GOMEND_TEST_STATIC_BUSYBOX:-$(command -v busybox)}
musl=
for f in /lib/ld-musl-*.so.1; do
	[ ! -f "$f" ] || musl=$f
done
if [ -n "$musl" ] && ! ldd "$static" >/dev/null 2>&1; then
	image musl "rm -rf lib lib64 usr/lib; cp $static bin/busybox; mkdir lib; cp -L $musl lib/; : >etc/alpine-release"
	run inspect --json --yes --place image:gomend-test-musl
	flat | grep -q '"distro_like":"alpine","libc":"musl"' && flat | grep -q '"nofile_hard":1024'
	ok $? "a musl image, asked by its static busybox"
	run trace tmp-exec --try --yes --place image:gomend-test-musl
	says 'tried: a program that was written into /tmp ran'
	ok $? "and tried by it"
else
	n=$((n + 1))
	echo "ok $n - a musl image # SKIP no static busybox or no musl here"
fi

# The deadline: a go that hangs.
deadline=3
run_for() { # SECONDS ARGS...
	s=$1
	shift
	(cd "$t/repo" && env -i PATH="/usr/sbin:/usr/bin:/bin" HOME="$t/home" TERM=xterm COLUMNS=120 SHELL=/bin/sh \
		LC_ALL=C.UTF-8 GOMEND_ENGINE="$podman $store" GOMEND_ENGINE_OPTIONS="$options" \
		GOMEND_ENGINE_DEADLINE="$s" timeout 120 "$@") >"$t/got" 2>"$t/err"
}
run_for $deadline "$GOMEND" env --yes --place image:gomend-test-slow </dev/null
says 'The container of gomend-test-slow did not answer within 3 seconds, and was removed'
ok $? "a container that hangs: the deadline is told"
i=0
while [ $i -lt 300 ] && ! none_left; do
	i=$((i + 1))
	sleep 0.1
done
none_left
ok $? "and it is removed"
# shellcheck disable=SC2086
engine run -d --name gomend-test-hangs --pull=never --network=none $options gomend-test-slow sleep 300 >"$t/up" 2>&1
run_for $deadline "$GOMEND" env --yes --place image:gomend-test-hangs </dev/null
says 'The container gomend-test-hangs did not answer within 3 seconds. It runs on' &&
	[ "$(engine ps -q | wc -l)" = 1 ]
ok $? "one that ran before is not removed"
engine rm -f -t 0 gomend-test-hangs >/dev/null 2>&1

# What is shown meanwhile, on a terminal.
if command -v script >/dev/null && script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	run_for 4 script -qec "\"$GOMEND\" env --yes --place image:gomend-test-slow" /dev/null </dev/null
	tr '\r' '\n' <"$t/got" | grep -q 'Asking a container, seconds [123]/4'
	ok $? "the command line tells how long it has been asked, of how long it may be"
	# The screen, ended by q once the deadline has passed.
	run_for 3 script -qec "stty rows 36 cols 120; (sleep 2; true) & \"$GOMEND\" --yes --place shell --place image:gomend-test-slow" /dev/null <<EOF
EOF
	grep -q 'Asking a container, seconds' "$t/got"
	ok $? "and so does the screen"
else
	n=$((n + 2))
	echo "ok $((n - 1)) - the command line tells how long # SKIP no script(1) here"
	echo "ok $n - and so does the screen # SKIP no script(1) here"
fi

# docker's command line, by a stand-in: it is no docker, but refuses what the
# reference of docker run, exec, rm and inspect does not have.
cat >"$t/docker" <<EOF
#!/bin/sh
echo "\$*" >>"$t/docker.log"
no() {
	echo "unknown to docker: \$1" >&2
	echo "unknown to docker: \$1" >>"$t/docker.bad"
	exit 125
}
check() {
all="\$*"
what=\$1
shift
case \$what in
run)
	while :; do
		case \$1 in
		--rm | -i | --pull=never | --network=none | --stop-timeout=[0-9]*) shift ;;
		--name | --ulimit | --entrypoint) shift 2 ;;
		-*) no "run \$1" ;;
		*) break ;;
		esac
	done ;;
exec) [ "\$1" = -i ] && [ "\$3 \$4" = "sh -s" ] || no "\$all" ;;
rm) [ "\$1" = --force ] && [ \$# = 2 ] || no "\$all" ;;
container | image) [ "\$1 \$2" = "inspect --format" ] && [ \$# = 4 ] || no "\$all" ;;
*) no "\$what" ;;
esac
}
check "\$@"
exec $podman $store "\$@"
EOF
chmod +x "$t/docker"
run_docker() {
	(cd "$t/repo" && env -i PATH="/usr/sbin:/usr/bin:/bin" HOME="$t/home" TERM=dumb LC_ALL=C.UTF-8 \
		GOMEND_ENGINE="$t/docker" GOMEND_ENGINE_OPTIONS="$options" GOMEND_ENGINE_DEADLINE="$1" \
		timeout 120 "$GOMEND" env --json --yes --place "image:gomend-test-$2" </dev/null) >"$t/got" 2>"$t/err"
}
run_docker 60 well
flat | grep -q '"state":"ready"' && grep -q '^image inspect' "$t/docker.log" && grep -q '^run --rm -i' "$t/docker.log"
ok $? "docker's words: an image is asked"
run_docker 3 slow
i=0
while [ $i -lt 100 ] && ! grep -q '^rm --force gomend-' "$t/docker.log"; do
	i=$((i + 1))
	sleep 0.1
done
grep -q '^rm --force gomend-' "$t/docker.log"
ok $? "docker's words: one that hangs is removed"
# shellcheck disable=SC2086
engine run -d --name gomend-test-up --pull=never --network=none $options gomend-test-well sleep 300 >"$t/up" 2>&1
run_docker 60 up
flat | grep -q '"state":"ready"' && grep -q '^exec -i gomend-test-up sh -s' "$t/docker.log"
ok $? "docker's words: one that runs is asked"
[ ! -f "$t/docker.bad" ]
ok $? "docker's words: nothing that docker does not have"
echo "1..$n"
