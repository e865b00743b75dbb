#!/bin/sh
# gomend-fetch: archives are hostile until proven otherwise, and the network
# cuts, redirects and lies.
. "$srcdir/tests/setup/lib.sh"

unpacked() { [ "$rc" = 0 ] && [ -f "$w/to/VERSION" ]; }
refused() { # TEXT…: none of it was unpacked, and these words say why
	[ "$rc" = 1 ] && [ ! -e "$w/to" ] || return 1
	for text; do says "$text" || return 1; done
}
unpack() { # ARCHIVE [SUM]
	rm -rf "$w/to"
	run "$FETCH" unpack "$1" --sha256 "${2:-$(sum "$1")}" --to "$w/to"
}

# ---- as it should be ----

small_go "$w/tree" 1.99.1
pack "$w/tree" "$w/good.tar.gz"
unpack "$w/good.tar.gz"
unpacked && diff -r "$w/tree/go" "$w/to" >/dev/null
ok $? "a release is unpacked, byte for byte"
[ "$(stat -c '%a %Y' "$w/to/bin/go" "$w/to/VERSION")" = \
	"$(stat -c '%a %Y' "$w/tree/go/bin/go" "$w/tree/go/VERSION")" ] &&
	[ "$(stat -c %a "$w/to" "$w/to/src")" = "$(printf '755\n755')" ]
ok $? "modes and times are those of the archive"
umask 077
unpack "$w/good.tar.gz"
[ "$(stat -c %a "$w/to/bin/go" "$w/to/VERSION" "$w/to/src" | tr '\n' ' ')" = "755 644 755 " ]
ok $? "whatever the umask is"
umask 022
says '"rec":"progress"'
ok $? "it tells how far it is"

# ---- its sum ----

unpack "$w/good.tar.gz" "$(printf '%064d' 0)"
refused 'does not have the SHA-256' "$(sum "$w/good.tar.gz")"
ok $? "a wrong sum: both are told"
printf '%s  good.tar.gz\n' "$(sum "$w/good.tar.gz")" >"$w/sums"
rm -rf "$w/to"
run "$FETCH" unpack "$w/good.tar.gz" --sums "$w/sums" --to "$w/to"
unpacked
ok $? "a file of sums"
printf '%s  other.tar.gz\n' "$(sum "$w/good.tar.gz")" >"$w/sums"
rm -rf "$w/to"
run "$FETCH" unpack "$w/good.tar.gz" --sums "$w/sums" --to "$w/to"
refused 'no SHA-256 for good.tar.gz'
ok $? "a file of sums of something else"
run "$FETCH" unpack "$w/good.tar.gz" --to "$w/to"
[ "$rc" = 2 ] && [ ! -e "$w/to" ]
ok $? "without any sum nothing is done"

# ---- broken ----

head -c 300 "$w/good.tar.gz" >"$w/cut.tar.gz"
unpack "$w/cut.tar.gz"
refused 'cannot be read'
ok $? "a cut archive, even with the right sum"
unpack "$w/cut.tar.gz" "$(sum "$w/good.tar.gz")"
refused 'does not have the SHA-256'
ok $? "a cut archive"
echo "no archive" >"$w/text.tar.gz"
unpack "$w/text.tar.gz"
refused 'cannot be read'
ok $? "no archive at all"
unpack "$w/tree" "$(printf '%064d' 0)"
refused 'not a regular file'
ok $? "a folder"
mkfifo "$w/fifo"
timeout 10 "$FETCH" unpack "$w/fifo" --sha256 "$(printf '%064d' 0)" --to "$w/to" >"$w/got" 2>&1
rc=$?
refused 'not a regular file'
ok $? "a FIFO is not waited for"

# ---- hostile ----

# hostile WORDS TEXT COMMAND…: in a copy of the tree, packed afterwards.
hostile() {
	rm -rf "$w/h" "$w/h.tar.gz"
	mkdir "$w/h"
	cp -a "$w/tree/go" "$w/h/go"
	what=$1 text=$2
	shift 2
	(cd "$w/h" && "$@")
	[ -f "$w/h.tar.gz" ] || pack "$w/h" "$w/h.tar.gz"
	unpack "$w/h.tar.gz"
	refused "$text"
	ok $? "$what"
}
hostile "a symbolic link" "is a link" ln -s /etc go/etc
hostile "a symbolic link inside" "is a link" ln -s VERSION go/V2
hostile "a hard link" "is a link" ln go/VERSION go/V2
hostile "a FIFO" "neither a file nor a folder" mkfifo go/fifo
if [ "$(id -u)" = 0 ] && mknod "$w/dev" c 1 3 2>/dev/null; then
	hostile "a device" "neither a file nor a folder" mknod go/null c 1 3
