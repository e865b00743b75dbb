# Fresh shells of every kind, with rc files of every temper: of two kinds,
# with ALL=all (t-shells-all.sh) of each.
. "$srcdir/tests/probe/lib.sh"
GOMEND_SCAN=$srcdir/tests/probe/mirror_scan.sh
export GOMEND_SCAN
h=$t/home
# ask SHELL: all places of that shell, into $t/got
ask() {
	TEST_SHELL=$1 HOME=$h GOMEND_MIRROR_DIR=$t/mirror timeout 60 \
		"$tool" --once --no-go "$t/repo" >"$t/got" 2>"$t/err" </dev/null
}
# has PLACE NAME=VALUE
has() {
	grep -q -x -F -e "env $1 $2" "$t/got"
}
state() {
	grep -q "^place $1 $2 " "$t/got"
}
fresh() {
	rm -rf "$h"
	mkdir -p "$h/.config/fish/conf.d" "$h/bin"
}
# The variables that matter, as the shell itself gives them.
oracle() { # SHELL FLAGS...
	shell=$1
	shift
	env -i HOME="$h" USER="$(id -un)" LOGNAME="$(id -un)" SHELL="$shell" \
		TERM="${TERM:-dumb}" PATH="$(base_path)" \
		"$shell" "$@" "env" </dev/null 2>/dev/null |
		grep -E '^(PATH|GO[A-Z]*)=' | sort
}
base_path() {
	sed -n 's/^env noninteractive PATH=//p' "$t/plain" | tail -n 1
}

for name in ${ALL:+zsh fish} bash dash; do
	sh=$(command -v $name) || {
		n=$((n + 1))
		echo "ok $n - $name # SKIP no $name"
		continue
	}
	fresh
	ask "$sh"
	cp "$t/got" "$t/plain"
	state login ready && state interactive ready && state noninteractive ready
	ok $? "$name: all three kinds answer without rc files"
	case $name in
	bash)
		echo 'export GOFLAGS=-login GOWHO=profile; . ~/.bashrc' >"$h/.bash_profile"
		echo 'case $- in *i*) ;; *) return ;; esac; export GOBIN=$HOME/bin; PATH=$PATH:/rc/bin; alias go="go -x"' >"$h/.bashrc"
		;;
	zsh)
		echo 'export GOWHO=zshenv' >"$h/.zshenv"
		echo 'export GOFLAGS=-login' >"$h/.zprofile"
		echo 'export GOBIN=$HOME/bin; PATH=$PATH:/rc/bin; alias go="go -x"' >"$h/.zshrc"
		;;
	fish)
		echo 'set -gx GOWHO conf' >"$h/.config/fish/conf.d/a.fish"
		echo 'if status is-login; set -gx GOFLAGS -login; end; if status is-interactive; set -gx GOBIN $HOME/bin; set -gx PATH $PATH /rc/bin; end' >"$h/.config/fish/config.fish"
		;;
	dash)
		echo 'export GOFLAGS=-login GOWHO=profile ENV=$HOME/.shrc' >"$h/.profile"
		echo 'export GOBIN=$HOME/bin; PATH=$PATH:/rc/bin' >"$h/.shrc"
		;;
	esac
	ask "$sh"
	has login GOFLAGS=-login && ! has interactive GOFLAGS=-login &&
		! has noninteractive GOFLAGS=-login
	ok $? "$name: the login shell alone reads the profile"
	has login "GOBIN=$h/bin" && ! has noninteractive "GOBIN=$h/bin"
	ok $? "$name: an interactive shell reads its rc file, a script does not"
	for kind in login interactive noninteractive; do
		case $kind in
		login) set -- -l -i -c ;;
		interactive) set -- -i -c ;;
		*) set -- -c ;;
		esac
		oracle "$sh" "$@" >"$t/want"
		grep -E "^env $kind (PATH|GO[A-Z]*)=" "$t/got" |
			sed "s/^env $kind //" | sort -u >"$t/have"
		cmp -s "$t/want" "$t/have"
		ok $? "$name $kind: the environment is what that shell has"
	done
	! grep -q '^env.*GOMEND_PROBE' "$t/got"
	ok $? "$name: what asks leaves no trace in the answer"
done

bash=$(command -v bash) || {
	echo "1..$n"
	exit 0
}
fresh
echo 'alias go="go -x"' >"$h/.bashrc"
ask "$bash"
grep -q '^place interactive ready .*go=alias go=' "$t/got"
ok $? "an alias is told as what it is"

# Hostile rc files.  Each leaves its mark, so that what it started is found.
mark=gomend-test-$$
left() {
	! pgrep -f "$mark" >/dev/null 2>&1
}
try() { # NAME STATE RC
	fresh
	printf '%s\n' "$3" >"$h/.bashrc"
	began=$(date +%s)
	ask "$bash"
	ok $? "$1: the session settles"
	state interactive "$2" && state noninteractive ready
	ok $? "$1: $2, and the others are not touched"
	[ $(($(date +%s) - began)) -le 9 ]
	ok $? "$1: in time"
	until_true 3 left
	ok $? "$1: no process is left"
}
try "a megabyte of noise" ready 'head -c 1048576 /dev/zero | tr "\0" x; echo; export GOX=1'
try "noise without end" failed "exec -a $mark cat /dev/zero"
try "binary noise" ready 'head -c 100000 /dev/urandom'
try "sleeps" timeout "bash -c 'exec -a $mark sleep 60'"
try "reads its input" ready 'read -r answer; read -r answer; export GOX=$answer'
try "leaves" failed 'exit 7'
try "starts another shell" failed 'exec sh'
try "leaves a child with the output" ready "(exec -a $mark sleep 60) &"
try "leaves a child that ignores TERM" ready "bash -c 'trap \"\" TERM HUP; exec -a $mark sleep 60' &"
try "ignores TERM" timeout "trap '' TERM INT HUP; while :; do bash -c 'exec -a $mark sleep 1'; done"
try "kills itself" failed 'kill -9 $$'
try "stops itself" timeout 'kill -STOP $$'
try "closes the output" failed 'exec >&- 2>&-'
try "sends the output away" failed 'exec >/dev/null'
try "traces itself" ready 'set -x'
try "forks on and on" timeout "f() { sleep 0.2; f & bash -c 'exec -a $mark sleep 2'; }; f; wait; sleep 60"
grep -q '^place interactive timeout .*error=.*five seconds' "$t/got"
ok $? "a timeout is told with its reason"

printf '#!/bin/sh\n' >"$t/nushell"
chmod +x "$t/nushell"
ask "$t/nushell"
state login failed && grep -q 'error=.*nushell is no shell that gomend knows' "$t/got"
ok $? "a shell that is not known is told"
echo "1..$n"
