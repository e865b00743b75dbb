# For the scripts beside: TAP lines, and waiting with a limit.
tool=$builddir/tests/probe/session_tool
t=$out/probe-$(basename "$0" .sh)
rm -rf "$t"
# A repository of its own: what lies around the test's folder is not looked at.
mkdir -p "$t/home" "$t/repo/.git/objects" "$t/repo/.git/refs"
echo "ref: refs/heads/main" >"$t/repo/.git/HEAD"
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
}
# until SECONDS COMMAND...: true as soon as the command is.
until_true() {
	limit=$(($1 * 20))
	shift
	while [ "$limit" -gt 0 ]; do
		"$@" >/dev/null 2>&1 && return 0
		limit=$((limit - 1))
		sleep 0.05
	done
	return 1
}
