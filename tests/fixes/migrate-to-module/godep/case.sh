# godep: a revision that a clone tells, one that the proxy tells, one by its tag, one that
# nobody does, one that nothing imports; vendor/ was changed by hand.
CHECK=gopath-project
SET=network=yes
mkdir -p "$HOME/go/src/example.com/dep1"
mkmod example.com/dep1 v1.1.0
mkmod example.com/dep2 v1.2.0 "sub/s.go=package sub"
mkmod example.com/dep3 v1.0.0
mkmod example.com/dep4 v1.0.0
mkmod example.com/dep5 v1.5.0
mkmod example.com/dep5 v1.6.0
top=$PWD
cd "$HOME/go/src/example.com/dep1" || exit 1
file lib.go "package dep1"
git_commit
git tag v1.1.0
rev=$(git rev-parse HEAD)
cd "$top" || exit 1
two=2222222222222222222222222222222222222222
printf '{"Version":"v1.2.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep2/@v/$two.info"
printf '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}\n' \
	>"$T/proxy/example.com/dep4/@v/4444444444444444444444444444444444444444.info"
file Godeps/Godeps.json "{" ' "ImportPath": "example.com/me",' \
	' "GoVersion": "go1.6",' ' "Deps": [' \
	"  {\"ImportPath\": \"example.com/dep1\", \"Rev\": \"$rev\"}," \
	"  {\"ImportPath\": \"example.com/dep2/sub\", \"Rev\": \"$two\"}," \
	'  {"ImportPath": "example.com/dep3", "Rev": "3333333333333333333333333333333333333333"},' \
	'  {"ImportPath": "example.com/dep5", "Comment": "v1.5.0", "Rev": "5555555555555555555555555555555555555555"},' \
	'  {"ImportPath": "example.com/dep4", "Rev": "4444444444444444444444444444444444444444"}' \
	" ]" "}"
file m.go 'package m // import "example.com/me"' "" "import (" \
	'	_ "example.com/dep1"' '	_ "example.com/dep2/sub"' \
	'	_ "example.com/dep3"' '	_ "example.com/dep5"' '	_ "example.com/me/lib"' ")"
file lib/lib.go "package lib"
file vendor/example.com/dep1/lib.go "package dep1" "" "// by hand"
file vendor/example.com/dep2/sub/s.go "package sub"
file vendor/example.com/dep3/lib.go "package dep3"
file vendor/example.com/dep5/lib.go "package dep5" "" 'const Version = "v1.5.0"'
git_commit
before() {
	GO111MODULE=on fails "" "$GO" build ./...
}
after() {
	passes "$GO" build ./...
	passes "$GO" build -mod=vendor ./...
}
