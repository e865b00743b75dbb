# "project/pkg", by the name of the folder that the module lies in.
mkdir -p project
cd project || exit 1
ROOT=$PWD
CWD=$ROOT
file go.mod "module example.com/you/thing" "" "go 1.18"
file m.go "package m" "" 'import (' '	_ "project/lib"' '	_ "project/lib/deep"' ')'
file lib/lib.go "package lib"
file lib/deep/deep.go "package deep"
oracle() {
	since 1.21 && word=std || word=GOROOT
	fails "package project/lib is not in $word" "$GO" build .
}
