# Places that were recorded: snapshots, job logs, and what is none.
set -u
t=$out/cli-recorded
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs" "$t/repo/sub"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.24\n' >"$t/repo/go.mod"
printf 'package m\n' >"$t/repo/m.go"
d=$srcdir/tests/cli/recorded
n=0
run() { # ARGS...
	(cd "$t/repo" && env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=120 \
		LC_ALL=C.UTF-8 timeout 60 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
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
has() {
	grep -q -E -e "$1" "$t/got"
}
says() { # the same wherever a line ends
	tr -s ' \n' '  ' <"$t/got" | tr -s ' ' | grep -q -E -e "$1"
}
flat() {
	tr -d '\n\t ' <"$t/got"
}
setting() { # NAME VALUE LAYER [LINE]
	flat | grep -q -F "\"name\":\"$1\",\"value\":\"$2\",\"layer\":\"$3\",\"known\":\"measured\"${4:+,\"file\":\"$file\",\"line\":$4}"
}

# ---- job logs ----
cp "$d"/*.log "$t"
file=$t/github.log
run env --json --place "recorded:$t/github.log"
setting GOFLAGS -mod=vendor recorded "$(grep -n GOFLAGS= "$file" | cut -d: -f1)" &&
	setting GOVERSION go1.22.12 default && setting GOTOOLCHAIN local recorded &&
	setting GOPATH /home/runner/go default && setting CGO_ENABLED 1 default
ok $? "GitHub: each value of go env with the line of the log, defaults told apart"
! grep -q ghs_ "$t/got"
ok $? "and no token that the log shows"
file=$t/gitlab.log
run env --json --place "recorded:$t/gitlab.log"
setting GOVERSION go1.20.14 default && setting CGO_ENABLED 0 recorded &&
	setting GOPROXY 'https://goproxy.example,direct' recorded
ok $? "GitLab: time stamps, colours and sections are no part of it"
file=$t/windows.log
run env --json --place "recorded:$t/windows.log"
setting GOOS windows default && setting GOFLAGS '-ldflags=-X=a.B=100%' recorded
ok $? "a runner of Windows: set NAME=VALUE"
file=$t/gh.log
run env --json --place "recorded:$t/gh.log#test(1.23)"
setting GOVERSION go1.23.4 default
ok $? "gh run view --log: a job by its name"
run env --json --place "recorded:$t/gh.log"
setting GOVERSION go1.24.1 default
ok $? "and the first one without a name"
run env --place "recorded:$t/gh.log#nope"
says 'no go env "nope"' && says 'There are: 1 \(build:[0-9]+\), 2 \(test\(1.23\):[0-9]+\)'
ok $? "a job that is not there: the ones that are"

run check --place "recorded:$t/github.log" --json
flat | grep -q '"id":"go-too-old".*"place":"recorded:'
ok $? "check: the Go of the job is too old for go.mod"
run check --only go-too-old --place "recorded:$t/gh.log"
ok $? "and the one of another job is not"
run trace toolchain --place "recorded:$t/github.log"
has '1\.22\.12' && has 'requires go >= 1\.24'
ok $? "trace toolchain says so as go of that job does"
run trace module-mode --place "recorded:$t/github.log"
ok $? "trace module-mode"
run trace path-lookup gofmt --place "recorded:$t/github.log"
[ $? = 0 ] && says 'Which gofmt is first on PATH there was not recorded' && ! has 'does not find'
ok $? "trace path-lookup of another program: it was not recorded"
run trace go-programs --place "recorded:$t/github.log"
[ $? = 0 ] && says 'Which programs on PATH there Go built was not recorded'
ok $? "nor which programs Go built"

# ---- what nobody recorded is not guessed ----
replay() { # NAME [FILE]
	run trace "$1" --json --place "recorded:$t/${2:-part.log}"
	flat >"$t/json"
	run trace "$1" --place "recorded:$t/${2:-part.log}"
}
step() { # QUESTION ANSWER [VALUE]
	grep -q -F "\"question\":\"$(printf '%s' "$1" | tr -d ' ')\"${2:+,\"answer\":\"$2\"}${3:+,\"value\":\"$3\"}" "$t/json"
}
base='GOARCH GOOS GOCACHE GOMODCACHE GOPROXY'
part() { # NAMES: a log of a job that ran go env NAMES, from the whole log
	echo '2024-05-17T12:00:02.1234567Z ##[group]Run go env' >"$t/part.log"
	for name in $base "$@"; do
		grep " ${name%%=*}=" "$t/github.log" | case $name in
		*=*) sed "s|=.*|='${name#*=}'|" ;;
		*) cat ;;
		esac >>"$t/part.log"
	done
}
part
replay goroot
step 'Is GOROOT set in the environment?' unknown && says 'Where go found its tree was not recorded' &&
	! has 'trimpath|folders up' && ! grep -q '"answer":"no"' "$t/json"
ok $? "trace goroot of a log without GOROOT: not recorded, nothing derived"
replay toolchain
step 'Which release of Go was recorded?' unknown && says 'Which Go ran there was not recorded'
ok $? "trace toolchain of a log without GOVERSION"
replay module-mode
step 'What does GO111MODULE say?' unknown && step 'Which go.mod did go itself name?' unknown &&
	says 'modules, by go\.mod, unless GO111MODULE is off there: that was not recorded' &&
	! grep -q -F "$t/repo" "$t/got"
ok $? "trace module-mode of a log without GO111MODULE and GOMOD; no folder of this machine"
replay path-lookup
says 'Which go is first on PATH there was not recorded' && ! has 'does not find'
ok $? "trace path-lookup: PATH was not recorded"
replay vendor
step 'Does GOFLAGS hold -mod?' unknown && says 'unless GOFLAGS says otherwise there'
ok $? "trace vendor: GOFLAGS was not recorded"
run check --json --place "recorded:$t/part.log"
! flat | grep -q '"id":"\(go-too-old\|go-missing\|goroot-[a-z]*\)"'
ok $? "and check judges none of it"

part GOVERSION GOROOT
replay goroot
says 'GOROOT was /opt/hostedtoolcache/go/1\.22\.12/x64; what chose it, and what lies in it, was not recorded' &&
	has 'part\.log:8'
ok $? "GOROOT as go printed it, with its line, and no word on what lies there"
replay toolchain
step 'What does GOTOOLCHAIN allow?' unknown && says '1\.22\.12 is too old.*hangs on GOTOOLCHAIN, which was not recorded' &&
	! has 'go stops and says'
ok $? "a release too old, GOTOOLCHAIN not recorded: stop or switch stays open"
run check --json --place "recorded:$t/part.log"
! flat | grep -q '"id":"go-too-old"'
ok $? "and go-too-old does not claim that go stops"
part GOVERSION GOTOOLCHAIN=auto
replay toolchain
step 'Is there a program \"go1.24.0\" on PATH?' unknown && step 'Is go1.24.0 unpacked in the module cache?' unknown &&
	says 'go switches to go1\.24\.0; whether it was at hand or has to be downloaded was not recorded'
ok $? "GOTOOLCHAIN=auto: go switches, and from where stays open"
part GOVERSION GOTOOLCHAIN=auto GOPROXY=off
sed -i '/GOPROXY=.https/d' "$t/part.log"
replay toolchain
step 'May it be downloaded?' no GOPROXY=off && says 'go runs go1\.24\.0 where it is at hand, and stops where'
ok $? "and with GOPROXY=off it may as well stop"
part GOVERSION GOTOOLCHAIN=path
replay toolchain
says 'runs a program go1\.24\.0 from PATH, and stops where there is none' && ! has 'module cache'
ok $? "GOTOOLCHAIN=path: a program on PATH or nothing"
part GOVERSION=go1.25.1 GOTOOLCHAIN=auto
replay toolchain
says 'go1\.25\.1 is what was recorded, and new enough for go\.mod' && says 'may be one that it had switched to'
ok $? "new enough: no word on which go is on PATH"
part GOVERSION=go1.19.8
replay toolchain
says 'go1\.19\.8 runs and does not care' && says 'Go 1\.21 was the first'
ok $? "before 1.21 GOTOOLCHAIN does not matter"
part GOVERSION GOTOOLCHAIN=local
replay toolchain
says 'go stops and says "go: go\.mod requires go >= 1\.24 \(running go 1\.22\.12; GOTOOLCHAIN=local\)"'
ok $? "GOTOOLCHAIN=local was recorded: go stops"
run check --json --place "recorded:$t/part.log"
flat | grep -q '"id":"go-too-old"'
ok $? "and so says check"
part GOVERSION GO111MODULE GOMOD GOPATH GOWORK
replay module-mode
says 'Module mode\.' && step 'Does it lie in the root of GOPATH?' no && says 'modules: go\.mod decides'
ok $? "GOMOD recorded: module mode is certain"
part GOVERSION GOMOD=/go/go.mod GOPATH=/go
replay module-mode
step 'Does it lie in the root of GOPATH?' yes /go && grep -q -F '/go.modexistsbutshouldnot' "$t/json"
ok $? "the go.mod of that job lies in the root of its GOPATH"
part GOVERSION GOMOD=
replay module-mode
says 'Nothing: that is GOPATH mode' && says 'GOPATH mode: go\.mod is not read'
ok $? "an empty GOMOD is GOPATH mode, whatever was recorded of GO111MODULE"
part GOVERSION GO111MODULE=off
replay module-mode
says 'GOPATH mode: go\.mod is not read'
ok $? "GO111MODULE=off"
# A snapshot without a look at go.env and GOROOT.
printf '{"schema":1,"by":"script","places":[{"name":"x","state":"ready","env":["PATH=/g/bin"],"path":[{"dir":"/g/bin"}],"gos":[{"path":"/g/bin/go","version":"go1.22.1"}]}]}' >"$t/bare.json"
replay goroot bare.json
step 'Does it lie in a tree of its own?' unknown && says 'Where go found its tree was not recorded' && ! has trimpath
ok $? "a snapshot without GOROOT: trace goroot guesses none"
replay toolchain bare.json
says 'hangs on GOTOOLCHAIN, which was not recorded' && ! has 'never switches'
ok $? "and a go.env that nobody read is not an empty one"
printf '{"schema":1,"by":"script","places":[{"name":"x","state":"ready","env":["PATH=/g/bin"],"path":[{"dir":"/g/bin"}],"gos":[{"path":"/g/bin/go","goroot":"/g","version":"go1.22.1"}]}]}' >"$t/tree.json"
replay goroot tree.json
says 'GOROOT is /g; what lies in it was not recorded' && ! has 'nothing is downloaded'
ok $? "a tree whose contents nobody looked at is not called whole"

# ---- beside the places of this machine ----
(cd "$t/repo" && printf 'c\nq\n' | env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=120 \
	LC_ALL=C.UTF-8 timeout 60 "$GOMEND" --linear --place "recorded:$t/github.log") >"$t/got" 2>"$t/err"
says 'recorded:[^ ]*github\.log' && says 'this shell.*no go on PATH; only what'
ok $? "the screen as lines: the recorded place stands beside those of this machine"
printf '{"schema":1,"by":"script","places":[{"name":"x","state":"ready","env":["GO111MODULE=maybe"],"gos":[{"path":"/g/bin/go","goroot":"/g","version":"go1.24.1"}]}]}' >"$t/bad.json"
run check --json --place "recorded:$t/bad.json"
flat | grep -q '"id":"env-value-invalid".*"fixes":\[\],"commands":\[{"what":"there,beforegoruns' &&
	! flat | grep -q '"id":"go-missing"\|"fixes":\["'
ok $? "what is wrong there is told, and nothing here is offered to mend it"

# ---- snapshots ----
run snapshot -o own.json
[ -s "$t/repo/own.json" ] && [ ! -s "$t/got" ]
ok $? "snapshot -o FILE"
run env --place recorded:own.json --place 'recorded:own.json#login'
has 'recorded:own\.json#login'
ok $? "a place of it by name; the first without one"
cd "$t/repo/sub" || exit 1
(cd "$t/repo/sub" && env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb LC_ALL=C.UTF-8 \
	"$GOMEND" env .. --place recorded:../own.json) >"$t/got" 2>"$t/err"
ok $? "FILE is looked for where gomend was started, not in DIR"
"$GOMEND" snapshot --script | env -i PATH=/usr/bin:/bin HOME=/h GOFLAGS=-x sh >"$t/plain.json"
sed 's/^/2024-05-17T12:00:00.1234567Z /' "$t/plain.json" >"$t/printed.log"
run env --json --place "recorded:$t/printed.log"
flat | grep -q '"recorded":{"by":"script".*"name":"GOFLAGS","value":"-x","layer":"process"'
ok $? "the script's output inside a job log"

# ---- what is none ----
fails() { # FILE PATTERN TEXT
	run env --place "recorded:$1"
	[ $? = 2 ] && says "$2" && grep -q 'recorded:.* could not be looked at: ' "$t/err"
	ok $? "$3"
	run env --json --place "recorded:$1"
	flat | grep -q '"state":"failed"'
	ok $? "$3: the place has failed"
}
fails "$t/nowhere.json" 'nowhere\.json: No such file.*gomend snapshot' "a file that is missing"
head -c 300 "$t/plain.json" >"$t/cut.json"
fails "$t/cut.json" 'cut\.json:[0-9]+: no valid JSON \(was the file cut off\?\)\. Record it anew' "a snapshot that was cut off, with its line"
echo '{"schema":9,"gomend":"99.0","places":[{}]}' >"$t/new.json"
fails "$t/new.json" 'schema 9, written by gomend 99\.0; this gomend reads schema 1' "one of a later gomend"
echo '{"schema":1}' >"$t/other.json"
fails "$t/other.json" 'JSON, but no snapshot' "another JSON"
printf 'hello\nworld\n' >"$t/hello.txt"
fails "$t/hello.txt" 'hello\.txt: 2 lines, and neither a snapshot nor.*Let the job run' "a log without go env"
fails "$t/repo" 'is not a regular file' "a folder"
fails "$t/repo/own.json#cron" 'no place "cron" was recorded there\. There are: shell, login' "a place that is not in it"
mkfifo "$t/fifo"
fails "$t/fifo" 'is not a regular file' "a FIFO"
run check --place "recorded:$t/hello.txt"
[ $? = 2 ] && has '^  1 recorded place could not be read: ' &&
	says 'hello\.txt: 2 lines, and neither a snapshot' && ! has 'five seconds|lic true' &&
	grep -q 'recorded:.*hello\.txt could not be looked at: .*2 lines' "$t/err"
ok $? "check says that it could not look, and why"
has "^ *ls -ld -- .*hello\.txt && grep" && ! has 'type there'
ok $? "and what shows it, here"
run check --fail-on never --only go-too-old --json --place "recorded:$t/nowhere.json" --place shell
[ $? = 2 ] && grep -q 'recorded:.*nowhere\.json could not be looked at' "$t/err" && flat | grep -q '"findings":'
ok $? "one of two named that could not be looked at is not passed over"
run check --fail-on never --place "recorded:$t/github.log" && run env --place "recorded:$t/github.log"
ok $? "and where all could, that is no reason"
echo "1..$n"
