# gomend snapshot --script in every shell at hand, and beside each Go release:
# what it records is what go says, without secrets, and nothing is written.
# A long test: ./dev long.
set -u
t=$out/snapshot-script
rm -rf "$t"
mkdir -p "$t/home/.config/go" "$t/repo/.git/objects" "$t/repo/.git/refs" "$t/tmp"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
sh "$srcdir/tests/go/releases.sh" >"$t/releases"
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		for f in "$t/diff" "$t/err"; do
			[ -s "$f" ] && sed 's/^/# /' "$f" | head -n 40
		done
	fi
	: >"$t/diff"
	: >"$t/err"
}
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
"$GOMEND" snapshot --script >"$t/script" 2>"$t/err"
ok $? "gomend prints the script"
head -n 1 "$t/script" | grep -q '^#!/bin/sh$' &&
	grep -q "of gomend $("$GOMEND" --version | head -n 1 | awk '{ print $2 }')\\." "$t/script" &&
	grep -q '^# What it reads:' "$t/script"
ok $? "it says what it reads, runs and leaves out"
if command -v shellcheck >/dev/null; then
	shellcheck -s sh "$t/script" >"$t/diff" 2>&1
	ok $? "shellcheck has no complaint"
else
	skip "shellcheck has no complaint" "no shellcheck here"
fi

