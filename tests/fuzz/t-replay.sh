#!/bin/sh
# Every fuzzer over the files of its kind and over broken copies of them.
#   FUZZ_RUNS=N     broken copies of each file (20)
#   GOMEND_CORPUS   folder with files of real projects
set -u
corpus=${GOMEND_CORPUS:-$srcdir/../shared/corpus}
runs=${FUZZ_RUNS:-20}
n=0
# replay FUZZER FILE...
replay() {
	fuzzer=$1
	shift
	n=$((n + 1))
	if [ ! -x "$builddir/tests/fuzz/$fuzzer" ]; then
		echo "ok $n - $fuzzer # SKIP it is not built"
		return
	fi
	if text=$(timeout 120 "$builddir/tests/fuzz/$fuzzer" -m "$runs" "$@" 2>"$out/$fuzzer.err"); then
		echo "ok $n - $fuzzer, $text"
	else
		echo "not ok $n - $fuzzer"
		head -n 30 "$out/$fuzzer.err" | sed 's/^/# /'
	fi
}
# The first files of a kind in the corpus that are not large.
real() {
	[ -d "$corpus/$1" ] &&
		find "$corpus/$1" -type f -size -40k | LC_ALL=C sort | head -n 40
}
own=$srcdir/tests/fmt/data
# Names in the corpus hold no blanks.
# shellcheck disable=SC2046
replay gomod_fuzzer "$own"/*.mod "$own"/*.work $(real go.mod) $(real go.work)
# shellcheck disable=SC2046
replay gosum_fuzzer "$own"/*.sum $(real go.sum)
# shellcheck disable=SC2046
replay modulestxt_fuzzer "$own"/*.txt $(real modules.txt)
replay modpath_fuzzer "$own"/paths.list "$own"/*.mod
replay yaml_fuzzer "$own"/*.yml
replay gitlabci_fuzzer "$own"/*.gitlab.yml
replay workflow_fuzzer "$own"/*.workflow.yml
replay dockerfile_fuzzer "$own"/*.Dockerfile "$srcdir"/tests/cli/recorded/*.log
replay makefile_fuzzer "$own"/*.mk "$srcdir/Makefile.am"
replay gopathline_fuzzer "$own"/gopath.* "$own"/*.mk "$own"/*.Dockerfile "$own"/*.yml
logs=$srcdir/tests/log
replay log_fuzzer "$logs"/samples/*.log "$logs"/good/*.log "$srcdir"/tests/cli/recorded/*.log
replay goenvfile_fuzzer "$own"/*.goenv "$own"/*.mod
mkdir -p "$out/locks"
# The files that tests/go/t-legacylock.sh makes.
awk -v dir="$out/locks" '/^own .*<<.EOF.$/ { f = dir "/" $2; next }
	/^EOF$/ { f = ""; next } f { print >f }' "$srcdir/tests/go/t-legacylock.sh"
# shellcheck disable=SC2046
replay legacylock_fuzzer "$out"/locks/* $(real Gopkg.lock) $(real vendor.json)
# What shells read and trace, in all their tongues.
mkdir -p "$out/shell"
sed -n "/^\trc /,/^\task/p" "$srcdir/tests/probe/t-provenance.sh" |
	tr -d "'" >"$out/shell/rc"
replay shellset_fuzzer "$out/shell/rc" "$srcdir"/tests/probe/t-*.sh "$srcdir/dev"
replay xtrace_fuzzer "$own"/*.xtrace
sh "$srcdir/src/probe/snapshot.sh" >"$out/snapshot.json"
replay recording_fuzzer "$srcdir"/tests/cli/recorded/*.log "$out/snapshot.json"
# What nobody writes by accident: cut off, endless, nested without end.
rm -rf "$out/hostile"
mkdir -p "$out/hostile"
if command -v python3 >/dev/null; then
	python3 "$srcdir/tests/fuzz/hostile.py" "$out/hostile" "$own" || exit 1
	for fuzzer in yaml_fuzzer gitlabci_fuzzer workflow_fuzzer; do
		replay "$fuzzer" "$out"/hostile/*.yml
	done
	replay log_fuzzer "$out"/hostile/*
fi
replay buildinfo_fuzzer "$builddir/tests/fmt/test_goenvfile"
echo "1..$n"
