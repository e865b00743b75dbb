#!/bin/sh
# gomend fix install-go: an archive at hand or from a server, put in place and
# taken back, and everything that must not be replaced.
# A long test: ./dev long.
. "$srcdir/tests/setup/lib.sh"

if [ ! -x "$TREESTATE" ]; then
	echo "1..0 # SKIP treestate is not built"
	exit 0
fi
outside
# Only what the cases put there: no go of this machine.
PATH=$w/bin:/usr/bin:/bin
[ -z "$(command -v go)" ] || {
	echo "1..0 # SKIP a go lies in /usr/bin or /bin"
	exit 0
}
export PATH
SHELL=/bin/sh
export SHELL
mkdir -p "$w/proj"
printf 'module example.com/m\n\ngo 1.20\n' >"$w/proj/go.mod"
printf 'package m\n' >"$w/proj/m.go"
new=$w/dl/$(named 1.99.1) old=$w/dl/$(named 1.98.3)
small_archive 1.99.1 "$new"
small_archive 1.98.3 "$old"
sum "$new" >"$new.sha256"
prefix=$w/home/opt/go
# PATH stays: the fresh shells are those of whoever runs the tests.
fix() { run "$GOMEND" fix install-go "$w/proj" --set path=no --set "prefix=$prefix" "$@"; }
here() { here_is "$1" "$w/proj" "$w/home" "$w/dl"; }
unchanged() {
	here now
	cmp -s "$w/before" "$w/now" || { "$TREESTATE" -c "$w/before" "$w/now" >>"$w/got"; return 1; }
}

# ---- shown, done, taken back ----

here before
fix --set "file=$new" --dry-run --yes
[ "$rc" = 0 ] && says 'gomend-fetch unpack' && says "put go1.99.1 into $prefix" &&
	says 'opt/go' && says 'in 5 files' && unchanged
ok $? "--dry-run: what will be there, and nothing changed"
fix --set "file=$new" --yes
[ "$rc" = 0 ] && [ "$(head -n 1 "$prefix/VERSION")" = go1.99.1 ] && [ -x "$prefix/bin/go" ] &&
	[ "$(stat -c %a "$prefix")" = 755 ] && says 'opt/go/bin'
ok $? "the sum beside the archive: installed, and the line for this shell"
take_back
[ "$rc" = 0 ] && unchanged
ok $? "undo: nothing of it is left"
fix --set "file=$old" --set "sha256=$(sum "$old" | tr a-f A-F)" --yes
[ "$rc" = 0 ] && [ "$(head -n 1 "$prefix/VERSION")" = go1.98.3 ]
ok $? "a sum that is given"

# ---- over another release ----

echo mine >"$prefix/mine.txt"
touch -d '2025-05-05 05:05:05.123456789' "$prefix/src/fmt/stale.go"
here before
fix --set "file=$new" --yes
[ "$rc" = 0 ] && [ "$(head -n 1 "$prefix/VERSION")" = go1.99.1 ] && [ ! -e "$prefix/src/fmt/stale.go" ] &&
	[ ! -e "$prefix/mine.txt" ] && says 'in place of go1.98.3' && says 'mine.txt'
ok $? "an older tree is replaced, nothing of it stays in the new one, and what was no part of it is told"
take_back
[ "$rc" = 0 ] && unchanged
ok $? "undo brings it back to the byte"
fix --set "file=$new" --yes
here before
fix --set "file=$old" --set "sha256=$(sum "$old")" --yes
[ "$rc" = 0 ] && says 'go1.99.1 is newer than go1.98.3' && [ "$(head -n 1 "$prefix/VERSION")" = go1.98.3 ]
ok $? "a newer tree is replaced by an older one, which is told"
take_back
[ "$rc" = 0 ] && unchanged
ok $? "undo brings the newer one back"

# ---- refused, and nothing changed ----

