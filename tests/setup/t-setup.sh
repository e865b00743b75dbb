#!/bin/sh
# gomend setup: a bare home reaches a running first program by one command,
# and is as before, to the byte, when it is taken back.
# A long test: ./dev long.
. "$srcdir/tests/setup/lib.sh"

if [ ! -x "$TREESTATE" ]; then
	echo "1..0 # SKIP treestate is not built"
	exit 0
fi
outside
if [ -z "${SETUP_TOP:-}" ]; then
	real_archive "$w/dl/release.tar.gz" || {
		echo "1..0 # SKIP no go here"
		exit 0
	}
	mv "$w/dl/release.tar.gz" "$w/dl/$real_version.$os-$arch.tar.gz"
	# The oldest one that says "go X is required" by itself.
	SETUP_OLD=$(echo "$releases" | awk -v new="$real_version" '
		{ split($1, v, "."); if (v[2] + 0 >= 21 && $1 != new) { print $2; exit } }')
	[ -z "$SETUP_OLD" ] || SETUP_OLD=$(dirname "$(dirname "$SETUP_OLD")")
	export SETUP_OLD
	# A bare machine: what lies where Go usually lies is covered.
	there=$(ls -d /usr/local/go /usr/lib/go /usr/lib/golang /opt/go /usr/lib/go-* \
		/snap/go/current 2>/dev/null)
	if [ -n "$there" ]; then
		if [ "$(id -u)" != 0 ] || ! unshare -m true 2>/dev/null; then
			echo "1..0 # SKIP a Go lies here, and cannot be hidden: $there"
			exit 0
		fi
		# shellcheck disable=SC2086 # words
		SETUP_TOP=$w unshare -m sh -c 'for d; do mount -t tmpfs none "$d" || exit 1; done
			exec sh "$srcdir/tests/setup/t-setup.sh"' sh $there
		exit
	fi
fi
archive=$(ls "$w"/dl/go*.tar.gz)
real_version=$(basename "$archive" ".$os-$arch.tar.gz")
sum "$archive" >"$archive.sha256"
shell=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f7)
case $shell in
*/bash | */zsh | */fish | */dash | */sh) ;;
*)
	echo "1..0 # SKIP the shell of this user is ${shell:-none}"
	exit 0
	;;
esac
PATH=/usr/bin:/bin
unset SUDO_USER
fresh() { # COMMAND: in a new login shell
	env -i HOME="$w/home" USER="$(id -un)" LOGNAME="$(id -un)" SHELL="$shell" \
		TERM=dumb PATH=/usr/local/bin:/usr/bin:/bin GOTOOLCHAIN=local GOPROXY=off GOFLAGS= \
		GOCACHE="$GOCACHE" "$shell" -l -i -c "$1" </dev/null 2>/dev/null
}
if [ -n "$(command -v go)" ] || [ -n "$(fresh 'command -v go')" ]; then
	echo "1..0 # SKIP a go lies where every shell looks"
	exit 0
fi
echo 'alias ll="ls -l"' >"$w/home/.bashrc"
printf 'umask 022' >"$w/home/.profile"
touch -d '2024-01-02 03:04:05.678901234' "$w/home/.bashrc" "$w/home/.profile"
mkdir "$w/work"
setup() { (cd "$w/home" && run env -i HOME="$w/home" PATH="$PATH" SHELL="$shell" \
	TMPDIR="$w/tmp" LC_ALL=C.UTF-8 GOCACHE="$GOCACHE" \
	GOPROXY=off ${SUDO_USER:+SUDO_USER=$SUDO_USER} "$GOMEND" setup "$@"; echo "$rc" >"$w/rc"); rc=$(cat "$w/rc"); }
here() { here_is "$1" "$w/home" "$w/dl"; }

# ---- nothing is done unasked ----

here before
setup </dev/null
here now
[ "$rc" != 0 ] && says 'No Go: none on PATH' && cmp -s "$w/before" "$w/now"
ok $? "without consent: what is there, and nothing changed"
setup --set "file=$archive" --set prefix=~/.local/go --dry-run --yes
here now
[ "$rc" = 0 ] && says "put $real_version into" && cmp -s "$w/before" "$w/now"
ok $? "--dry-run changes nothing"
setup --set nosuch=1 --yes
[ "$rc" = 2 ] && says 'nosuch'
ok $? "a choice that there is not"
setup --yes
here now
[ "$rc" = 2 ] && says 'network=yes' && cmp -s "$w/before" "$w/now"
ok $? "the network takes consent of its own"

# ---- from nothing to a running program ----

