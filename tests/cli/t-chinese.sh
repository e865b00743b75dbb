#!/bin/sh
# What gomend-scan says in English is Chinese for a Chinese user, JSON is not.
w=$out/cli-chinese
rm -rf "$w"
mkdir -p "$w/home" "$w/app" "$w/pipe" || exit 1
w=$(cd "$w" && pwd -P)
HOME=$w/home GOFLAGS='' GOENV=off GOPROXY=off LC_ALL=C.UTF-8 LANGUAGE=zh_CN
GIT_CEILING_DIRECTORIES=$w
export HOME GOFLAGS GOENV GOPROXY LC_ALL LANGUAGE GIT_CEILING_DIRECTORIES
unset LANG NO_COLOR
n=0

ok() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/said" | head -n 20
	fi
}

if ! "$GOMEND" --help 2>/dev/null | grep -q '用法'; then
	echo "ok 1 - Chinese # SKIP no UTF-8 locale, or built without NLS"
	echo "1..1"
	exit 0
fi

echo 'gitdir: /nonexistent/gone' >"$w/app/.git"
printf 'module example.com/app\n\ngo 1.20\n\nbad\n' >"$w/app/go.mod"
printf 'package app\n' >"$w/app/app.go"
"$GOMEND" check "$w/app" >"$w/said" 2>&1
grep -q '指向 /nonexistent/gone' "$w/said"
ok $? "why git was not asked"
grep -q 'git worktree repair' "$w/said" && ! grep -q 'which is not there' "$w/said"
ok $? "and what to do"

"$GOMEND" inspect --json "$w/app" >"$w/said" 2>&1
grep -q 'leads to /nonexistent/gone, which is not there' "$w/said"
ok $? "JSON is English"

"$GOMEND" check "$w/gone" >"$w/said" 2>&1
! grep -Eq 'cannot|No such' "$w/said"
ok $? "a folder that is not there"

if mkfifo "$w/pipe/go.mod" 2>/dev/null; then
	"$GOMEND" inspect "$w/pipe" >"$w/said" 2>&1
	grep -q 'go.mod 不是普通文件' "$w/said"
	ok $? "why a go.mod was not read"
	"$GOMEND" check "$w/pipe" >"$w/said" 2>&1
	grep -q '不是普通文件' "$w/said" && ! grep -q 'regular file' "$w/said"
	ok $? "a reason within a finding"
fi

LC_ALL=C "$GOMEND" check "$w/app" >"$w/said" 2>&1
! LC_ALL=C grep -q '[^ -~]' "$w/said"
ok $? "ASCII only in the C locale"
rm -rf "$w"
echo "1..$n"
