# gomend compare: only what differs, what it does, and the parity figure.
set -u
t=$out/cli-compare
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs" "$t/runners"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.24\n' >"$t/repo/go.mod"
n=0
run() { # ARGS...
	(cd "$t/repo" && env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=100 \
		LC_ALL=C.UTF-8 timeout 120 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
}
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$t/got" "$t/err" | head -n 60
	fi
}
has() {
	grep -q -E -e "$1" "$t/got"
}
says() { # the same wherever a line ends
	tr -s ' \n' '  ' <"$t/got" | tr -s ' ' | grep -q -E -e "$1"
}
flat() {
	tr -d '\n\t ' <"$t/got"
}
log() { # FILE SED...: a job log, changed
	f=$1
	shift
	sed "$@" "$srcdir/tests/cli/recorded/github.log" >"$t/$f"
}
log a.log -e ''
log same.log -e ''
log b.log -e "s/GOFLAGS='-mod=vendor'/GOFLAGS=''/" -e "s/1\\.22\\.12/1.24.1/g" \
	-e "s|GOCACHE='.*'|GOCACHE='/cache'|"
sed "s|GOOS='.*'|GOOS='plan9'|" "$t/b.log" >"$t/c.log"
run compare "$t/a.log" "$t/same.log"
[ $? = 0 ] && has 'Nothing that matters for a build differs' && has 'Parity 100 %'
ok $? "the same twice"
run compare "$t/a.log" "$t/b.log"
[ $? = 1 ] && has '^  GOVERSION$' && has '^    go1\.22\.12  \(measured\)' && has '^ *recorded:.*a\.log$' &&
	has '^    go1\.24\.1  \(measured' && has 'Another release compiles'
ok $? "what differs, how it is known, who has it and what it does"
first=$(grep -n '^  GOVERSION' "$t/got" | cut -d: -f1)
flags=$(grep -n '^  GOFLAGS' "$t/got" | cut -d: -f1)
cache=$(grep -n '^  GOCACHE' "$t/got" | cut -d: -f1)
[ "$first" -lt "$flags" ] && [ "$flags" -lt "$cache" ]
ok $? "what matters most stands first"
! has 'GOPATH|GOROOT|GOTOOLDIR|GOGCCFLAGS'
ok $? "what is the same, or follows from something else, is left out"
says 'Parity [0-9]+ %: of [0-9]+ facts .* are known in every place [0-9]+ are the same everywhere; [0-9]+ more' &&
	says 'Not known everywhere: .*HTTPS_PROXY'
ok $? "the parity figure says how it is counted, and what is not known"
run compare "$t/a.log" "$t/a.log"
[ $? = 0 ] && says 'a\.log was named twice: it is compared with itself' &&
	has 'Nothing that matters for a build differs' && has 'Parity 100 %' && ! has 'kinds'
ok $? "one file named twice"
run compare "$t/a.log" "$t/runners/../a.log" --json
[ $? = 0 ] && flat | grep -q '"percent":100' && flat | grep -q '"differences":\[\]'
ok $? "and spelled in two ways, as JSON"
run compare shell shell
[ $? = 0 ] && says 'this shell was named twice' && has 'Parity 100 %'
ok $? "a place named twice"
run compare "$t/a.log" "$t/b.log" "$t/a.log"
[ $? = 1 ] && ! says 'named twice' && ! has ' 3 places'
ok $? "one of several named twice counts once"
run compare --json "$t/a.log" "$t/b.log"
flat | grep -q '"differences":\[{"name":"GOVERSION","weight":"build",.*"values":\[{"value":"go1.22.12","known":"measured"' &&
	flat | grep -q '"parity":{"same":[0-9]*,"counted":[0-9]*,"percent":[0-9]*'
ok $? "the same as JSON"
same=$(flat | sed 's/.*"same":\([0-9]*\).*/\1/')
counted=$(flat | sed 's/.*"counted":\([0-9]*\).*/\1/')
[ "$same" = $((counted - 2)) ]
ok $? "two of the facts that count differ"
run compare "$t/a.log"
has 'this shell'
ok $? "one alone is compared with this shell"
i=0
while [ $i -lt 100 ]; do
	cp "$t/a.log" "$t/runners/r$i.log"
	i=$((i + 1))
done
cp "$t/b.log" "$t/runners/odd.log"
run compare "$t"/runners/*.log
[ $? = 1 ] && has '101 places of 2 kinds' && has 'all the others' && has 'odd\.log' &&
	[ "$(wc -l <"$t/got")" -lt 45 ]
ok $? "a hundred runners stay readable, the odd one stands out"
[ -z "$(grep -v -F "$t" "$t/got" | cut -c81- | tr -d '\n')" ]
ok $? "nothing but a path goes beyond the line"
run compare "$t/a.log" "$t/b.log" "$t/c.log"
has '^  A   recorded:.*a\.log' && has '^    go1\.22\.12  \(measured\)  A$' && has ' B, C$'
ok $? "three have letters, so that their names stand there once"
log turned.log -e "s/-O2 -g/-g -O2/"
run compare "$t/a.log" "$t/turned.log"
[ $? = 0 ] && has 'Nothing that matters' && has 'Parity 100 %'
ok $? "the flags of cgo as Go up to 1.19 said them by default"
log more.log -e "s/CGO_CFLAGS='-O2 -g'/CGO_CFLAGS='-O2 -g -DX'/"
run compare "$t/a.log" "$t/more.log"
[ $? = 1 ] && has '^  CGO_CFLAGS$' && ! has 'CGO_LDFLAGS'
ok $? "other flags of cgo"
go=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1 | cut -d' ' -f2)
if [ -n "$go" ]; then
	snap() { # FILE VAR=VALUE...
		f=$1
		shift
		(cd "$t/repo" && env -i PATH="$(dirname "$go"):/usr/bin:/bin" HOME="$t/home" TERM=dumb \
			LC_ALL=C "$@" "$GOMEND" snapshot --place shell -o "$t/$f") >/dev/null 2>&1
	}
	snap plain.json && snap spelled.json GOPATH="$t/home/go" && snap moved.json GOPATH="$t/home/gopath"
	run compare "$t/plain.json" "$t/spelled.json"
	[ $? = 0 ] && has 'Nothing that matters'
	ok $? "a folder set to what it is by default is no other folder"
	run compare "$t/plain.json" "$t/moved.json" "$t/spelled.json"
	[ $? = 1 ] && has '^  GOPATH$' && says 'A 2 [^ ]*/plain.json, [^ ]*/spelled.json B 1 '
	ok $? "and another one is"
fi
run compare "$t/a.log" "$t/nowhere.log"
[ $? = 2 ] && grep -q 'neither a place nor a file' "$t/err"
ok $? "a name that is nothing"
echo hello >"$t/hello"
run compare "$t/a.log" "$t/b.log" "$t/hello"
[ $? = 2 ] && says '^recorded:[^ ]*hello: 1 lines, and neither' && has 'GOVERSION'
ok $? "what cannot be read is told, the others are compared"
run compare
[ $? -le 1 ] && has 'Parity|differs'
ok $? "without names: the places of this machine"
echo "1..$n"
