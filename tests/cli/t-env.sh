# gomend env: who set each value, whom that overrode, and each element of PATH.
set -u
t=$out/cli-env
rm -rf "$t"
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs"
t=$(cd "$t" && pwd -P)
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
printf 'module example.com/m\n\ngo 1.22\n' >"$t/repo/go.mod"
n=0
shell=$(getent passwd "$(id -u)" | sed 's/.*://')
case $shell in
*/bash) ;;
*)
	echo "1..0 # SKIP the shell of this user is not bash"
	exit 0
	;;
esac
run() { # ARGS...
	(cd "$t/repo" && env -i PATH=/usr/bin:/bin HOME="$t/home" TERM=dumb COLUMNS=100 \
		LC_ALL=C.UTF-8 $more timeout 60 "$GOMEND" "$@" </dev/null) >"$t/got" 2>"$t/err"
	cat "$t/got" "$t/err" >>"$t/said"
}
more=
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
secret=hush-$$-secret
cat >"$t/home/.bashrc" <<EOF
export GOFLAGS=-mod=mod
export GOROOT=$t/nowhere
export GOPROXY=https://me:$secret@proxy.test
export GOPROXY=off
GOOS=js
export PATH=\$PATH:/rc/bin
export PATH=\$PATH:/rc/bin
EOF
# A tree with a go that says nothing.
mkdir -p "$t/go/bin" "$t/go/src/runtime" "$t/go/pkg/tool"
echo go1.22.0 >"$t/go/VERSION"
printf '#!/bin/sh\nexit 1\n' >"$t/go/bin/go"
chmod +x "$t/go/bin/go"
echo "PATH=$t/go/bin:\$PATH" >>"$t/home/.bashrc"
echo '. ~/.bashrc; export GOFLAGS=-mod=vendor' >"$t/home/.bash_profile"

# Traced, or only read, and of this shell what a fresh one does.
mkdir "$t/bare"
mv "$t/home/.bashrc" "$t/home/.bash_profile" "$t/bare"
printf '%s\n' 'export GOFLAGS=-a' 'set +x' 'export GOPRIVATE=corp' 'export GOPATH=$HOME/go' \
	'PATH=$PATH:$(echo $HOME/go)/bin' >"$t/home/.bashrc"
run env --place interactive
has '^  GOFLAGS +-a  ~/\.bashrc:1$' && has '^  GOPRIVATE +corp  ~/\.bashrc:3 \(read\)$'
ok $? "a line that was read and not traced says so"
more="GOFLAGS=-a PATH=$t/go/bin:/usr/bin:/bin"
run env --place shell --place interactive
more=
has '^this shell: it does not remember' && has '^  GOFLAGS +-a  ~/\.bashrc:1$' &&
	has '^  GOPATH +.*/home/go$' && has '^ +set by ~/\.bashrc:4 \(read\) in: new terminal$'
ok $? "this shell is told by a fresh one; the same value, set by another"
run env --place shell
! has 'bin  ~/\.bashrc' && ! has 'it does not remember'
ok $? "alone, /bin is nothing that \$(…)/bin brought"
mv "$t/bare/.bashrc" "$t/bare/.bash_profile" "$t/home"

run env --place interactive
ok $? "gomend env of a new terminal"
has '^  GOFLAGS +-mod=mod  ~/\.bashrc:1$'
ok $? "a value stands with the file and line that set it"
has '^ +hides https://\*\*\*@proxy\.test from ~/\.bashrc:3$'
ok $? "and with what that overrode, without its secret"
has '^ +[0-9]+ +/rc/bin  ~/\.bashrc:6$' && has '^ +[0-9]+ +/rc/bin  ~/\.bashrc:7$' &&
	has 'there already as element [0-9]'
ok $? "elements of PATH with who put them there, doubles told"
has '^GOOS is set by ~/\.bashrc:5 but not exported'
ok $? "what is set and not exported is told"
run env --place login --place interactive
has '~/\.bash_profile:1 +~/\.bashrc:1' && has 'hides -mod=mod from'
ok $? "two places side by side"
run env --place login --json
tr -d '\n\t ' <"$t/got" | grep -q \
	'"name":"GOFLAGS","value":"-mod=vendor","layer":"process","known":"derived","file":"'"$t"'/home/.bash_profile","line":1,"origin":"traced","hidden":\[{"layer":"process","value":"-mod=mod","file":"'"$t"'/home/.bashrc","line":1,"origin":"traced"}\]' &&
	grep -q '"tracing":[^a-z]*"whole"' "$t/got"