no() { # WHAT TEXT OPTION…
	what=$1 text=$2
	shift 2
	fix "$@" --yes
	[ "$rc" = 2 ] && says "$text" && unchanged
	ok $? "$what"
}
here before
no "without a sum" "sha256=HEX" --set "file=$old" --set network=no
no "a wrong sum" "does not have the SHA-256" --set "file=$old" --set "sha256=$(printf '%064d' 0)"
no "what is no sum" "64 hexadecimal digits" --set "file=$old" --set sha256=abc
no "an archive that is not there" "is not there" --set "file=$w/none.tar.gz"
head -c 200 "$new" >"$w/dl/cut.tar.gz"
here before
no "a cut archive" "cannot be read" --set "file=$w/dl/cut.tar.gz" --set "sha256=$(sum "$w/dl/cut.tar.gz")"
no "another release than was asked for" "and 1.97.1 was asked for" --set "file=$new" --set version=1.97.1
no "what is no release" "is no release of Go" --set version=1.x --set "file=$new"
no "a download that nobody consented to" "network=yes"
no "plain http without a sum" "sha256=HEX" --set mirror=http://mirror.example.com/ --set network=yes
# A go that does not run here.
rm -rf "$w/pack"
small_go "$w/pack" 1.99.1
printf '\177ELFnonsense' >"$w/pack/go/bin/go"
pack "$w/pack" "$w/dl/alien.tar.gz"
here before
no "a go for another machine" "does not run here" --set "file=$w/dl/alien.tar.gz" --set "sha256=$(sum "$w/dl/alien.tar.gz")"

real=$prefix
prefix=$w/home/link
ln -s opt/go "$w/home/link"
here before
no "a prefix that is a symbolic link" "is a symbolic link to opt/go" --set "file=$new"
prefix=$w/home/docs
mkdir "$w/home/docs"
echo letter >"$w/home/docs/letter.txt"
here before
no "a folder with something else in it" "holds something else than Go" --set "file=$new"
prefix=$w/home/letter
echo x >"$w/home/letter"
here before
no "a file" "is no folder" --set "file=$new"
prefix=/usr/lib/go-9.99
no "where the system keeps its packages" "a package of the system" --set "file=$new"
prefix=$w/home/go
no "GOPATH" "is GOPATH" --set "file=$new"
mkdir "$w/home/src"
git init -q "$w/home/src" 2>/dev/null || mkdir "$w/home/src/.git"
echo go1 >"$w/home/src/VERSION"
prefix=$w/home/src
here before
no "a checkout of Go's sources" "git checkout" --set "file=$new"

# Into the folder a link leads to.
mkdir "$w/home/disk"
ln -s disk "$w/home/mnt"
prefix=$w/home/mnt/go
here before
fix --set "file=$new" --yes
[ "$rc" = 0 ] && [ -x "$w/home/disk/go/bin/go" ]
ok $? "a link above the prefix is followed"
take_back
[ "$rc" = 0 ] && unchanged
ok $? "and taken back"
prefix=$real

# ---- nobody's permission, no room ----

if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	nobody=$(mktemp -d /tmp/gomend-nobody.XXXXXX)
	mkdir "$nobody/home" "$nobody/sys" "$nobody/dl"
	cp "$new" "$new.sha256" "$nobody/dl/"
	cp "$GOMEND" "$GOMEND_SCAN" "$GOMEND_APPLY" "$FETCH" "$nobody/"
	chown -R 65534:65534 "$nobody/home" "$nobody/dl"
	chmod 755 "$nobody"
	as_nobody() {
		run setpriv --reuid 65534 --regid 65534 --clear-groups env -i \
			HOME="$nobody/home" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
			SHELL=/bin/sh TMPDIR=/tmp "$nobody/gomend" -C "$nobody/dl" "$@"
	}
	as_nobody fix install-go --set "file=$nobody/dl/$(basename "$new")" --set "prefix=$nobody/sys/go" --yes
	[ "$rc" = 2 ] && says 'not yours to write to' && [ -z "$(ls -A "$nobody/sys")" ]
	ok $? "no permission: said before anything is unpacked"
	as_nobody fix install-go --set "file=$nobody/dl/$(basename "$new")" --yes
	[ "$rc" = 0 ] && [ -x "$nobody/home/.local/go/bin/go" ]
	ok $? "without root it goes to ~/.local/go"
	as_nobody undo 1 --yes
	[ "$rc" = 0 ] && [ ! -e "$nobody/home/.local/go" ]
	ok $? "and is taken back"
	rm -rf "$nobody"
