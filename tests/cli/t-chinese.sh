#!/bin/sh
# What gomend-scan says in English is Chinese for a Chinese user, JSON is not.
w=$out/cli-chinese
rm -rf "$w"
mkdir -p "$w/home" "$w/app" "$w/pipe/.git/objects" "$w/pipe/.git/refs" || exit 1
# A repository of its own: the build tree may lie in another one.
echo "ref: refs/heads/main" >"$w/pipe/.git/HEAD"
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

# Is it said?  Where the lines break depends on how long the paths are.
says() {
	tr -d ' \n' <"$w/said" | grep -q "$(printf %s "$1" | tr -d ' ')"
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
says '指向 /nonexistent/gone'
ok $? "why git was not asked"
says 'git worktree repair' && ! says 'which is not there'
ok $? "and what to do"

"$GOMEND" inspect --json "$w/app" >"$w/said" 2>&1
grep -q 'leads to /nonexistent/gone, which is not there' "$w/said"
ok $? "JSON is English"

"$GOMEND" check "$w/gone" >"$w/said" 2>&1
[ -s "$w/said" ] && ! says cannot && ! says 'No such'
ok $? "a folder that is not there"

if mkfifo "$w/pipe/go.mod" 2>/dev/null; then
	"$GOMEND" inspect "$w/pipe" >"$w/said" 2>&1
	says 'go.mod 不是普通文件'
	ok $? "why a go.mod was not read"
	"$GOMEND" check "$w/pipe" >"$w/said" 2>&1
	says 'gomod-invalid go.mod' && says '不是普通文件' && ! says 'regular file'
	ok $? "a reason within a finding"
fi

# Deeper than the walk goes, and new terminals that end at once.
mkdir -p "$w/deep/.git/objects" "$w/deep/.git/refs" "$w/home/.config/fish" \
	"$w/deep/$(awk 'BEGIN { for (i = 0; i < 520; i++) printf "d/" }')"
cp "$w/pipe/.git/HEAD" "$w/deep/.git/HEAD"
for rc in .profile .bashrc .zshrc .config/fish/config.fish; do
	echo 'exit 7' >"$w/home/$rc"
done
"$GOMEND" check --only not-looked-at "$w/deep" >"$w/said" 2>&1
says '没有查看' && ! says 'were not looked at'
ok $? "why a folder was not looked at"
if says '没有回答'; then
	says '原因：还没来得及询问 shell' && ! says 'The shell'
	ok $? "why a shell did not answer"
fi
rm -rf "$w/home"
mkdir "$w/home"

LC_ALL=C "$GOMEND" check "$w/app" >"$w/said" 2>&1
! LC_ALL=C grep -q '[^ -~]' "$w/said"
ok $? "ASCII only in the C locale"
rm -rf "$w"
echo "1..$n"