ok $? "the same as JSON"
more="GOFLAGS=-mod=mod GOARCH=arm64"
run env --json
tr -d '\n\t ' <"$t/got" | grep -q '"place":"shell".*"name":"GOARCH","value":"arm64","layer":"process","known":"derived","origin":"session"' &&
	tr -d '\n\t ' <"$t/got" | grep -q '"place":"shell".*"name":"GOFLAGS",[^{]*"line":1,"origin":"traced","as":"interactive"'
ok $? "this shell: what a new terminal has as well, and what it has alone"
more=
run check --place interactive --json
tr -d '\n\t ' <"$t/got" | grep -q "\"GOROOT=$t/nowhere\",\"path\":\"$t/home/.bashrc\",\"line\":2" &&
	has "EDITOR:-vi} .2 $t/home/.bashrc"
ok $? "a finding names the file and line as its evidence"
# A login shell that its files end, a terminal that waits: not known.
cp "$t/home/.bashrc" "$t/home/.bash_profile" "$t"
echo 'export GOFLAGS=-mod=vendor; exec true' >"$t/home/.bash_profile"
echo 'sleep 60' >>"$t/home/.bashrc"
run env
tr '\n' ' ' <"$t/got" | tr -s ' ' >"$t/flat"
grep -q 'The login shell did not say its settings: .* ends it or starts another' "$t/flat" &&
	grep -q 'The new terminal did not say its settings: .* five seconds' "$t/flat" &&
	! grep -q -E '^(login shell|new terminal): there is no go' "$t/got"
ok $? "shells that do not answer are told as not known"
grep -q 'login shell It did not answer. Its files were read, not run' "$t/flat" &&
	has '^  GOFLAGS +-mod=vendor  ~/\.bash_profile:1 \(read\)$' &&
	has '^  GOPROXY +off  ~/\.bashrc:4 \(read\)$'
ok $? "and what their files say is told as read"
run env --place login --json
tr -d '\n\t ' <"$t/got" | grep -q \
	'"place":"login","state":"failed",.*"path":\[\],.*{"name":"GOFLAGS","written":"-mod=vendor","file":"'"$t"'/home/.bash_profile","line":1,"origin":"read"}.*"settings":\[\]'
ok $? "the same as JSON"
run inspect
has '^  login shell +failed, not known' && has '^  new terminal +no answer, not known' &&
	[ "$(grep -c 'no go on PATH' "$t/got")" -le 2 ]
ok $? "gomend inspect does not say that they lack go"
run trace path-lookup go --place login
[ $? = 0 ]
! has 'No go is on PATH' && grep -q 'an rc file ends it' "$t/err"
ok $? "no trace answers for a shell that did not"
run check
awk '/^[^ ]+ (error|warning|advice)  / { id = $3 } /^  in / { print id, $0 }' "$t/got" >"$t/in"
grep -q '^not-looked-at .*login shell, new terminal$' "$t/in" &&
	! grep -v '^not-looked-at ' "$t/in" | grep -q -e 'login shell' -e 'new terminal'
ok $? "no finding is built on them"
mv "$t/.bashrc" "$t/.bash_profile" "$t/home"
# Where there is no go, what go would fall back to differs from nothing; what
# somebody set does, and that nobody did.
if go=$(command -v go) && go=$(cd / && "$go" env GOROOT)/bin && [ ! -x /usr/bin/go ] && [ ! -x /bin/go ]; then
	mkdir "$t/bare"
	echo 'export GOFLAGS=-mod=mod' >"$t/bare/.bash_profile"
	was=$more
	more="HOME=$t/bare PATH=$go:/usr/bin:/bin GOTOOLCHAIN=local"
	run env --place shell --place login
	has '^login shell: there is no go on PATH' && [ "$(sed '/The same everywhere/,$d' "$t/got" | grep -c '^  GO')" = 1 ] &&
		has '^  GOFLAGS .*-mod=mod'
	ok $? "a place without go: only what is set there differs"
	more="HOME=$t/bare PATH=/usr/bin:/bin"
	run env --place shell --place login
	[ "$(sed '/The same everywhere/,$d' "$t/got" | grep -c '^  GO')" = 1 ] && has '^  GOFLAGS .*-mod=mod'
	ok $? "two of them: the same"
	more=$was
else
	n=$((n + 1))
	echo "ok $n - a place without go # SKIP no Go here, or one in /usr/bin"
fi
! grep -q -F "$secret" "$t/said"
ok $? "no secret of an rc file is in anything that was said"
echo "1..$n"
