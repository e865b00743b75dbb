# kstep and treestate see what they are for: a sound replacement of a file has
# no third state at any system call, and each unsound one is found.
# A long test: ./dev long.
. "$srcdir/tests/apply/lib.sh"
TOY=$builddir/tests/apply/toyreplace
repo=$work/repo

# --- treestate: every difference is told ---

cd "$work" || exit 1
mkdir -p t/sub "t/odd name"
printf 'hello\n' >t/a
printf 'hello\n' >t/b
ln t/b t/sub/b2
ln -s a t/link
mkfifo t/pipe
"$TREESTATE" t >one.txt
check "two states of the same are the same" "$TREESTATE" -c one.txt one.txt
says "blanks are escaped" 't/odd\x20name folder' cat one.txt
says "a pipe is not opened" 't/pipe fifo' cat one.txt
says "the other name of a file is told" 't/sub/b2 file' grep same=t/b one.txt
check "bytewise order" sh -c 'cut -d" " -f1 one.txt | LC_ALL=C sort -c'
# told WHAT TEXT : after a change, -c tells it; then all is as it was again.
told() {
	"$TREESTATE" t >two.txt
	says "$1" "$2" "$TREESTATE" -c one.txt two.txt
	rm -rf t && cp -a t.kept t
}
cp -a t t.kept
rm -rf t && cp -a t.kept t
"$TREESTATE" t >two.txt
check "cp -a brings the state back" "$TREESTATE" -c one.txt two.txt
printf 'hellO\n' >t/a && touch -r t/b t/a
told "other bytes of the same length" 't/a bytes: '
chmod 600 t/a
told "another mode" 't/a mode: 0644, then 0600'
touch -d '2001-02-03 04:05:06.000000007' t/a
told "another time, to the nanosecond" 'then 981173106.000000007'
ln -sf b t/link
told "another target" 't/link target: a, then b'
rm t/sub/b2 && cp -p t/b t/sub/b2
told "a hard link cut" 't/b links: 2, then 1'
rm t/a
told "a file gone" 't/a is gone'
printf x >"t/$(printf 'new\033')"
told "a file more" 't/new\x1b appeared'
rm t/a && mkdir t/a
told "another kind" 't/a was a file, then is a folder'
if setfattr -n user.note -v hi t/a 2>/dev/null; then
	told "an attribute more" 't/a has user.note=x6869 now'
else
	skip "an attribute more" "no setfattr, or no user attributes here"
fi
if [ "$(id -u)" = 0 ] && chown 1:2 t/a 2>/dev/null; then
	told "another owner" 't/a owner: 0:0, then 1:2'
else
	skip "another owner" "not root"
fi
touch t/a
"$TREESTATE" -m t/a -d t >two.txt
check "an mtime that does not matter" "$TREESTATE" -c two.txt one.txt
"$TREESTATE" -w one.txt -w two.txt -d t >got
check "the first state that fits" grep -qx two got
rm t/a
says "what fits none is a third state" "third state: not one: t/a is gone; not two: t/a is gone" \
	"$TREESTATE" -w one.txt -w two.txt -d t
"$TREESTATE" -x t/a -x t/sub -d t >got
check "excluded" sh -c '! grep -q sub got'
"$TREESTATE" -r t.kept >one.txt
rm -rf t && cp -a t.kept t
"$TREESTATE" -r t >two.txt
check "copies compare by -r" cmp one.txt two.txt
chmod 500 t/sub
mkdir -p t/sub/deep 2>/dev/null
setfattr -n user.note -v hi t/b 2>/dev/null
"$TREESTATE" -r t >one.txt
"$KSTEP" fresh t=t2 t=t2
"$TREESTATE" -r t2 >two.txt
check "kstep fresh brings the state back" cmp one.txt two.txt
chmod 700 t/sub t2/sub
says "a folder that is not there" "nowhere absent" "$TREESTATE" nowhere

# --- kstep: what it counts and does ---

