# Every kind of step: applied, verified, taken back to the byte, the inode and
# the nanosecond; and what is refused, with nothing changed.
. "$srcdir/tests/apply/lib.sh"
. "$srcdir/tests/apply/engine.sh"

# whole NAME WORDS... : the plan of these words does what it says, and undo
# brings back exactly what was.
whole() {
	whole_name=$1
	shift
	sample
	remember
	plan_of "$@"
	if ! apply; then
		not_ok "$whole_name" "$(cat "$said_by")"
		return
	fi
	"$TREESTATE" -i $IGNORED "$repo" >"$work/applied.txt"
	"$TREESTATE" -c "$work/was.txt" "$work/applied.txt" >"$work/effect"
	if [ ! -s "$work/effect" ]; then
		not_ok "$whole_name" "nothing was changed"
		return
	fi
	"$ENGINE" undo 1 >"$said_by" 2>&1 || { not_ok "$whole_name: undo" "$(cat "$said_by")"; return; }
	whole_left=$(leftovers)
	if said=$(same_as_was) && [ -z "$whole_left" ]; then
		ok "$whole_name, and back"
	else
		not_ok "$whole_name: undo" "$said $whole_left"
	fi
}
# effect NAME TEXT : what the last whole() changed.
effect() { says "$1" "$2" cat "$work/effect"; }

whole "an edit" edit "$repo/go.mod" 1.20 1.21
effect "only the file was changed" "go.mod bytes"
check "nothing but it and its folder" sh -c "! grep -v -e 'go.mod ' -e 'repo mtime' '$work/effect'"
check "owner, mode and attributes stay" sh -c "! grep -e 'go.mod mode' -e 'go.mod owner' -e user. '$work/effect'"
whole "a new file" write "$repo/new.txt" "some text"
effect "a new file is there" "new.txt appeared"
whole "a file replaced" write "$repo/run.sh" "#!/bin/sh
exit 1
"
whole "a file with a mode" write "$repo/new.sh" "#!/bin/sh" as 0755
check "the mode is the one of the plan" grep -q 'new.sh file mode=0755' "$work/applied.txt"
whole "a folder" mkdir "$repo/dir"
whole "folders and files in them" mkdir "$repo/dir" mkdir "$repo/dir/sub" write "$repo/dir/sub/f" x
whole "a file removed" remove "$repo/run.sh"
whole "a tree removed" remove "$repo/vendor"
whole "a link removed" remove "$repo/link"
whole "a link" link "$repo/other" go.mod
whole "a link that leads elsewhere" link "$repo/link" run.sh
whole "a mode" mode "$repo/run.sh" 0700
whole "a folder's mode" mode "$repo/vendor" 0700
whole "a file moved" move "$repo/run.sh" "$repo/vendor/run.sh"
whole "a tree moved" move "$repo/vendor" "$repo/old"
whole "edited, moved, and a link left behind" edit "$repo/vendor/modules.txt" v1 v2 \
	move "$repo/vendor" "$repo/old" absent link "$repo/vendor" old
# With a stage: it is made anew by each sample().
whole_staged() {
	sample_more=stage_more
	whole "$@"
	sample_more=:
}
if command -v git >/dev/null; then
	whole_staged "a tree in place of another" stage "$staged" tree "$repo/vendor" "$staged/vendor"
	check "the mode of the old one stays" sh -c "grep '$repo/vendor ' '$work/applied.txt' | grep -q mode=2775"
	whole_staged "a new tree" stage "$staged" tree "$repo/third" "$staged/vendor"
	whole_staged "a prepared file" stage "$staged" from "$repo/go.mod" "$staged/prepared"
	whole_staged "a new prepared file" stage "$staged" from "$repo/other" "$staged/prepared"
	whole_staged "git's index" stage "$staged" index "$repo/.git/index" "$staged/index"
	effect "nothing but the index" ".git/index bytes"
	check "no lock is left" test ! -e "$repo/.git/index.lock"
fi

# --- what undo leaves ---

