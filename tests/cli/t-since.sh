#!/bin/sh
# check --new-since: only what a change brought.
w=$out/cli-since
rm -rf "$w"
mkdir -p "$w/home" "$w/tmp" "$w/r/a" "$w/r/b"
if ! command -v git >/dev/null; then
	echo "1..0 # SKIP no git"
	exit 0
fi
HOME=$w/home TMPDIR=$w/tmp LC_ALL=C.UTF-8
GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com
GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
export HOME TMPDIR LC_ALL GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME
export GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
unset LANGUAGE LANG XDG_CONFIG_HOME
cd "$w/r" || exit 1
n=0

result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/got"
	fi
}

git init -q .
printf 'module example.com/a\n\ngo 1.18\n\nold trouble\n' >a/go.mod
printf 'module example.com/b\n\ngo 1.18\n' >b/go.mod
printf '\377\000\n' >a/data.go
git add . && git commit -qm one
git tag v1

check() {
	"$GOMEND" check --only gomod-invalid "$@" >"$w/got" 2>&1
}

check
[ $? = 1 ] && grep -q "a/go.mod:5" "$w/got"
result $? "there is an old finding"
check --new-since v1
[ $? = 0 ] && ! grep -q "a/go.mod:5" "$w/got" &&
	grep -q "New since v1; 1 finding was there before" "$w/got"
result $? "it is none of the change's"
printf 'new trouble\n' >>b/go.mod
check --new-since HEAD
[ $? = 1 ] && grep -q "b/go.mod:4" "$w/got" && ! grep -q "a/go.mod:5" "$w/got"
result $? "a new one of the work tree is"
git commit -qam two
check --new-since v1
[ $? = 1 ] && grep -q "b/go.mod:4" "$w/got"
result $? "or of a commit"
check --new-since HEAD
[ $? = 0 ]
result $? "committed, it was there before"
check --new-since HEAD~1 --json
[ $? = 1 ] && grep -q '"known_before":[[:space:]]*1' "$w/got"
result $? "as JSON too"
check --new-since nosuch
[ $? = 2 ] && grep -q "nosuch" "$w/got"
result $? "a revision that is not there"
cd "$w/home" && check --new-since HEAD "$w/home"
rc=$?
case $(git rev-parse --show-toplevel 2>/dev/null) in
"") [ $rc = 2 ] && grep -q "no git here" "$w/got" ;;
*) true ;;
esac
result $? "no git, no revision"
[ -z "$(ls -A "$w/tmp")" ]
result $? "nothing is left behind"
cd "$w/r" || exit 1
[ -z "$(git status --porcelain)" ]
result $? "the repository is as it was"
echo "1..$n"