mkdir -p in
printf 'some text\n' >in/f
count=$("$KSTEP" count -s -- "$TOY" recover in/f)
says "the same count again" "$count" "$KSTEP" count -s -- "$TOY" recover in/f
says "killed at the first" "killed at 1: " "$KSTEP" kill 1 -s -- "$TOY" recover in/f
says "ended before" "ended before 9999 (exit 0)" "$KSTEP" kill 9999 -- "$TOY" recover in/f
says "an entry is before the call" "unlink entry" "$KSTEP" kill 1 -e unlink,unlinkat -- "$TOY" recover in/f
: >in/f.toy-new
"$KSTEP" kill 1 -e unlink,unlinkat -- "$TOY" recover in/f >/dev/null
check "and nothing has happened" test -e in/f.toy-new
"$KSTEP" kill 2 -e unlink,unlinkat -- "$TOY" recover in/f >got
check "an exit is after it" test ! -e in/f.toy-new
says "and says so" "unlink exit $work/in/f.toy-new" sed 's/unlinkat/unlink/' got
says "the exit status of the program" "exit 1" "$KSTEP" count -- "$TOY" safe nowhere/f x
long=88123.$$
echo "$long" >long
"$KSTEP" kill 1 -e clock_nanosleep,nanosleep -p sleep -- sh -c 'sleep $0 & sleep $0 & (sleep $0)' "$long" >got
living() { cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | grep -cxFf long; }
says "all of the tree is dead" 0 living
says "what it was killed in" "nanosleep entry" cat got
says "a run too long is ended" "took more than 1000 ms" "$KSTEP" count -t 1 -- sleep 60
says "another signal" "exit SIG15" "$KSTEP" kill 1 -S TERM -p sleep -- sleep 60
says "only the one process" "(exit 5)" "$KSTEP" kill 1 -o -s -p sleep -- sh -c 'sleep 60; exit 5'
says "only processes of a name" "0 stops" "$KSTEP" count -p nobody -- sh -c 'true; "$0" recover f' "$TOY"
says "a call fails" "cat: in/f: Input/output error" "$KSTEP" fail 1 EIO -e read -w in -- cat in/f
says "and is named" "failed at 1: read EIO $work/in/f (exit 1)" "$KSTEP" fail 1 EIO -e read -w in -- cat in/f
says "with another error" "cat: in/f: Permission denied" "$KSTEP" fail 1 EACCES -e open,openat -u in -- cat in/f
says "the calls after it do not" "some text" "$KSTEP" fail 1 ENOENT -e open,openat -w in -- sh -c 'cat in/f; cat in/f'
says "but for from" "exit 7" "$KSTEP" fail 1 ENOENT from -e open,openat -w in -- sh -c 'cat in/f; cat in/f || exit 7'
says "the loader is let alone" "0 calls" "$KSTEP" fail count -s -e execve,pread64 -- "$TOY" recover in/f
says "an end of file that is none" "exit 0" "$KSTEP" fail 1 ZERO -e read -w in -- cat in/f
"$KSTEP" fail 1 SHORT -e write -w in -- "$TOY" careless in/f 0123456789 >/dev/null
check "a write of half the bytes" test "$(cat in/f)" = 01234
says "no tracing of the traced" "SKIP tracing is not possible here" "$KSTEP" count -- "$KSTEP" count -- true
says "wrong names are refused" "no such system call: opne" "$KSTEP" count -e opne -- true
says "and wrong errors" "no such error: EWHAT" "$KSTEP" fail 1 EWHAT -- true

# --- proofs: the sound has no third state, the unsound is found ---

mkdir -p "$work/old"
printf 'the old text, of some length\n' >"$work/old/file"
printf 'untouched\n' >"$work/old/other"
touch -d '2001-02-03 04:05:06.000000007' "$work/old/file" "$work/old/other"
FRESH="$work/old=$repo"
RECOVER="$TOY recover $repo/file"
fresh
keep before
"$TOY" safe "$repo/file" "the new text"
keep after -m "$repo/file"
for how in safe safe-thread safe-fork; do
	each_kill "$how, killed anywhere" -s -- "$TOY" $how "$repo/file" "the new text"
done
each_kill "safe, killed in the loader too" -- "$TOY" safe "$repo/file" "the new text"
each_kill "safe, as a program of another" -s -p toyreplace -- \
	sh -c '"$0" safe "$1" "$2"; :' "$TOY" "$repo/file" "the new text"
nested_kill "safe, and its recovery killed too" 3 -s -- "$TOY" safe "$repo/file" "the new text"

