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
		GO111MODULE=maybe GIT_TOKEN="$secret" GOFLAGS="-ldflags=-X=main.token=$secret" \
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
run report -o report.txt
[ -s "$t/repo/report.txt" ] && [ ! -s "$t/got" ] && ! ls "$t/repo" | grep -q tmp
ok $? "it is written to a file"
run report -o nowhere/report.txt
[ $? = 2 ] && grep -q 'nowhere/report\.txt' "$t/err"
ok $? "a file that cannot be written is told"
echo "1..$n"
