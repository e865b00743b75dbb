# Under another path its own packages would not find each other.
CHECK=gopath-project
SET=module=example.com/other
export GOPATH=$T/gp
ROOT=$T/gp/src/example.com/me
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
CWD=$ROOT
file m.go 'package m' "" 'import _ "example.com/me/lib"'
file lib/lib.go "package lib"
git_commit