# As git's objects: others may need it from the moment that it is there.
keep_plan() { plan_of mkdir "$repo/o" keep write "$repo/o/f" object as 0444 keep edit "$repo/go.mod" 1.20 1.21; }
sample
remember
keep_plan
check "something that is to stay" apply
"$ENGINE" undo 1 >"$said_by" 2>&1
check "is taken back" told undone
check "and stays, as it was made" test "$(stat -c %a "$repo/o/f" && cat "$repo/o/f")" = "444
object"
check "the rest is as before" sh -c '"$0" -i -x "$2/o" -x "$2/.git/gomend" -m "$2" "$2" >"$1/is.txt"; "$0" -i -x "$2/o" -x "$2/.git/gomend" -w "$1/is.txt" -m "$2" "$2" && grep -q 1.20 "$2/go.mod"' "$TREESTATE" "$work" "$repo"
said=$(leftovers)
check "nothing else is left" test -z "$said"
sample
keep_plan
apply
chmod 700 "$repo/o" && rm -rf "$repo/o"
"$ENGINE" undo 1 >"$said_by" 2>&1
check "what became of it does not matter to undo" told undone
# Cut off with everything but the commit.
cut_off() {
	sample
	remember
	keep_plan
	"$KSTEP" kill 6 -s -e renameat2 --in "$work/plan" --out "$said_by" -- "$ENGINE" apply >/dev/null 2>&1
	grep -q 1.21 "$repo/go.mod" && [ -f "$repo/o/f" ] || not_ok "nothing was cut off" "$(cat "$said_by")"
}
cut_off
"$ENGINE" recover >"$said_by" 2>&1
check "cut off before anybody used it: as before" same_as_was
cut_off
touch "$repo/o/f" && echo more >"$repo/o/g"
"$ENGINE" recover >"$said_by" 2>&1
check "cut off, and somebody has used it: it stays" test "$(cat "$repo/o/f" "$repo/o/g")" = "objectmore"
check "and the rest does not" grep -q 1.20 "$repo/go.mod"
cut_off
rm -f "$repo/o/f"
"$ENGINE" recover >"$said_by" 2>&1
check "cut off, and it is gone: as before" same_as_was

# --- without an exchange ---

poor=$builddir/tests/apply/noexchange.so
if LD_PRELOAD=$poor true 2>/dev/null && [ -f "$poor" ]; then
	rich=$ENGINE
	printf '#!/bin/sh\nLD_PRELOAD=%s exec %s "$@"\n' "$poor" "$rich" >"$work/poor"
	chmod +x "$work/poor"
	ENGINE=$work/poor
	whole "an edit without RENAME_EXCHANGE" edit "$repo/go.mod" 1.20 1.21
	whole_staged "a tree without it" stage "$staged" tree "$repo/vendor" "$staged/vendor"
	whole "and a move" edit "$repo/vendor/modules.txt" v1 v2 move "$repo/vendor" "$repo/old" absent link "$repo/vendor" old
	ENGINE=$rich
else
	skip "without RENAME_EXCHANGE" "nothing can be preloaded here"
fi

# --- what new things inherit, and what replaced ones keep ---

# mode_of PATH : mode, owner, group
mode_of() { stat -c '%a %u %g' "$1"; }
sample
(umask 077 && "$PLAN" "$repo" git "$repo/.git" write "$repo/new" x mkdir "$repo/dir" edit "$repo/go.mod" 1.20 1.21 write "$repo/run.sh" y >"$work/plan" && "$ENGINE" apply <"$work/plan" >"$said_by" 2>&1)
check "umask 077: a new file" test "$(stat -c %a "$repo/new")" = 600
check "umask 077: a new folder" test "$(stat -c %a "$repo/dir")" = 700
check "umask 077: an edited file keeps its mode" test "$(stat -c %a "$repo/go.mod")" = 644
check "umask 077: a replaced file too" test "$(stat -c %a "$repo/run.sh")" = 750
check "the other name of a replaced file has the old bytes" grep -q '#!/bin/sh' "$repo/run2.sh"
check "private state" test "$(stat -c %a "$state" "$state/txn/1" "$state/txn/1/journal" "$state/txn/1/plan.json" | tr '\n' ' ')" = "700 700 600 600 "
check "private copies" test "$(stat -c %a "$repo"/.git/gomend/txn-*)" = 700
if [ "$(id -u)" = 0 ]; then
	stage_group() { mkdir "$repo/shared" && chgrp 1234 "$repo/shared" && chmod 2775 "$repo/shared" && stage_more; }
	sample_more=stage_group
	sample
	plan_of stage "$staged" write "$repo/shared/f" x mkdir "$repo/shared/d" write "$repo/shared/d/g" y tree "$repo/shared/t" "$staged/vendor" link "$repo/shared/l" f
	apply
	check "setgid: the group of a new file" test "$(mode_of "$repo/shared/f")" = "644 0 1234"
	check "setgid: a new folder hands it on" test "$(mode_of "$repo/shared/d")" = "2755 0 1234"
	check "setgid: and did" test "$(mode_of "$repo/shared/d/g")" = "644 0 1234"
	check "setgid: a new tree" test "$(mode_of "$repo/shared/t/new")" = "2755 0 1234"
	check "setgid: a link" test "$(stat -c %g "$repo/shared/l")" = 1234
	chown 4321:4322 "$repo/go.mod" && chmod 4711 "$repo/go.mod"
	plan_of edit "$repo/go.mod" 1.20 1.21
	"$ENGINE" --force-owner apply <"$work/plan" >"$said_by" 2>&1
	check "owner and setuid of an edited file" test "$(mode_of "$repo/go.mod")" = "4711 4321 4322"
	sample_more=:
