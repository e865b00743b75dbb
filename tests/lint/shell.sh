# Shell files parse, and shellcheck has nothing to say.
bad=0
files="dev scripts/new-check scripts/bless .ci/run tests/run tests/bench/run tests/lint/run tests/lint/*.sh tests/*/t-*.sh"
for f in $files; do
	[ -f "$f" ] || continue
	head -n 1 "$f" | grep -q bash && continue
	sh -n "$f" || bad=1
done
command -v shellcheck >/dev/null || exit $bad
shellcheck -S error -s sh $files || bad=1
shellcheck -S warning dev tests/run || bad=1
exit $bad