errnos=ENOSPC,EIO,EACCES,EROFS,EMFILE,EDQUOT,ENOMEM,EINTR
SAYS="errno path" NAMES=repo/file
each_fail "safe, any call fails" $errnos -s -w "$repo" -- "$TOY" safe "$repo/file" "the new text"
each_fail "safe, all calls from one on fail" $errnos from -s -w "$repo" -- "$TOY" safe "$repo/file" "the new text"
WANT=after
each_fail "safe, transfers are short" SHORT -s -w "$repo" -- "$TOY" safe "$repo/file" "the new text"
unset WANT

each_power "safe, the power fails" "$TOY" safe "$repo/file" "the new text"

# With a check that is never called but for its word: only the log matters.
zoo_of() {
	fresh && python3 "$srcdir/tests/apply/replay.py" --kstep "$KSTEP" --window 1 --random 0 \
		--root "$1" --check "echo after" -- "$TOY" zoo "$1"
}

# found NAME TEXT KSTEP-WORDS... : the proof fails, and says TEXT.
found() {
	found_name=$1 found_text=$2
	shift 2
	if said=$(each_run "$@" 2>&1); then
		not_ok "$found_name" "nothing was found: $said"
		return
	fi
	case $said in
	*"$found_text"*) ok "$found_name: $(printf '%s\n' "$said" | grep -E '^[0-9]+ of')" ;;
	*) not_ok "$found_name" "no '$found_text' in: $said" ;;
	esac
}
found "in-place, killed: found" "third state: not before: $repo/file" \
	kill -s --check "sh '$judge' kill" -- "$TOY" in-place "$repo/file" "the new text"
found "in-place, failed: found" "third state" \
	fail EIO -s -w "$repo" --check "sh '$judge' fail" -- "$TOY" in-place "$repo/file" "the new text"
found "silent: found" "silent: it ends with 0" \
	fail EIO -s -w "$repo" --check "sh '$judge' fail" -- "$TOY" silent "$repo/file" "the new text"
found "careless: found" "third state" \
	fail SHORT -s -w "$repo" --check "sh '$judge' fail" -- "$TOY" careless "$repo/file" "the new text"
found "no recovery: found" "file.toy-new appeared" \
	kill -s --check "RECOVER= sh '$judge' kill" -- "$TOY" safe "$repo/file" "the new text"
if python3 -c 'import json' 2>/dev/null; then
	says "unsynced, the power fails: found" "to $repo/file: third state: not before: $repo/file " \
		power "$TOY" unsynced "$repo/file" "the new text"
	says "and which operation was lost" "    lost: length 12 of $repo/file.toy-new" \
		power "$TOY" unsynced "$repo/file" "the new text"
	check "every kind of change is followed" zoo_of "$repo"
	says "late, the power fails: found" "lost though done: before" \
		power "$TOY" late "$repo/file" "the new text"
else
	skip "unsynced, the power fails: found" "no python3"
fi
RECOVER=
found "litter: found" "file.toy-new appeared" \
	fail EIO -s -w "$repo" --check "sh '$judge' fail" -- "$TOY" litter "$repo/file" "the new text"
found "nothing counted is no proof" "0 of 0" \
	kill -s -e swapon --check true -- "$TOY" safe "$repo/file" "the new text"
found "a check that says no" "left alone, it is not good" \
	kill -s -e swapon --check false -- "$TOY" safe "$repo/file" "the new text"

# --- file systems that are really full or closed ---

if can_mount; then
	small_fs "$work/small" 2m
	big=$(printf '%20000s' text)
	STATES=$work/small/repo repo=$work/small/repo
	FRESH="$work/old=$repo"
	fresh
	keep before
	"$TOY" safe "$repo/file" "$big"
	keep after -m "$repo/file"
	SAYS=errno
	each_full "safe, the disk is full" "$work/small" 32 4 "$TOY" safe "$repo/file" "$big"
	fresh
	read_only "$repo"
	says "safe, the disk is read-only" "Read-only file system" "$TOY" safe "$repo/file" "$big"
	says "and is as before" before state_now
	unmount "$repo"
	unmount "$work/small"
else
	skip "safe, the disk is full" "$APPLY_MOUNTS"
	skip "safe, the disk is read-only" "$APPLY_MOUNTS"
fi
echo "1..$n"
