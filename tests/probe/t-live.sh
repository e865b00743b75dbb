# Changes show by themselves, within a second.
. "$srcdir/tests/probe/lib.sh"
# The folders above a repository are watched as well: below the build tree, or
# in a /tmp that others use, something changes all the time.
if quiet=$(mktemp -d /dev/shm/gomend-live.XXXXXX 2>/dev/null); then
	trap 'rm -rf "$quiet"' EXIT
	trap 'exit 1' HUP INT TERM
	mv "$t/home" "$t/repo" "$quiet/" || exit 1
	t=$quiet
fi
bash=$(command -v bash)
h=$t/home
r=$t/repo
mkdir -p "$h" "$t/tmp"
printf 'module example.com/m\n\ngo 1.20\n' >"$r/go.mod"
mkfifo "$t/in"
start() {
	HOME=$h TMPDIR=$t/tmp XDG_CONFIG_HOME='' TEST_SHELL=${bash:-/bin/sh} \
		GOFLAGS='' GOENV='' GOWORK='' \
		"$tool" --watch --no-go "$r" >"$t/got" 2>"$t/err" <"$t/in" &
	pid=$!
	exec 7>"$t/in"
	until_true 30 last 'settled=1 live=1'
}
stop() {
	exec 7>&-
	wait $pid
}
# The last view, whole.
view() {
	awk '/^change /{v=""} {v = v $0 "\n"} /^\.$/{done = v} END {printf "%s", done}' "$t/got"
}
last() {
	view | grep -q -e "$1"
}
ever() {
	grep -q -e "$1" "$t/got"
}
now_ms() {
	date +%s%3N
}
# shows WHAT PATTERN COMMAND...: the view has it, and within a second.
shows() {
	what=$1 pattern=$2
	shift 2
	at=$(now_ms)
	"$@"
	until_true 10 last "$pattern"
	rc=$?
	took=$(($(now_ms) - at))
	ok $rc "$what (in $took ms)"
	[ "$took" -le 1000 ]
	ok $? "$what: within a second"
}
write_go() {
	printf 'module example.com/m\n\ngo %s\n' "$1" >"$r/go.mod"
}
replace_go() {
	printf 'module example.com/m\n\ngo %s\n' "$1" >"$r/.go.mod.swp"
	mv "$r/.go.mod.swp" "$r/go.mod"
}
new_module() {
	mkdir -p "$r/$1"
	printf 'module example.com/%s\n\ngo 1.20\n' "$1" >"$r/$1/go.mod"
}

start
ok $? "the session settles and is live"
last '^module \. example.com/m go=1.20'
ok $? "the module is there"
shows "go.mod edited" '^module \. .*go=1.21' write_go 1.21
shows "go.mod replaced by rename" '^module \. .*go=1.22' replace_go 1.22
shows "go.mod replaced again" '^module \. .*go=1.23' replace_go 1.23
shows "a module in a new folder" '^module a ' new_module a
shows "a folder deleted" 'modules=1 ' rm -rf "$r/a"
shows "and made again" '^module a ' new_module a
shows "a module deep in new folders" '^module b/c/d ' new_module b/c/d
mv "$r/b" "$r/x"
until_true 10 last '^module x/c/d '
ok $? "a folder renamed"
new_module x/c/e
until_true 10 last '^module x/c/e '
ok $? "what is made in it afterwards"
rm "$r/go.mod"
until_true 10 sh -c "! awk '/^change /{v=\"\"} {v = v \$0 \"\\n\"} END {printf \"%s\", v}' '$t/got' | grep -q '^module \. '"
ok $? "go.mod removed"
shows "go.mod created" '^module \. .*go=1.24' write_go 1.24

# The go env file, in a folder that was not there.
env_file() {
	mkdir -p "$h/.config/go"
	echo "GOFLAGS=-tags=$1" >"$h/.config/go/env"
}
shows "the go env file is made" '^setting shell GOFLAGS=-tags=one' env_file one
shows "and changed" '^setting shell GOFLAGS=-tags=two' env_file two

# Rest: no wake-ups.
ticks() {
	awk '/ctxt_switches/ {s += $2} END {print s}' /proc/$pid/status
}
if [ -r /proc/$pid/status ]; then
	until_true 20 last 'settled=1'
	# It is at rest once a whole second brings nothing.
	rest() {
		before=$(ticks)
		sleep 1
		[ "$(ticks)" = "$before" ]
	}
	# Twenty times, each a second.
	until_true 1 rest
	ok $? "nothing runs while nothing changes"
fi

# An rc file.
if [ -n "$bash" ]; then
	rc() {
		echo "export GOBIN=$1" >"$h/.bashrc"
	}
	shows "an rc file is made: the place is stale" '^place interactive stale' rc /one
	until_true 10 last '^env interactive GOBIN=/one'
	ok $? "it is asked again when it has settled"
	until_true 10 last '^place interactive ready'
	ok $? "and ready"
	last '^place noninteractive ready'
	ok $? "a shell that does not read the file is left alone"
	# A file that is changed each time it is read comes to an end.
	printf 'echo x >>~/.bash_aliases\nexport GOBIN=/two\n' >"$h/.bashrc"
	until_true 20 last '^env interactive GOBIN=/two'
	until_true 20 last 'settled=1'
	ok $? "an rc file that writes to another is not asked for ever"
	# Behind a link.
	mkdir -p "$t/dots"
	echo "export GOBIN=/three" >"$t/dots/bashrc"
	ln -sf "$t/dots/bashrc" "$h/.bashrc"
	until_true 10 last '^env interactive GOBIN=/three'
	ok $? "an rc file that became a link"
	until_true 10 last 'settled=1'
	echo "export GOBIN=/four" >"$t/dots/bashrc"
	until_true 10 last '^env interactive GOBIN=/four'
	ok $? "a change of the file behind the link"
fi
stop
[ -z "$(ls -A "$t/tmp")" ]
ok $? "no temporary folder is left"

# Where folders cannot be watched they are looked at once a second.
cat >"$t/extra" <<END
{"rec":"watch","dirs":["$r"],"files":[],"poll":true}
END
start_polling() {
	HOME=$h TMPDIR=$t/tmp GOMEND_MIRROR_DIR=$t/mirror GOMEND_MIRROR_EXTRA=$t/extra \
		GOMEND_SCAN=$srcdir/tests/probe/mirror_scan.sh \
		"$tool" --watch --no-go --place shell "$r" >"$t/got" 2>"$t/err" <"$t/in" &
	pid=$!
	exec 7>"$t/in"
	until_true 30 last 'settled=1 live=1 polling=1'
}
write_go 1.20
start_polling
ok $? "polling is told"
replace_go 1.21
until_true 5 last '^module \. .*go=1.21'
ok $? "polling sees a file replaced"
rm -f "$r/go.mod"
until_true 5 last 'modules=0 '
write_go 1.22
until_true 5 last '^module \. .*go=1.22'
ok $? "polling sees a file deleted and made again"
stop
echo "1..$n"