fi
if setfacl -d -m u:65534:rwx "$work/home" 2>/dev/null; then
	stage_acl() { mkdir "$repo/acl" && setfacl -d -m u:65534:rwX "$repo/acl" && setfacl -m u:65534:r "$repo/go.mod"; }
	sample_more=stage_acl
	sample
	plan_of write "$repo/acl/f" x edit "$repo/go.mod" 1.20 1.21
	(umask 077 && apply)
	check "the ACL that a new file inherits" sh -c 'getfacl -n "$0" 2>/dev/null | grep -q "user:65534:rw"' "$repo/acl/f"
	check "the ACL that an edited file keeps" sh -c 'getfacl -n "$0" 2>/dev/null | grep -q "user:65534:r--"' "$repo/go.mod"
	sample_more=:
else
	skip "ACLs" "no setfacl, or no ACLs here"
fi
sample
chattr +i "$repo/go.mod" 2>/dev/null && lsattr "$repo/go.mod" 2>/dev/null | grep -q -e '-i-' && frozen=yes || frozen=
if [ "$frozen" ]; then
	plan_of edit "$repo/go.mod" 1.20 1.21
	apply
	said=$?
	chattr -i "$repo/go.mod"
	check "an unchangeable file is refused" test "$said" = 2
fi

# --- how much it costs ---

sample
i=0
set --
while [ $i -lt 200 ]; do
	echo 1 >"$repo/f$i"
	set -- "$@" edit "$repo/f$i" 1 2
	i=$((i + 1))
done
plan_of "$@"
"$KSTEP" list -s -e fsync,fdatasync,syncfs,sync --in "$work/plan" --out "$said_by" -- "$ENGINE" apply >"$work/syncs"
check "200 files: all changed" sh -c '[ "$(cat "$0"/f* | sort -u)" = 2 ]' "$repo"
check "200 files: five syncs" test "$(grep -c entry "$work/syncs")" = 5

# --- exec ---

says "exec runs a command" "hello" "$ENGINE" exec -- /bin/echo hello
says "exec looks along no PATH" "echo: Invalid argument" "$ENGINE" exec -- echo hello
"$ENGINE" exec -- /nonexistent/x 2>/dev/null
check "exec: not there" test $? = 127
"$ENGINE" exec --write /nonexistent -- /bin/true 2>/dev/null
confined=$?
if [ $confined = 125 ]; then
	mkdir -p "$work/in" "$work/out"
	check "exec writes below its folder" "$ENGINE" exec --write "$work/in" -- /bin/sh -c 'echo x >"$0/f" && mkdir "$0/d" && echo y >>"$0/d/g" && rm "$0/f"' "$work/in"
	check "exec writes to /dev/null" "$ENGINE" exec --write "$work/in" -- /bin/sh -c 'echo x >/dev/null'
	for act in 'echo x >"$0/f"' 'mkdir "$0/d"' 'ln -s x "$0/l"' 'mv "$1/d" "$0/d"' 'rm "$0/there"' ': >"$0/there"' 'ln "$1/d/g" "$0/g"'; do
		echo kept >"$work/out/there"
		if "$ENGINE" exec --write "$work/in" -- /bin/sh -c "$act" "$work/out" "$work/in" 2>/dev/null; then
			not_ok "exec cannot: $act" "it could"
		elif [ "$(ls "$work/out")" = there ] && grep -q kept "$work/out/there"; then
			ok "exec cannot: $act"
		else
			not_ok "exec cannot: $act" "$(ls "$work/out")"
		fi
	done
else
	skip "exec confines" "no Landlock here"
fi

echo "1..$n"
