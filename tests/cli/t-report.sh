# gomend report: one text with everything, and no secret.
set -u
t=$out/cli-report
rm -rf "$t"
mkdir -p "$t/home/.config/go" "$t/repo/.git/objects" "$t/repo/.git/refs"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.22\n' >"$t/repo/go.mod"
secret=hush-$$-secret
printf 'GOPROXY=https://me:%s@proxy.test\nGOAUTH=curl -H "Authorization: Bearer %s" x\n' \
	"$secret" "$secret" >"$t/home/.config/go/env"
printf 'machine proxy.test login me password %s\n' "$secret" >"$t/home/.netrc"
printf 'export GONOSUMDB=a\nexport GOPROXY=https://u:%s@b.test\nexport API_TOKEN=%s\n' \
	"$secret" "$secret" >"$t/home/.bashrc"
printf '[remote "origin"]\n\turl = https://x:%s@github.com/a/b\n[url "https://x:%s@github.com/"]\n\tinsteadOf = https://github.com/\n' \
	"$secret" "$secret" >"$t/repo/.git/config"
cp "$t/repo/.git/config" "$t/home/.gitconfig"
# Whoever wrote this left them in.
cat >"$t/raw.json" <<EOF
{"schema":1,"by":"script","places":[{"name":"here","kind":"recorded","state":"ready",
"env":["GOPROXY=https://me:$secret@c.test","GOAUTH=netrc","HOME=/root","PATH=/bin","GOX_TOKEN=$secret"],
"recording":{"values":[{"name":"GOPROXY","value":"https://me:$secret@c.test"},{"name":"GOAUTH","value":"cmd --password=$secret"}],
"goenv_text":"GOSUMDB=https://me:$secret@s.test\n"},
"machine":{"system":{"known":"measured","distro_name":"Toy 1","os":"linux","arch":"amd64"},
"folders":[{"role":"build","known":"measured","path":"/tmp","mount_options":"rw,password=$secret"}],
"limits":{"known":"measured","nofile_soft":99,"nofile_hard":99}}}]}
EOF
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$t/got" "$t/err" | head -n 60
	fi
}
run() {
	(cd "$t/repo" && env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=60 LC_ALL=C.UTF-8 \
		SHELL=/bin/bash GO111MODULE=maybe GIT_TOKEN="$secret" GOFLAGS="-ldflags=-X=main.token=$secret" \
		timeout 120 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
}
run report
ok $? "gomend report"
for w in 'gomend [0-9]' '== Findings ==' '== Repository and places ==' \
	'== What differs between the places ==' '== Settings and PATH ==' 'example\.com/m' \
	'GO111MODULE' 'https://\*\*\*@proxy\.test' 'Parity'; do
	grep -q -E -e "$w" "$t/got"
	ok $? "it has $w"
done
! grep -q -F -e "$secret" "$t/got" "$t/err"
ok $? "it has no secret"
for w in '== Machines ==' 'Build folder +/tmp' 'Limits +[0-9u]' 'Clock +20' 'Certificates'; do
	grep -q -E -e "$w" "$t/got"
	ok $? "it has $w"
done
run report --place shell --place interactive --place "recorded:$t/raw.json"
! grep -q -F -e "$secret" "$t/got" "$t/err" && grep -q 'https://\*\*\*@c\.test' "$t/got" &&
	grep -q 'Toy 1' "$t/got" && grep -q '99 open files' "$t/got"
ok $? "nor of a recording that was written with secrets in it, whose machine is told"
# Secrets without a scheme, behind options and in macros: in no output.
planted() { # COMMAND...
	(cd "$t/repo" && env -i PATH=/usr/local/go/bin:/usr/bin:/bin HOME="$t/home" TERM=dumb LC_ALL=C.UTF-8 SHELL=/bin/bash \
		GOPROXY="me:$secret@h.test,direct" HTTPS_PROXY="me:$secret@p.test:80" HTTP_PROXY="$secret@p:80" \
		GOAUTH="mycmd --password $secret -u me:$secret; netrc" GOCACHEPROG="x --token $secret -auth $secret" \
		GIT_SSH_COMMAND="sshpass -p $secret ssh -p 22" GOFLAGS="-ldflags=-X=main.pw=$secret" \
		CGO_CFLAGS="-DKEY=\"$secret\" -DPASSWORD=$secret -DAPI_TOKEN=$secret -DKEYBOARD=1" \
		timeout 120 "$@" </dev/null) >"$t/got" 2>"$t/err"
}
"$GOMEND" snapshot --script >"$t/script"
cp "$t/home/.config/go/env" "$t/goenv.first"
printf 'export GONOSUMDB=a\nexport GOPROXY=u:%s@b.test HTTP_PROXY=%s@p:80\nexport GOAUTH="c --password %s -u me:%s"\nexport CGO_CXXFLAGS="-DKEY=%s"\nexport GOCACHEPROG="x --token %s"\n' \
	"$secret" "$secret" "$secret" "$secret" "$secret" "$secret" >"$t/home/.bashrc"
for where in environment "go env file"; do
	for c in report snapshot env 'env --json' check 'check --format json' \
		'report --place interactive' 'env --json --place interactive' \
		'check --place interactive' dash busybox; do
		case $c in
		dash | busybox)
			if ! command -v "$c" >/dev/null; then
				continue
			fi
			set -- "$c"
			[ "$c" = dash ] || set -- busybox sh
			set -- "$@" "$t/script"
			;;
		*)
			# shellcheck disable=SC2086 # a command with its options
			set -- "$GOMEND" $c
			;;
		esac
		case $where in
		environment) planted "$@" ;;
		*)
			# The same, written down by go env -w.
			planted env -u GOPROXY -u GOAUTH -u GOCACHEPROG -u GOFLAGS -u CGO_CFLAGS "$@"
			;;
		esac
		[ -s "$t/got" ] && ! grep -q -F -e "$secret" "$t/got" "$t/err"
		ok $? "$where: $c tells no secret"
		case $c in
		check* | *interactive) ;;
		*)
			grep -q 'KEYBOARD=1' "$t/got"
			ok $? "$where: and $c keeps what is none"
			;;
		esac
	done
	printf 'GOPROXY=me:%s@h.test,direct\nGOAUTH=mycmd --password %s -u me:%s; netrc\nGOCACHEPROG=x --token %s -auth %s\nGOFLAGS=-ldflags=-X=main.pw=%s\nCGO_CFLAGS=-DKEY="%s" -DPASSWORD=%s -DKEYBOARD=1\n' \
		"$secret" "$secret" "$secret" "$secret" "$secret" "$secret" "$secret" "$secret" >"$t/home/.config/go/env"
done
cp "$t/goenv.first" "$t/home/.config/go/env"
run report -o report.txt
[ -s "$t/repo/report.txt" ] && [ ! -s "$t/got" ] && ! ls "$t/repo" | grep -q tmp
ok $? "it is written to a file"
run report -o nowhere/report.txt
[ $? = 2 ] && grep -q 'nowhere/report\.txt' "$t/err"
ok $? "a file that cannot be written is told"
# A shell that ends early says nothing, and nothing is made up for it.
echo 'exit 3' >"$t/home/.bashrc"
run env --place shell --place interactive
grep -q 'The new terminal did not say its settings' "$t/got" &&
	! grep -q -E "^ *GOCACHE +off|^ *new terminal  " "$t/got"
ok $? "a place that did not answer has no values"
run env --json --place interactive
tr -d '\n\t ' <"$t/got" | grep -q '"settings":\[\]'
ok $? "not in JSON either"
echo "1..$n"
