# A repository with linked work trees beside it and inside it, a submodule, a
# nested repository, one that borrows its objects, and all that git ignores.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app STATE="$GOPATH $T/wt $T/borrower $T/hard"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file .gitignore "*.log" "/bin/"
(mkdir "$T/sub" && cd "$T/sub" && file s.txt s && git_commit)
git init -q -b main .
git -c protocol.file.allow=always submodule --quiet add "$T/sub" third/sub
git_commit
git worktree add -q -b wt "$T/wt"
git worktree add -q -b inner inner
git worktree add -q -b gone "$T/gone"
rm -rf "$T/gone"
git clone -q --shared . "$T/borrower"
mv "$T/borrower" ../borrower
(mkdir nested && cd nested && file n.txt n && git_commit)
file x.log ignored
file bin/tool ignored
file untracked.txt u
ln untracked.txt "$T/hard"
chmod 600 untracked.txt
mkfifo pipe
mkdir empty
echo "// changed" >>lib/l.go
status() {
	for d in . inner nested third/sub; do
		git -C "$d" status --porcelain=v2 --branch || return 1
	done
	git -C "$T/wt" status --porcelain=v2 --branch &&
		git -C "$GOPATH/src/example.com/o/borrower" fsck --no-dangling
}
ORACLE=newest
before() {
	cd "$ROOT" && status >"$T/status" 2>&1
}
after() {
	status >"$T/status-after" 2>&1 || return 1
	cmp "$T/status" "$T/status-after" || return 1
	git worktree list --porcelain | sed -n 's/^worktree //p' >"$T/list"
	printf '%s\n' "$MOVED" "$T/gone" "$MOVED/inner" "$T/wt" |
		LC_ALL=C sort >"$T/list-want"
	LC_ALL=C sort "$T/list" | cmp - "$T/list-want" || return 1
	git -C "$T/wt" worktree list --porcelain | grep -qx "worktree $MOVED" &&
		[ -p pipe ] && [ "$(cat bin/tool x.log)" = "ignored
ignored" ] && [ untracked.txt -ef "$T/hard" ] && passes "$GO" build ./...
}
