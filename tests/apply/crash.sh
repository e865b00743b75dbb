# What the crash tests share: cases, each a plan that is killed and failed at
# every system call of its apply, its undo and its recovery.  Sourced after
# engine.sh; sets up $proto, a copy of the sample that each run starts from.
judge=$srcdir/tests/apply/judge_engine.sh
export PLAN
proto=$work/proto
plan=$work/plan
RECOVER="$ENGINE recover"
IGNORE="-x $repo/.git/gomend"
# Of one run only the changes count: the repository with its .git, the home.
FRESH="$proto=$repo $work/home.none=$HOME"
# gomend made the stage, and is gone.
mkdir -p "$work/home.none/.local/state/gomend/stages"
ln -s "$staged" "$work/home.none/.local/state/gomend/stages/9999999.$(stat -Lc %i /proc/self/ns/pid).1.gone.$(uname -n | tr ./ __ | cut -c1-64).abcdef"

# The states between two calls that change something are all the same.
changes=write,pwrite64,mkdir,mkdirat,renameat2,renameat,rename,unlinkat,unlink,rmdir,symlink,symlinkat,linkat,utimensat,ftruncate,fchmod,fchmodat,chmod,fchownat,fchown,lchown,fsetxattr,fallocate

# crash_case NAME [-t PATH]... -- WORDS... : the states before and after this
# plan; -t: PATH gets a new mtime by it.
crash_case() {
	case_name=$1
	shift
	touched=
	while [ "$1" != -- ]; do
		[ "$1" = -t ] && touched="$touched -m $2"
		shift 2
	done
	shift
	rm -rf "$proto"
	sample_more=:
	case " $* " in *" stage "*) sample_more=stage_more ;; esac
	sample
	mkdir "$repo/gone" && echo x >"$repo/gone/x"
	mv "$repo" "$proto"
	words=
	for word; do words="$words$(quoted "$word")"; done
	make_plan="$(quoted "$PLAN")$(quoted "$repo") git $(quoted "$repo/.git") $words >$(quoted "$plan")"
	crash_states
}
# crash_states : the states before and after what $make_plan, a command, makes;
# $case_name names it, $touched has the paths that get a new mtime.
crash_states() {
	apply_it="$(quoted "$ENGINE")apply <$(quoted "$plan") >$(quoted "$said_by") 2>&1"
	undo_it="$(quoted "$ENGINE")undo 1 >$(quoted "$said_by") 2>&1"
	RESET=$make_plan
	rm -f "$work/applied.txt"
	fresh || { not_ok "$case_name: no plan"; return 1; }
	keep before
	sh -c "$apply_it" || { not_ok "$case_name: apply" "$(cat "$said_by")"; return 1; }
	# shellcheck disable=SC2086 # a list of words
	keep after -d $touched
	sh -c "$undo_it" || { not_ok "$case_name: undo" "$(cat "$said_by")"; return 1; }
	as_apply
}
# The next each_… is about applying, with the states before and after it.
as_apply() {
	RESET=$make_plan
	[ ! -e "$work/applied.txt" ] || { mv "$work/before.txt" "$work/after.txt"; mv "$work/original.txt" "$work/before.txt"; rm "$work/applied.txt"; }
	JOURNAL_before='none rolled-back' JOURNAL_after='applied'
	export JOURNAL_before JOURNAL_after
}
# … about taking it back: what was after is before now.
as_undo() {
	RESET="$make_plan && $apply_it"
	mv "$work/before.txt" "$work/original.txt"
	mv "$work/after.txt" "$work/before.txt"
	cp "$work/original.txt" "$work/after.txt"
	: >"$work/applied.txt"
	JOURNAL_before='applied' JOURNAL_after='undone'
	export JOURNAL_before JOURNAL_after
}