setup --set "file=$archive" --set prefix=~/.local/go --yes
go=$w/home/.local/go/bin/go
[ "$rc" = 0 ] && [ -x "$go" ] && [ -f "$w/home/hello/main.go" ]
ok $? "one command: Go, PATH and a first program"
[ "$(fresh 'command -v go')" = "$go" ]
ok $? "a login shell finds it"
says "login shell: $real_version answers, from $go" && says "new terminal: $real_version answers"
ok $? "and so it was told, after asking them"
says 'Hello, Go!' && says 'go run .' && says '.local/go/bin'
ok $? "the program ran; what to type in this shell is told"
# The last of these words, as they stand, in a shell like the one at hand.
awk '/^This shell does not know of it yet/ { n = 0; on = 1; next }
	!/^  / { on = 0 } on { line[n++] = substr($0, 3) }
	END { for (i = 0; i < n; i++) print line[i] }' "$w/got" >"$w/typed"
[ "$(cd "$w/home" && env -i HOME="$w/home" PATH="$PATH" GOCACHE="$GOCACHE" \
	XDG_CONFIG_HOME="$w/tmp/config" "$shell" <"$w/typed" 2>&1)" = "Hello, Go!" ]
ok $? "and works as it is told"
[ "$(fresh "cd ~/hello && XDG_CONFIG_HOME='$w/tmp/config' go run .")" = "Hello, Go!" ]
ok $? "it runs in a fresh shell"
rm -rf "$w/tmp/config"
grep -q '^# >>> gomend >>>$' "$w/home/.bashrc" "$w/home/.profile" && [ "$(cat "$w/home/.profile" | head -n 1)" = 'umask 022' ]
ok $? "PATH stands in a marked block"
run "$GOMEND" history
says 'install-go' && says 'first-module' && says "in $w/home;" && ! says gomend-setup-
ok $? "the journal has both, in the home folder"

# ---- once more ----

here again
(PATH=$w/home/.local/go/bin:$PATH setup --set hello=no --yes)
rc=$(cat "$w/rc")
here now
[ "$rc" = 0 ] && says 'nothing to install' && cmp -s "$w/again" "$w/now"
ok $? "a second time there is nothing to do"

# ---- taken back ----

take_back
[ "$rc" = 0 ] && [ ! -e "$w/home/hello" ] && [ -x "$go" ]
ok $? "the program is taken back"
(cd "$w/home" && run "$GOMEND" undo --yes; echo "$rc" >"$w/rc")
rc=$(cat "$w/rc")
here now
[ "$rc" = 0 ] && cmp -s "$w/before" "$w/now"
ok $? "and everything else, to the byte, by undo without a number"
cmp -s "$w/before" "$w/now" || "$TREESTATE" -c "$w/before" "$w/now" | head -n 20 | sed 's/^/# /'

# ---- an archive in ~/Downloads is found by itself ----

mkdir "$w/home/Downloads"
ln "$archive" "$archive.sha256" "$w/home/Downloads/"
SUDO_USER=someone
setup --set prefix=~/.local/go --set proxy=https://goproxy.example.com,direct --set hello=no --yes
[ "$rc" = 0 ] && [ -x "$go" ] && [ ! -e "$w/home/hello" ] &&
	grep -qx 'GOPROXY=https://goproxy.example.com,direct' "$w/home/.config/go/env"
ok $? "an archive of ~/Downloads with its sum, and a proxy, in one step"
[ "$(id -u)" != 0 ] || says 'For someone run "gomend setup" once more without sudo'
ok $? "root by sudo hears that it was for root"
unset SUDO_USER
take_back
[ "$rc" = 0 ] && [ ! -e "$w/home/.config/go/env" ] && [ ! -e "$go" ]
ok $? "taken back as one"
rm -r "$w/home/Downloads"

# ---- a Go that lies there unused is put on PATH, not installed again ----

mkdir -p "$w/home/sdk"
"$FETCH" unpack "$archive" --sums "$archive.sha256" --to "$w/home/sdk/$real_version" >/dev/null 2>&1
setup --set hello=no --yes
[ "$rc" = 0 ] && says "no PATH leads to it" && [ ! -e "$w/home/.local/go" ] &&
	[ "$(fresh 'command -v go')" = "$w/home/sdk/$real_version/bin/go" ]
ok $? "a Go that lies unused is put on PATH"
take_back
rm -r "$w/home/sdk"

# ---- as prompts ----

