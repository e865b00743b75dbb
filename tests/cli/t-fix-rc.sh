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
echo "1..$n"