else
	skip "no permission" "not root"
fi
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	mkdir "$w/home/tiny"
	here before
	unshare -m sh -c "mount -t tmpfs -o size=2m none '$w/home/tiny' &&
		'$GOMEND' fix install-go '$w/proj' --set 'prefix=$w/home/tiny/go' \
		--set 'file=$new' --yes; rc=\$?; ls -A '$w/home/tiny' | sed 's/^/left: /'; exit \$rc" >"$w/got" 2>&1
	rc=$?
	[ "$rc" = 2 ] && says 'not enough room' && ! says 'left:' && unchanged
	ok $? "no room: nothing is left there"
else
	skip "no room" "cannot mount"
fi

# ---- from a server ----

if [ ! -x "$HTTPD" ]; then
	echo "1..$n"
	exit 0
fi
printf '[%s,%s]' "$(entry 1.99.1 true "$new")" "$(entry 1.98.3 true "$old")" >"$w/dl/list.json"
serve "$w/dl"
trap 'stop_serving; rm -rf "$w"' EXIT
prefix=$w/home/net/go
here before
: >"$w/requests"
no "a mirror, without consent" "network=yes" --set "mirror=$url/dl/"
[ ! -s "$w/requests" ]
ok $? "nothing was asked"
mods=$GOMODCACHE GOMODCACHE=$w/home/mods
fix --set "mirror=$url/dl/" --set network=yes --yes
[ "$rc" = 0 ] && [ "$(head -n 1 "$prefix/VERSION")" = go1.99.1 ] &&
	says 'shows that nothing was lost on the way'
ok $? "with consent: the newest release, and what a mirror's sum is worth"
[ ! -e "$w/home/mods" ]
ok $? "no module cache is made for it"
GOMODCACHE=$mods
take_back
[ "$rc" = 0 ] && unchanged
ok $? "taken back"
fix --set "mirror=$url/redirect/" --set network=yes --set version=1.98 --yes
[ "$rc" = 0 ] && [ "$(head -n 1 "$prefix/VERSION")" = go1.98.3 ]
ok $? "another line, by a redirect"
take_back
mv "$new.sha256" "$w/aside"
here before
: >"$w/requests"
fix --set "file=$new" --set "mirror=$url/dl" --set network=yes --yes
[ "$rc" = 0 ] && [ -x "$prefix/bin/go" ] && ! grep -q 'tar.gz' "$w/requests"
ok $? "an archive at hand, its sum from the list"
take_back
unchanged
ok $? "taken back"
printf '[%s]' "$(entry 1.99.1 true "$new" "$(printf '%064d' 7)")" >"$w/dl/list.json"
here before
no "the list has another sum" "does not have the SHA-256" --set "mirror=$url/dl" --set network=yes
no "a release that is not there" "no release 1.50.1" --set "mirror=$url/dl" --set network=yes --set version=1.50.1
no "a server that fails" "answers 500" --set "mirror=$url/never" --set network=yes
if command -v python3 >/dev/null; then
	printf '[%s]' "$(entry 1.99.1 true "$new")" >"$w/dl/list.json"
	echo 0 >"$w/dl/cut"
	kept=$(ls -A "$state/stage")
	here before
	TALK_TERM=dumb talk "$GOMEND" fix install-go "$w/proj" --set path=no \
		--set "prefix=$prefix" --set "mirror=$url/cut" <<-END
			expect It may use the network
			expect Enter goes on
			send
			expect Run them? [y/N]
			send y
			expect Running the commands
			signal INT
		END
	[ "$rc" = 130 ] && unchanged && [ "$(ls -A "$state/stage")" = "$kept" ]
	ok $? "Ctrl-C while it downloads: nothing is left"
else
	skip "Ctrl-C while it downloads" "no python3"
fi
[ -z "$(ls -A "$w/tmp")" ]
ok $? "no temporary folder is left"
echo "1..$n"
