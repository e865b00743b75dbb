# A superproject whose submodule says absolutely where its repository is, and
# an old one with a .git folder of its own.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
(mkdir "$T/sub" && cd "$T/sub" && file s.txt s && git_commit)
git init -q -b main .
git -c protocol.file.allow=always submodule --quiet add "$T/sub" abs
git -c protocol.file.allow=always submodule --quiet add "$T/sub" own
git_commit
echo "gitdir: $ROOT/.git/modules/abs" >abs/.git
git config -f .git/modules/abs/config core.worktree "$ROOT/abs"
rm own/.git
mv .git/modules/own own/.git
git config -f own/.git/config --unset core.worktree
ORACLE=newest
both() {
	git submodule status && git -C abs status --porcelain=v2 --branch &&
		git -C own status --porcelain=v2 --branch
}
before() {
	cd "$ROOT" && both >"$T/status"
}
after() {
	both | cmp - "$T/status"
}
