# It does not build with what no lock names in a version of its last commit, but
# with the newest: that comes, and it is told.
# A long case: ./dev long.
CHECK=gopath-project
SET=network=yes
ORACLE=newest
mkmod example.com/used v1.0.0
mkmod example.com/used v1.4.0 'lib.go=package used

func New() {}'
mkmod example.com/too v1.0.0
sed -i "s/2020-/2025-/" "$T/proxy/example.com/used/@v/v1.4.0.info"
file m.go 'package m // import "example.com/me"' "" 'import (' '	"example.com/used"' \
	'	_ "example.com/too"' ')' "" 'func init() { used.New() }'
git init -q -b main .
git add -A
GIT_COMMITTER_DATE=2021-12-01T00:00:00Z git -c user.name=t \
	-c user.email=t@example.com commit -q -m old
after() {
	passes "$GO" build ./...
	prints "v1.4.0" "$GO" list -m -f '{{.Version}}' example.com/used
}
