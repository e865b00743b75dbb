# A linked work tree: its index lies elsewhere than the objects.
# A long case: ./dev long.
CHECK=gosum-ignored
mkdir main
cd main
file m.go "package m"
git_commit
git worktree add -q ../linked
cd ../linked
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
ROOT=$T/repo/linked
CWD=$T/repo/linked
ORACLE=newest
after() {
	prints "go.sum" env GIT_OPTIONAL_LOCKS=0 git diff --cached --name-only
	passes git cat-file -e :go.mod
}
INDEX=$T/repo/main/.git/worktrees/linked/index
