# Dependencies whose go.mod names another path than the lock: one in another
# case and one by its /v2, which only the project imports; one that has moved,
# which a dependency imports as well; one that nothing needs any more. A copy
# of one that was changed by hand goes by the new path, too. Two are forks that kept
# the path of what they are forks of: one has its own commit by the same tag, of the
# other the module of that path lacks the tag.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
export GOFLAGS=-buildvcs=false
escaped() { # PATH WITH A CAPITAL: as a proxy has it
	mkdir -p "$T/proxy/$(dirname "$2")"
	mv "$T/proxy/$1" "$T/proxy/$2"
}
mkmod example.com/Case/log v1.1.0 "go.mod=module example.com/case/log"
escaped example.com/Case 'example.com/!case'
mkmod example.com/case/log v1.1.0
mkmod example.com/case/log v1.2.0
mkmod github.com/me/two v1.0.0
mkmod github.com/me/two/v2 v2.0.0 "lib.go=package two

const Two = 2" "sub/sub.go=package sub"
mkmod example.com/old/bolt v1.3.4 "go.mod=module example.org/bbolt" "lib.go=package bolt

type DB int"
mkmod example.org/bbolt v1.3.4 "lib.go=package bolt

type DB int"
mkmod example.com/store v1.0.0 "lib.go=package store

import \"example.com/old/bolt\"

func Open() bolt.DB { return 1 }"
mkmod example.com/unused v1.0.0 "go.mod=module example.org/unused"
mkmod example.org/unused v1.0.0
mkmod example.com/hand v1.0.0 "go.mod=module example.org/hand"
mkmod example.org/hand v1.0.0 "lib.go=package hand

const Hand = 1"
mkmod example.com/yaml v1.3.0
mkmod example.com/fork/yaml v1.3.0 "go.mod=module example.com/yaml" "lib.go=package yaml

const Fork = 5"
sed -i s/2020-01-02/2020-01-03/ "$T/proxy/example.com/fork/yaml/@v/v1.3.0.info"
mkmod example.com/toml v1.0.0
mkmod example.com/fork/toml v1.1.0 "go.mod=module example.com/toml" "lib.go=package toml

const Fork = 6"
for m in example.com/fork/yaml=v1.3.0 example.com/fork/toml=v1.1.0 example.com/Case/log=v1.1.0 example.com/old/bolt=v1.3.4 example.com/store=v1.0.0 example.com/unused=v1.0.0 example.com/hand=v1.0.0 \
	github.com/me/two=v2.0.0; do
	printf '[[projects]]\n  name = "%s"\n  revision = "%s"\n  version = "%s"\n' \
		"${m%=*}" 1111111111111111111111111111111111111111 "${m#*=}"
done >Gopkg.lock
file m.go 'package main // import "example.com/me"' "" 'import (' '	_ "example.com/Case/log" // example.com/Case/log' \
	'	"example.com/old/bolt"' '	"example.com/store"' '	"github.com/me/two"' '	_ "github.com/me/two/sub"' \
	'	"example.com/hand"' '	"example.com/fork/toml"' '	"example.com/fork/yaml"' ')' "" \
	'var db bolt.DB = store.Open()' "" 'func main() { println(two.Two, "github.com/me/two", hand.Hand, db, yaml.Fork, toml.Fork) }'
file vendor/example.com/hand/lib.go 'package hand' "" 'const Hand = "ours"'
git_commit
after() {
	passes "$GO" build -o /dev/null ./...
	prints "example.com/case/log v1.1.0
example.com/old/bolt v1.3.4 => example.org/bbolt v1.3.4
example.com/store v1.0.0
example.com/toml v0.0.0-00010101000000-000000000000 => example.com/fork/toml v1.1.0
example.com/yaml v0.0.0-00010101000000-000000000000 => example.com/fork/yaml v1.3.0
example.org/hand v1.0.0 => ./third_party/example.com/hand
github.com/me/two/v2 v2.0.0" sh -c \
		"'$GO' list -mod=mod -m all | sed 1d"
	"$GO" run . >"$T/said" 2>&1
	prints "2 github.com/me/two ours 1 5 6" cat "$T/said"
}
