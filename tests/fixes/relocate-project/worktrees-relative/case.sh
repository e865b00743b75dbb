# Links as git 2.48 and newer write them with worktree.useRelativePaths.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app STATE="$GOPATH $T/wt"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
git_commit
git worktree add -q -b wt "$T/wt"
git worktree add -q -b inner inner
printf '../../../../../../../../wt/.git\n' >.git/worktrees/wt/gitdir
printf 'gitdir: ../gopath/src/example.com/o/app/.git/worktrees/wt\n' >"$T/wt/.git"
printf '../../../inner/.git\n' >.git/worktrees/inner/gitdir
printf 'gitdir: ../.git/worktrees/inner\n' >inner/.git
ORACLE=newest
after() {
	git -C "$T/wt" status --porcelain=v2 >/dev/null &&
		git -C inner status --porcelain=v2 >/dev/null || return 1
	# Older ones take the relative path to start elsewhere.
	git version | awk '{ split($3, v, "."); exit !(v[1] > 2 || v[2] >= 48) }' ||
		return 0
	git worktree list --porcelain | grep -qx "worktree $T/wt" &&
		git worktree list --porcelain | grep -qx "worktree $MOVED/inner" &&
		git -C "$T/wt" worktree list --porcelain |
			grep -qx "worktree $MOVED"
}
