# place image:REF in real containers: made from a local tree, never pulled,
# without network, gone afterwards.
# A long test: ./dev long.
set -u
t=$out/image
. "$srcdir/tests/probe/image.sh"

run env --place image:gomend-test-tree
[ $? = 2 ] && grep -q 'only where you agree' "$t/err" && says ' exec -i [^ ]* sh -s' &&
	grep -q -e 'run --rm -i --pull=never --network=none --stop-timeout=0 --ulimit nofile=1024:1024' "$t/err"
ok $? "without a yes no container is begun, and the command is shown"
run env --json --yes --place image:gomend-test-tree
rc=$?
flat | grep -q '"place":"image:gomend-test-tree","state":"ready"' &&
	flat | grep -q '"name":"GOFLAGS","value":"-mod=mod","layer":"image"' && [ $rc = 0 ]
ok $? "the settings of the image, and that the image made them"
flat | grep -q '"name":"GOPROXY","value":"https://\*\*\*@proxy.test","layer":"image"'
ok $? "one with a secret as well"
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
[ $? = 2 ] && says 'There is no sh in gomend-test-bare'
ok $? "an image without a shell says so"
run check --yes --place image:gomend-test-bare
[ $? = 2 ] && grep -q 'could not be looked at: There is no sh' "$t/err" && says '1 image could not be asked' &&
	! says 'five seconds|lic true'
ok $? "and so does check"
run env --yes --place image:gomend-test-nowhere
[ $? = 2 ] && says 'knows no local image.*podman pull gomend-test-nowhere'
ok $? "one that is not here is not pulled"
run env --yes --place image:--privileged
says 'is no name of an image'
ok $? "an option is no name"
run trace tmp-exec --try --yes --place image:gomend-test-tree
says 'In a container without network: writes a tiny program into /tmp' && says 'tried: a program that was written into /tmp ran'
ok $? "its temporary folder, tried"
(
	options="$options --tmpfs /tmp:rw,noexec"
	run trace tmp-exec --try --yes --place image:gomend-test-tree
	says 'cannot be run there: .*[Pp]ermission denied'
)
ok $? "and where no program may run there"
run trace build-cache --try --yes --place image:gomend-test-tree
says 'tried: the caches can be written'
ok $? "its caches, tried"
run trace network --yes --place image:gomend-test-tree
says 'asked without a network' && says 'requests go straight to https://[*]*@proxy.test'
ok $? "what a trace of its network can tell"
run trace network --try --yes --place image:gomend-test-tree
[ $? = 2 ] && says 'A container is asked without network, so there is none to be tried.'
ok $? "its network is not, and it says why"
none_left
ok $? "no container is left of these"

# One that runs is asked where it runs.
# shellcheck disable=SC2086
engine run -d --name gomend-test-up --pull=never --network=none $options -e GOFLAGS=-v \
	gomend-test-tree sleep 300 >"$t/up" 2>&1
run env --json --yes --place image:gomend-test-up
flat | grep -q '"name":"GOFLAGS","value":"-v","layer":"process"' &&
	flat | grep -q '"name":"GOPROXY","value":"https://\*\*\*@proxy.test","layer":"image"'
ok $? "a container that runs is asked as it is: what it was begun with is not the image's"
run trace tmp-exec --try --yes --place image:gomend-test-up
says 'tried: a program that was written into /tmp ran' && [ "$(engine exec gomend-test-up ls -a /tmp | wc -l)" = 2 ]
ok $? "and tried where it runs, leaving nothing"
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