# Values that try the redaction and the JSON.
nasty=$(printf 'a\tb\001\nGOFAKE=1\n"q"\\ \303\251')
key=0123456789012345678901234567890123456789
secret=hush-$$-secret
in_env() { # COMMAND...: the environment of all runs
	env -i HOME="$t/home" TMPDIR="$t/tmp" LANG=C.UTF-8 SHELL=/bin/sh \
		GOPROXY="https://me:$secret@proxy.test|http://$secret@b.test,direct" \
		GONOSUMDB='*.corp.test' GOFLAGS=-mod=mod GIT_TOKEN=$secret \
		GO_T1="Bearer $secret" GO_T2="password: $secret token=$secret&x=1 ok" \
		GO_T3="ghp_$key glpat-$key sk-$key" GO_T4="ssh://git@h/x ssh://u:$secret@h" \
		GO_T5=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0 GO_T6="hvs.$key" \
		GO_T7="Authorization: Basic $secret; auth=$secret key='$secret'" \
		GO_T11="password: '$secret $secret' b token=\"\" c key=\"$secret" \
		GOAUTH="netrc; helper --password $secret -u me:$secret -p$secret -token=$secret $secret; git /root; curl -H \"a; $secret\"" \
		GIT_CONFIG_KEY_0="url.https://x:$secret@github.com/.insteadOf" \
		HTTPS_PROXY="me:$secret@p.test:80" HTTP_PROXY="$secret@p:80" \
		GO_PROXY="direct,me:$secret@h.test|$secret@g.test" \
		GOCACHEPROG="x --token $secret -auth '$secret x' -u me:$secret --pass=$secret" \
		GIT_SSH_COMMAND="SSHPASS=$secret sshpass -v -p $secret ssh -p 22" \
		CGO_CFLAGS="-DKEY=\"$secret\" -DPASSWORD=$secret -DAPI_TOKEN=\\\"$secret\\\" -DKEYBOARD=1" \
		CGO_LDFLAGS="'-X main.pw=$secret' 'a.pw=b $secret' -X=main.dbPwd=$secret" \
		GO_T12="git@h:x/y m@v1.2.3 (me:$secret@h) a:1@sha256:0 HTTP_PROXY=$secret@p b@c" \
		GO_R1="https://u:a/$secret@h.test/x https://u:a?b#$secret@h https://u:1/$secret@h" \
		GO_R2="https://u:a,$secret@h.test,https://v:1/$secret@i.test|direct" \
		GO_R3="https://h:8080/m/@v/list https://h:80/x@v1.2.3 https://h/@s/x?y=a,b" \
		GO_R4="password=a,$secret b token=$secret,$secret|$secret, b" \
		GO_R5="https://p/?token=$secret,direct https://p/?token=$secret|https://q" \
		GO_R6="{\"token\":\"$secret\",\"a\":1, \"api_key\" : \"$secret $secret\"}" \
		GO_R7="{'password':'$secret','pin':1} {\"secret\":$secret,\"b\":\"c\"}" \
		GO_R8="{\\\"token\\\":\\\"$secret\\\"} v" \
		GO_R9="{\"auth\":{\"a\":\"$secret\"},\"b\":\"$secret\"}" \
		GO_R10="a $(printf -- '-----BEGIN CERTIFICATE-----\nM\n-----END CERTIFICATE-----') x-----BEGIN RSA PRIVATE KEY-----
$secret
-----END RSA PRIVATE KEY----- b" GO_R11="-----BEGIN PRIVATE KEY-----$secret" \
		GO_R12="Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA_$key" \
		GO_R13=0123456789abcdef0123456789abcdef0123456 \
		GO_R14="{\"a\": \"b\", \"x_token\":
	\"$secret\", \"n\": null}" GO_R15="Authorization: Bearer $secret" \
		GO_R16="me:a/$secret@h.test:80 (me:a?$secret@h.test) x=me:b#$secret@h:1 m:a@v/$secret@h.test" \
		GO_R17="host:80/x/y@v1.2.3 a:b/c@d e:f/@g.h mailto:a/b@c.d file:/a@b.c /a:b/c@d.e" \
		GO_R18="token:$secret b password:$secret,direct key:\"$secret $secret\" (api_key:$secret)" \
		GO_R19="dir/token:x /a/token:/b token::x token: token:" \
		GO_T8="$nasty" GO_T9= GO_TOKEN_FILE=/etc/token "GO_T10=a@b c://d e:f@g" \
		"$@"
}
env_of() { # the list "env" of a snapshot, one a line, sorted
	tr -d '\n\t' <"$1" | sed 's/^.*"env": *\[\([^]]*\)\].*/\1/' | sed 's/" *, *"/"\n"/g' | sort
}
machine_of() { # what both can tell of the machine
	tr -d '\n\t' <"$1" | sed 's/": */":/g' | grep -oE \
		'"(kernel|distro|distro_name|libc|libc_version|passwd_home|nofile_soft|nofile_hard|nproc_soft|nproc_hard|affinity|address|hosts|hosts_line|fstype|timeout_s|goroot_zip|total_bytes|noexec|not_writable|missing)":"?[^",}]*' |
		sort | uniq -c
}
run_go=$(head -n 1 "$t/releases" | cut -d' ' -f2)
path=/usr/bin:/bin
[ -z "$run_go" ] || path=$(dirname "$run_go"):$path
# Programs that Go built, in GOBIN, and a script that hides one.
if [ -n "$run_go" ]; then
	mkdir -p "$t/src" "$t/front dir" "$t/home/go/bin"
	printf 'module golang.org/x/tools/gopls\n\ngo 1.18\n' >"$t/src/go.mod"
	printf 'package main\n\nfunc main() {}\n' >"$t/src/main.go"
	(cd "$t/src" && env -i HOME="$t/built" PATH=/usr/bin:/bin GOTOOLCHAIN=local GOFLAGS=-mod=mod \
		"$run_go" build -o "$t/home/go/bin/gopls" .) >"$t/err" 2>&1
	cp "$t/home/go/bin/gopls" "$t/home/go/bin/mine"
	ln -s "$t/home/go/bin/gopls" "$t/front dir/gopls"
	printf '#!/bin/sh\nexit 1\n' >"$t/front dir/dlv"
	cp "$t/front dir/dlv" "$t/home/go/bin/a file"
	chmod +x "$t/front dir/dlv" "$t/home/go/bin/a file"
	path="$t/front dir:$path:$t/home/go/bin"
fi
# What a trace of a program shows of a place: the values of its steps.
lookup() { # PLACE NAME
	(cd "$t/repo" && in_env PATH="$path" "$GOMEND" trace path-lookup "$2" --json --place "$1") 2>>"$t/err" |
		grep -E '"(question|answer|value|outcome)":'
}
(cd "$t/repo" && in_env PATH="$path" "$GOMEND" snapshot --place shell) >"$t/own.json" 2>"$t/err"
ok $? "gomend records the same place itself"
env_of "$t/own.json" | grep -v '^"\(PWD\|_\)=' >"$t/own.env"
machine_of "$t/own.json" >"$t/own.machine"
for sh in dash bash "busybox sh" sh; do
	if ! command -v "${sh%% *}" >/dev/null; then
		skip "$sh" "no ${sh%% *} here"
		continue
	fi
	f=$t/$(echo "$sh" | tr ' ' -).json
	# shellcheck disable=SC2086 # a command with its argument
	(cd "$t/repo" && in_env PATH="$path" $sh "$t/script") >"$f" 2>"$t/err" && [ ! -s "$t/err" ]
	ok $? "$sh runs it"
	env_of "$f" | grep -v '^"\(PWD\|_\)=' >"$t/env"
	[ "$(wc -l <"$t/env")" -ge 15 ] && diff "$t/own.env" "$t/env" >"$t/diff"
	ok $? "$sh: the environment, with secrets left out as gomend does it"
	machine_of "$f" >"$t/machine"
	[ "$(wc -l <"$t/machine")" -ge 8 ] && diff "$t/own.machine" "$t/machine" >"$t/diff"
	ok $? "$sh: the machine, as gomend sees it"
	! grep -q -F -e "$secret" -e "$key" "$f"
	ok $? "$sh: no secret is in it"
	if [ -x "$t/home/go/bin/gopls" ]; then
		bad=0
		for p in gofmt gopls dlv staticcheck; do
			lookup "recorded:$t/own.json" "$p" >"$t/own.steps"
			lookup "recorded:$f" "$p" >"$t/steps"
			[ -s "$t/steps" ] && diff "$t/own.steps" "$t/steps" >>"$t/diff" || bad=1
		done
		lookup "recorded:$f" gopls | grep -q 'golang.org/x/tools/gopls' &&
			lookup "recorded:$f" mine | grep -q '"answer":[^a-z]*"yes"' &&
			lookup "recorded:$f" sed | grep -q '"answer":[^a-z]*"unknown"' || bad=1
		ok $bad "$sh: the programs that Go built, as gomend sees them"
	else
		skip "$sh: the programs that Go built" "this go does not build here"
	fi
done
! grep -q -F -e "$secret" -e "$key" "$t/own.json"
ok $? "nor in what gomend itself records"
if [ -n "$run_go" ]; then
	(cd "$t/repo" && in_env PATH="$path" GOFLAGS="$(printf -- '-tags=a\n-tags=b')" sh "$t/script") >"$t/lines.json" 2>"$t/err"
	grep -q -F '{"name":"GOFLAGS","value":"-tags=a\n-tags=b"}' "$t/lines.json" &&
		grep -q '{"name":"GOVERSION","value":"go1' "$t/lines.json"
	ok $? "a value of several lines does not move the others"
fi
# Nothing to run but the shell: still a document.
mkdir -p "$t/bare"
(cd "$t/repo" && in_env PATH="$t/bare" "$(command -v dash || command -v bash)" "$t/script") >"$t/bare.json" 2>"$t/err"
grep -q GOFLAGS=-mod=mod "$t/bare.json" &&
	(cd "$t/repo" && in_env PATH=/usr/bin:/bin "$GOMEND" env --place "recorded:$t/bare.json") >"$t/got" 2>"$t/err"
ok $? "with no program on PATH it records what is left"

# Each release: what was recorded here is what gomend and go say here.
settings() { # FILE PLACE: NAME VALUE LAYER of what is known
	tr -d '\n\t' <"$1" | sed 's/^.*"settings"://; s/},{/\n/g; s/}, {/\n/g' |
		grep -v '"known": *"unknown"' |
		sed -n 's/.*"name": *"\([A-Z0-9_]*\)", *"value": *"\(.*\)", *"layer": *"\([a-z]*\)".*/\1 \2 \3/p' |
		grep -v -E '^(GOMOD|GOWORK|GOTELEMETRY|GOTELEMETRYDIR|GOENV) ' | sort
}
printf 'GOPRIVATE=corp.test\nGOFLAGS=-tags=x\nGOPROXY=https://u:%s@p.test,u:%s@q.test\nCGO_CFLAGS=-DKEY="%s"\n' \
	"$secret" "$secret" "$secret" >"$t/home/.config/go/env"
find "$t/home" "$t/tmp" | sort >"$t/before"
while read -r v go; do
	path=$(dirname "$go"):/usr/bin:/bin
	(cd "$t/repo" && env -i HOME="$t/home" TMPDIR="$t/tmp" PATH="$path" GOARCH=arm64 GOSUMDB=off \
		sh "$t/script") >"$t/rel.json" 2>"$t/err"
	for p in shell "recorded:$t/rel.json"; do
		(cd "$t/repo" && env -i HOME="$t/home" TMPDIR="$t/tmp" PATH="$path" GOARCH=arm64 GOSUMDB=off \
			"$GOMEND" env --json --place "$p") >"$t/${p%%:*}.out" 2>>"$t/err"
		settings "$t/${p%%:*}.out" >"$t/${p%%:*}.set"
	done
	[ "$(wc -l <"$t/shell.set")" -ge 25 ] && diff "$t/shell.set" "$t/recorded.set" >"$t/diff"
	ok $? "$v: recorded as gomend works it out here, layers too"
	tr -d '\n\t ' <"$t/recorded.out" | grep -q "\"name\":\"GOVERSION\",\"value\":\"$v" &&
		tr -d '\n\t ' <"$t/recorded.out" | grep -q '"name":"GOPRIVATE","value":"corp.test","layer":"goenv","known":"measured"'
	ok $? "$v: and measured by its go"
	! grep -q -F -e "$secret" "$t/rel.json" "$t/recorded.out"
	ok $? "$v: no secret of the go env file is in it"
done <"$t/releases"
find "$t/home" "$t/tmp" | sort >"$t/after"
diff "$t/before" "$t/after" >"$t/diff"
ok $? "nothing was written to HOME or TMPDIR"
echo "1..$n"
