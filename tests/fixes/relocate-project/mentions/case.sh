# Files in languages of their own that name the place: shown, never changed.
# A long case: ./dev long.
CHECK=module-in-gopath
export GIT_OPTIONAL_LOCKS=0
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
MOVED=$HOME/src/app SET=leave-link=no
export GIT_CONFIG_GLOBAL="$HOME/.gitconfig" GOBIN="$ROOT/bin"
file go.mod "module example.com/o/app" "" "go 1.18"
file lib/l.go "package lib" "" "const X = 1"
file Makefile "all:" '	cd $(GOPATH)/src/example.com/o/app && go build ./...'
file scripts/run '#!/bin/sh' 'cd "$GOPATH/src/example.com/o/app2"' \
	'exec "${GOPATH}/src/example.com/o/app/bin/x"'
chmod 755 scripts/run
file .github/workflows/ci.yml "env:" '  D: $GOPATH/src/example.com/o/app'
file Dockerfile "FROM golang:1.22" "WORKDIR /go/src/example.com/o/app" \
	'RUN cd $GOPATH/src/example.com/o/app'
file .vscode/settings.json "{" "  // of old" '  "go.inferGopath": true' "}"
file .idea/app.iml "<module>" "  <content url=\"file://$ROOT\" />" "</module>"
file gen.go "package app" "" "//go:generate $ROOT/tool"
file README.md "cd $ROOT"
file vendor/x/run.sh "cd $ROOT"
file "$HOME/.bashrc" "alias app='cd $ROOT'"
file "$HOME/.gitconfig" '[includeIf "gitdir:~/src/"]' "	path = a" \
	"[includeIf \"gitdir:$GOPATH/src/example.com/\"]" "	path = b" \
	'[includeIf "gitdir:~/work/"]' "	path = c" "[safe]" "	directory = $ROOT"
file ../o.code-workspace "{" '  "folders": [ { "path": "app" },' \
	'    { "path": "dep" } ]' "}"
git_commit
ORACLE=newest
after() {
	git status --porcelain=v2 >"$T/status"
	[ ! -s "$T/status" ]
}
