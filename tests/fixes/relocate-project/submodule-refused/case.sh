# A submodule does not leave its superproject.
CHECK=module-in-gopath
export GOPATH="$T/gopath" GOMODCACHE="$T/modcache"
STATE=$GOPATH
ROOT=$GOPATH/src/example.com/o/app
mkdir -p "$ROOT" "$HOME/src"
cd "$ROOT" || exit 1
(mkdir "$T/sub" && cd "$T/sub" && file go.mod "module example.com/s" "" "go 1.18" &&
	file s.go "package s" && git_commit)
git init -q -b main .
git -c protocol.file.allow=always submodule --quiet add "$T/sub" sub
git_commit
ROOT=$ROOT/sub