if command -v python3 >/dev/null; then
	# A proxy that does not answer: the port of nobody.
	mkdir -p "$w/home/.config/go"
	echo 'GOPROXY=http://127.0.0.1:1/proxy' >"$w/home/.config/go/env"
	here before
	(
		unset GOPROXY
		cd "$w/home" && TMPDIR=$w/tmp SHELL=$shell TALK_TERM=dumb PATH=$PATH
		export PATH TMPDIR SHELL
		talk "$GOMEND" setup --set "file=$archive" --set prefix=~/.local/go <<-END
			expect No Go: none on PATH
			expect Send one request there? [y/N]
			send y
			expect It does not answer
			expect 1 https://goproxy.cn,direct
			send 1
			expect Enter goes on
			send
			expect Run them? [y/N]
			send y
			expect +GOPROXY=https://goproxy.cn,direct
			expect Apply? [y/N
			send y
			expect Fresh shells, asked just now
			expect Write, build and run one? [y/N]
			send y
			expect Enter goes on
			send dir=$w/work/one
			expect Enter goes on
			send module=example.com/one
			expect Enter goes on
			send
			expect Run them? [y/N]
			send y
			expect example.com/one
			expect Apply? [y/N
			send y
			expect go run .
			expect What can be done now
		END
		echo "$rc" >"$w/rc"
	)
	rc=$(cat "$w/rc")
	[ "$rc" = 0 ] && grep -qx 'module example.com/one' "$w/work/one/go.mod" && [ -x "$go" ] &&
		grep -qx 'GOPROXY=https://goproxy.cn,direct' "$w/home/.config/go/env"
	ok $? "questions on a plain terminal, one after the other"
	take_back
	take_back
	here now
	cmp -s "$w/before" "$w/now" && [ ! -e "$w/work/one" ]
	ok $? "taken back"
else
	skip "questions on a plain terminal" "no python3"
fi
# ---- a tree of an archive that has the finding is replaced in its place ----

if [ -n "${SETUP_OLD:-}" ] && [ -d "$SETUP_OLD" ]; then
	tree=$w/home/opt/go
	mkdir -p "$w/home/opt" "$w/proj"
	tar -C "$SETUP_OLD" --exclude=testdata --exclude='*_test.go' --exclude=./src/cmd \
		--exclude=./test --exclude=./api -cf - . | (mkdir "$tree" && tar -C "$tree" -xf -)
	chmod -R u+w "$tree"
	printf 'module example.com/m\n\ngo %s\n' "${real_version#go}" >"$w/proj/go.mod"
	printf 'package m\n' >"$w/proj/m.go"
	fix() { (cd "$w/proj" && run env -i HOME="$w/home" PATH="$tree/bin:$PATH" SHELL="$shell" \
		TMPDIR="$w/tmp" LC_ALL=C.UTF-8 GOCACHE="$GOCACHE" GOTOOLCHAIN=local GOPROXY=off \
		"$GOMEND" fix "$@" --set "file=$archive" --yes; echo "$rc" >"$w/rc"); rc=$(cat "$w/rc"); }
	builds() { (cd "$w/proj" && XDG_CONFIG_HOME=$w/tmp/config GOTOOLCHAIN=local "$tree/bin/go" build . >/dev/null 2>&1); }
	here before
	! builds
	ok $? "a Go that is too old for the project: real go stops"
	fix go-too-old
	[ "$rc" = 0 ] && says "in place of $(head -n 1 "$SETUP_OLD/VERSION")" && says 'what was wrong is gone' &&
		builds
	ok $? "install-go mends go-too-old where that go lies"
	rm -rf "$w/tmp/config"
	take_back
	here now
	cmp -s "$w/before" "$w/now" && ! builds
	ok $? "taken back"
	case $(head -n 1 "$SETUP_OLD/VERSION") in
	go1.2[0-4]*)
		rm -rf "$w/tmp/config"
		here before
		fix go-unsupported
		[ "$rc" = 0 ] && says "in place of $(head -n 1 "$SETUP_OLD/VERSION")" && builds
		ok $? "install-go mends go-unsupported where that go lies"
		rm -rf "$w/tmp/config"
		take_back
		here now
		cmp -s "$w/before" "$w/now" && ! builds
		ok $? "taken back"
		;;
	*) skip "install-go mends go-unsupported" "the second Go here is supported" ;;
	esac
	cp -R "$tree" "$w/home/opt/kept"
	tar -C "$w/home/opt" -xzf "$archive"
	rm -rf "$w/tmp/config"
	mkdir "$w/proj/x"
	printf 'package main\n\nfunc main() {}\n' >"$w/proj/x/main.go"
	links() { (cd "$w/proj" && XDG_CONFIG_HOME=$w/tmp/config GOTOOLCHAIN=local "$tree/bin/go" build -o /dev/null ./x 2>"$w/err"); }
	here before
	! links && grep -q 'redeclared in this block' "$w/err"
	ok $? "the newest release unpacked over it: real go stops"
	fix goroot-mixed
	[ "$rc" = 0 ] && says 'what was wrong is gone' && links
	ok $? "install-go mends goroot-mixed: nothing of the old one is left"
	rm -rf "$w/tmp/config"
	take_back
	here now
	cmp -s "$w/before" "$w/now" && ! links
	ok $? "taken back"
	rm -r "$tree"
	mv "$w/home/opt/kept" "$tree"
	rm -r "$tree/pkg/tool"
	rm -rf "$w/tmp/config"
	here before
	fix goroot-broken
	[ "$rc" = 0 ] && [ -d "$tree/pkg/tool" ] && builds
	ok $? "install-go mends goroot-broken: a tree without its compiler"
	rm -rf "$w/tmp/config"
	take_back
	here now
	cmp -s "$w/before" "$w/now"
	ok $? "taken back"
else
	skip "install-go mends go-too-old and goroot-broken" "no second Go from 1.21 on"
fi
[ -z "$(ls -A "$w/tmp")" ]
ok $? "no temporary folder is left"
echo "1..$n"
