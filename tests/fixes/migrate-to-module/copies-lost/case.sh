# No server has them any more: what a copy that was changed by hand imports, and what
# lies in the vendor folder of a copy, whatever the lock names. The copies go on.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
ORACLE=newest
export GOFLAGS=-buildvcs=false
mkmod example.com/changed v1.0.0
mkmod example.com/nest v1.0.0 'lib.go=package nest

import _ "example.com/deep"'
for m in changed nest; do
	cp -r "$T/src/example.com/$m@v1.0.0" $m
	rm $m/go.mod
done
mkdir -p vendor/example.com
mv changed nest vendor/example.com
file vendor/example.com/changed/lib.go 'package changed' "" 'import _ "example.com/lost/pkg"'
file vendor/example.com/lost/pkg/lib.go 'package pkg' "" 'import _ "example.com/lost-too"'
file vendor/example.com/lost-too/lib.go 'package lost'
file vendor/example.com/nest/vendor/example.com/deep/lib.go 'package deep'
for m in changed nest lost lost-too; do
	echo "  {\"importpath\": \"example.com/$m\", \"repository\": \"https://example.com/$m\", \"revision\": \"v1.0.0\", \"branch\": \"master\"},"
done | sed '$s/,$//' >deps
{
	printf '{ "version": 0, "dependencies": [\n'
	cat deps
	echo ']}'
} >vendor/manifest
rm deps
file m.go 'package m // import "example.com/me"' "" 'import (' '	_ "example.com/changed"' '	_ "example.com/nest"' ')'
git_commit
after() {
	passes "$GO" build -mod=mod .
	passes "$GO" build .
	passes "$GO" mod tidy
}