else
	skip "a device" "not root"
fi
hostile "names that differ in case only" "upper and lower case" touch go/version
hostile "a control character" "does not lie in its folder" touch "$(printf 'go/a\033b')"
! LC_ALL=C grep -q "$(printf '\033')" "$w/got"
ok $? "it is shown, not sent to the terminal"
above() { tar --owner=0 --group=0 -P -czf "$w/h.tar.gz" go "$@"; }
outside() {
	echo evil >../evil
	above ../evil
}
hostile "a name that leads out" "does not lie in its folder" outside
absolute() { above "$w/evil"; }
hostile "an absolute name" "does not lie in its folder" absolute
inner() { tar --transform 's,^go/VERSION,go/x/../../../evil2,' -P -czf "$w/h.tar.gz" go; }
hostile "a name that leads out half way" "does not lie in its folder" inner
beside() {
	mkdir gopher
	touch gopher/x
	above gopher
}
hostile "another folder" "does not lie in its folder" beside
twice() {
	cp go/VERSION go/V2
	tar --hard-dereference --transform 's,^go/V2,go/VERSION,' -czf "$w/h.tar.gz" go
}
hostile "a name twice" "is in it twice" twice
under() {
	touch go/thing
	mkdir go/dir
	touch go/dir/x
	tar --transform 's,^go/dir/,go/thing/,' -czf "$w/h.tar.gz" go
}
hostile "a file that is a folder as well" "is in it twice" under
hostile "no release: no compiler" "it lacks pkg/tool" rm -r go/pkg
hostile "no release: no go" "it lacks bin/go" rm go/bin/go
hostile "the sources alone" "it lacks" rm -r go/bin go/pkg
bomb() { truncate -s 600M go/zeros; tar -cf - go | gzip -1 >"$w/h.tar.gz"; rm go/zeros; }
hostile "a bomb" "larger than any file" bomb
rm -rf "$w/h" "$w/h.tar.gz"
[ ! -e "$w/../evil" ] && [ -f "$w/evil" ]
ok $? "nothing was written elsewhere"

# ---- what it may do ----

if command -v strace >/dev/null; then
	rm -rf "$w/to"
	strace -f -o "$w/calls" -e trace=execve,socket,connect \
		"$FETCH" unpack "$w/good.tar.gz" --sha256 "$(sum "$w/good.tar.gz")" \
		--to "$w/to" >"$w/got" 2>&1
	rc=$?
	unpacked && [ "$(grep -c 'execve(' "$w/calls")" = 1 ] &&
		! grep -qE 'socket\(|connect\(' "$w/calls"
	ok $? "unpacking starts no program and opens no socket"
else
	skip "unpacking starts no program and opens no socket" "no strace"
fi
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	mkdir -p "$w/small"
	rm -rf "$w/to"
	unshare -m sh -c "mount -t tmpfs -o size=4m none '$w/small' &&
		'$FETCH' unpack '$w/good.tar.gz' --sha256 '$(sum "$w/good.tar.gz")' \
			--to '$w/small/to'; rc=\$?; ls -A '$w/small/to'; exit \$rc" >"$w/got" 2>&1
	rc=$?
	refused 'not enough room' 'bytes are needed'
	ok $? "no room: nothing is written, and how much is missing is told"
else
	skip "no room" "cannot mount"
fi

# ---- the network ----

if [ ! -x "$HTTPD" ]; then
	echo "1..$n"
	exit 0
fi
mkdir "$w/dl"
new=$w/dl/$(named 1.99.1) old=$w/dl/$(named 1.98.3)
cp "$w/good.tar.gz" "$new"
small_archive 1.98.3 "$old"
{
	printf '['
	entry 1.100rc1 false "$new"
	printf ','
	entry 1.99.1 true "$new"
	printf ','
	entry 1.98.3 true "$old"
	printf ']'
} >"$w/dl/list.json"
serve "$w/dl"
trap stop_serving EXIT
get() { # WAY [OPTION…]
	rm -rf "$w/stage"
	mkdir "$w/stage"
	way=$1
	shift
	run timeout 60 "$FETCH" download --mirror "$url/$way" --os "$os" --arch "$arch" --to "$w/stage" "$@"
}
same_as() { [ "$rc" = 0 ] && cmp -s "$1" "$w/stage/archive.tar.gz"; }

