# The linked work tree is what lies in GOPATH/src: its repository is told.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app STATE="$GOPATH $T/main" UNDO=$T/main/.git/worktrees/app/gomend
mkdir "$T/main"
(cd "$T/main" && file go.mod "module example.com/o/app" "" "go 1.18" &&
	file l.go "package lib" && git_commit)
rmdir "$ROOT"
git -C "$T/main" worktree add -q -b topic "$ROOT"
cd "$ROOT" || exit 1
ORACLE=newest
before() {
	cd "$ROOT" && git status --porcelain=v2 --branch >"$T/status"
}
after() {
	git status --porcelain=v2 --branch | cmp - "$T/status" &&
		git -C "$T/main" worktree list --porcelain |
			grep -qx "worktree $MOVED"
}
