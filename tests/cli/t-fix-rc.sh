# Fixes of start-up files: the file that has the last word is the one that is
# changed, and a value that a fresh shell does not get is put back.
set -u
. "$srcdir/tests/cli/fixlib.sh"
shell=$(getent passwd "$(id -u)" | sed 's/.*://')
case $shell in
*/bash) ;;
*)
	echo "1..0 # SKIP the shell of this user is not bash"
	exit 0
	;;
esac
export TERM=dumb
unset BASH_ENV ENV
h=$w/home
mkdir -p "$repo/.git/objects" "$repo/.git/refs"
echo "ref: refs/heads/main" >"$repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.21\n' >"$repo/go.mod"
rc() { # FILE LINE…
	file=$h/$1
	shift
	printf '%s\n' "$@" >"$file"
}
fresh() { # login|interactive: what GOFLAGS is there
	case $1 in
	login) set -- -l -i ;;
	*) set -- -i ;;
	esac
	env -i HOME="$h" TERM=dumb PATH=/usr/bin:/bin "$shell" "$@" -c 'echo "$GOFLAGS"' \
		</dev/null 2>/dev/null | tail -n 1
}
clean() {
	rm -f "$h"/.bash* "$h"/.profile
}
fix() { # --set…
	run "$GOMEND" fix set-env "$repo" --yes --set name=GOFLAGS --set layer=rc "$@"
}

clean
rc .bashrc 'export GOFLAGS=-mod=mod'
rc .bash_profile '. ~/.bashrc' 'export GOFLAGS=-v'
fix --set value=-mod=readonly
[ $rc = 0 ] && [ "$(fresh login)" = -mod=readonly ] && [ "$(fresh interactive)" = -mod=readonly ]
ok $? "a profile that overrides the rc file it reads: both are changed"

clean
rc .bashrc 'export GOFLAGS=-mod=mod'
rc .bash_profile '. ~/.bashrc'
fix --set value=-mod=readonly
[ $rc = 0 ] && [ "$(fresh login)" = -mod=readonly ] && [ "$(cat "$h/.bash_profile")" = '. ~/.bashrc' ]
ok $? "a profile that only reads it stays as it is"

clean
rc .bashrc '. ~/.bash_go'
rc .bash_go 'export GOFLAGS=-mod=mod'
rc .bash_profile '. ~/.bashrc'
fix --set value=-mod=readonly
[ $rc = 0 ] && [ "$(fresh login)" = -mod=readonly ] && [ "$(cat "$h/.bashrc")" = '. ~/.bash_go' ] &&
	grep -q -- "-mod=readonly" "$h/.bash_go"
ok $? "the line stands in a file that the rc file reads: that one is changed"

clean
rc .profile 'export GOFLAGS=-old'
rc .bash_login 'export GOFLAGS=-mod=mod'
rc .bashrc ':'
fix --set value=-mod=readonly
[ $rc = 0 ] && [ "$(fresh login)" = -mod=readonly ] && [ "$(cat "$h/.profile")" = 'export GOFLAGS=-old' ]
ok $? "of several login files the one that bash reads"

clean
rc .bashrc 'export GOFLAGS=-mod=mod' "eval \"\$(printf 'export %s=-v' GOFLAGS)\""
rc .bash_profile '. ~/.bashrc'
cp "$h/.bashrc" "$w/before"
fix --set value=-mod=readonly
[ $rc != 0 ] && cmp -s "$h/.bashrc" "$w/before" && says 'GOFLAGS' &&
	tr '\n' ' ' <"$w/got" | tr -s ' ' | grep -q 'has another GOFLAGS: .*bashrc:2 sets it afterwards'
ok $? "a line further down that sets another: put back, and who it is"
[ "$(fresh login)" = -v ]
ok $? "and the shell is as it was"
"$GOMEND" history "$repo" >"$w/got" 2>&1
says 'put back' || says 'taken back'
ok $? "the journal tells that it was put back"

clean
rc .bashrc ':'
rc .bash_profile '# ~/.bashrc is not read here'
fix --set value=-mod=readonly
[ $rc != 0 ] && [ "$(cat "$h/.bashrc")" = ':' ] && [ -z "$(fresh login)" ] &&
	tr '\n' ' ' <"$w/got" | tr -s ' ' | grep -q 'A fresh shell (login) has another GOFLAGS all the same'
ok $? "a profile that only speaks of ~/.bashrc: it is noticed, and put back"

# Two findings in one plan; each has its own value in its own places.
two() { # IDS…: the two findings of new terminals
	"$GOMEND" check --json --fail-on never --only env-value-invalid "$repo" 2>/dev/null |
		sed -n 's/.*"fingerprint":[^"]*"\([0-9a-f]*\)".*/env-value-invalid@\1/p' | tr '\n' ' '
}
clean
command -v go >/dev/null || {
	skip "two in one plan" "no Go on this machine"
	echo "1..$n"
	exit 0
}
go=$(command -v go && cd / && go env GOROOT)
on="export PATH=\"${go##*
}/bin:\$PATH\""
rc .bashrc "$on" 'export GO111MODULE=ON' 'case $GO111MODULE in on) export GO111MODULE=auto ;; esac' 'export GOSUMDB="a b c d"'
rc .bash_profile '. ~/.bashrc'
cp "$h/.bashrc" "$w/before"
# shellcheck disable=SC2046 # words
run "$GOMEND" fix $(two) "$repo" --yes
[ $rc = 1 ] && cmp -s "$h/.bashrc" "$w/before" &&
	tr '\n' ' ' <"$w/got" | tr -s ' ' | grep -q 'has another GO111MODULE'
ok $? "two in one plan: one that a fresh shell does not get puts both back"
rc .bashrc "$on" 'export GO111MODULE=ON' 'export GOSUMDB="a b c d"'
# shellcheck disable=SC2046
run "$GOMEND" fix $(two) "$repo" --yes
[ $rc = 0 ] && grep -q '^export GO111MODULE=on$' "$h/.bashrc" && grep -q 'GOSUMDB=.*sum.golang.org' "$h/.bashrc"
ok $? "and both are done where each is got"
clean
rc .bashrc 'export GOFLAGS=-mod=mod'
rc .bash_profile '. ~/.bashrc'
run "$GOMEND" fix set-env "$repo" --yes --set name=GOFLAGS --set layer=goenv --set value=-mod=readonly
[ $rc = 0 ] && grep -qx 'GOFLAGS=-mod=readonly' "$h/.config/go/env" && [ "$(fresh login)" = -mod=mod ]
ok $? "the go env file, which an export hides in new shells: it is said and done"
run "$GOMEND" fix unset-env "$repo" --yes --set name=GOFLAGS --set layer=goenv
[ $rc = 0 ] && ! grep -q GOFLAGS "$h/.config/go/env"
ok $? "and taken out again"
echo "1..$n"