get dl
same_as "$new" && grep -q "^$(sum "$new")  archive.tar.gz" "$w/stage/sums"
ok $? "the newest stable release of the list, and its sum"
get dl/ --version 1.98
same_as "$old"
ok $? "the newest of a line"
get dl --version go1.98.3
same_as "$old"
ok $? "one release"
get dl --version 1.97.1
[ "$rc" = 1 ] && says 'no release 1.97.1' && [ ! -e "$w/stage/archive.tar.gz" ]
ok $? "a release that the list does not have"
run "$FETCH" download --mirror "$url/dl" --os plan9 --arch mips --to "$w/stage"
[ "$rc" = 1 ] && says 'plan9/mips'
ok $? "a machine that there is no archive for"
get redirect
same_as "$new"
ok $? "a redirect is followed"
get never
[ "$rc" = 1 ] && says 'answers 500'
ok $? "a server that fails: what it answers is told"
echo $(($(wc -c <"$new") / 3)) >"$w/dl/cut"
: >"$w/requests"
get cut
same_as "$new" && [ "$(grep -c "^/cut/$(basename "$new") [1-9]" "$w/requests")" -ge 2 ]
ok $? "cut off: it goes on where it ended"
get norange
same_as "$new"
ok $? "cut off, and no ranges: it begins anew"
echo 0 >"$w/dl/cut"
(
	# Six tries wait ten seconds in all.
	get cut
	[ "$rc" = 1 ] && says 'cannot be fetched' && [ ! -s "$w/stage/archive.tar.gz" ]
)
ok $? "cut off for ever: it gives up"

# Stopped half way, and begun again by another run.
echo $(($(wc -c <"$new") / 2)) >"$w/dl/cut"
mkdir "$w/cache"
part=$w/cache/$(basename "$new").$(sum "$new" | cut -c1-16).part
head -c 100 "$new" >"$part"
: >"$w/requests"
get dl --cache "$w/cache"
same_as "$new" && grep -q "^/dl/$(basename "$new") 100\$" "$w/requests" && [ ! -e "$part" ]
ok $? "the next run goes on where the last one ended"
head -c 100 /dev/zero >"$part"
get dl --cache "$w/cache"
[ "$rc" = 1 ] && says 'does not have the SHA-256' && [ ! -e "$part" ]
ok $? "what is not its beginning is thrown away"
get dl --cache "$w/cache"
same_as "$new"
ok $? "then it is fetched anew"
printf '[%s]' "$(entry 1.99.1 true "$new" "$(printf '%064d' 7)")" >"$w/dl/list.json"
get dl
rm -rf "$w/to"
run "$FETCH" unpack "$w/stage/archive.tar.gz" --sums "$w/stage/sums" --to "$w/to"
refused 'does not have the SHA-256'
ok $? "a list with another sum: it is not unpacked"
printf '[%s]' "$(entry 1.99.1 true "$old" "$(sum "$old")" | sed "s/$(basename "$old")/$(basename "$new")/; s/\"size\":[0-9]*/\"size\":5/")" >"$w/dl/list.json"
get dl
[ "$rc" = 1 ] && says 'sends more than it should'
ok $? "more than the list says is not taken"
rm "$w/dl/list.json"
get dl
[ "$rc" = 1 ] && says 'has no list of releases'
ok $? "a mirror without a list wants a release in full"
get dl --version 1.98.3
[ "$rc" = 1 ] && says 'answers 404' && says '.sha256'
ok $? "and a sum beside the archive"
sum "$old" >"$old.sha256"
get dl --version 1.98.3
same_as "$old"
ok $? "then it is taken"
run "$FETCH" sums --mirror "$url/dl" --name "$(basename "$old")" --to "$w/one"
[ "$rc" = 0 ] && grep -q "^$(sum "$old")  $(basename "$old")\$" "$w/one"
ok $? "the sum alone"
run "$FETCH" download --mirror http://mirror.example.com/ --os "$os" --arch "$arch" --to "$w/stage"
[ "$rc" = 1 ] && says 'not encrypted'
ok $? "plain http of another machine is refused before it is asked"
run "$FETCH" reach "$url/dl/nothing"
[ "$rc" = 0 ]
ok $? "an answer is an answer, 404 too"
stop_serving
trap - EXIT
run "$FETCH" reach "$url/dl/"
[ "$rc" = 1 ] && says 'cannot be fetched'
ok $? "nobody answers"
run timeout 60 "$FETCH" sums --mirror "$url/dl" --name x --to "$w/two"
[ "$rc" = 1 ] && says 'hint: is the network there' && [ ! -e "$w/two" ]
ok $? "no network: said, with what to do"
echo "1..$n"
