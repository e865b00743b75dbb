# A CPU quota that programs of Go do not look at: an export for new shells.
# A long case: ./dev long.
[ "$(nproc)" -ge 2 ] || skip_case "one CPU only"
use_shell bash
use_go 1.24
inside_quota 100000
# All of it happens in that cgroup: the look, the programs, the fresh shells.
own=$(sed -n 's/.*:cpu[^:]*:\(.*\)/\1/p; s/^0::\(.*\)/\1/p' /proc/self/cgroup | head -n 1)
case $cg in
/sys/fs/cgroup/cpu/*) from=/sys/fs/cgroup/cpu$own ;;
*) from=/sys/fs/cgroup$own ;;
esac
mkdir "$cg"
if [ -f "$cg/cpu.max" ]; then echo "100000 100000" >"$cg/cpu.max"; else
	echo 100000 >"$cg/cpu.cfs_period_us"
	echo 100000 >"$cg/cpu.cfs_quota_us"
fi
trap 'echo $$ >"$from/cgroup.procs"; rmdir "$cg"' EXIT
echo $$ >"$cg/cgroup.procs"
CHECK=gomaxprocs-quota ROOT=$HOME ORACLE=1.24 ROUNDS=- HERE="$T/m | grep -qx 'procs 1'"
cd "$HOME" || exit
says_procs
cd - >/dev/null || exit
printf 'PATH=$PATH:%s\n' "${PATH%%:*}" >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() {
	passes "$GO" build -o "$T/m" .
	prints "procs $(nproc)" in_fresh interactive "$T/m"
}
after() {
	prints "procs 1" in_fresh interactive "$T/m"
	fails "cannot find GOMAXPROCS" sh -c '"$1" env -w GOMAXPROCS=1 2>&1 | sed "s/.*unknown go command variable/cannot find/"; exit 1' sh "$GO"
}
