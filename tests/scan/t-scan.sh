# gomend-scan over repositories made on the spot: every kind that git knows,
# what the walk finds in them, and the requests of the protocol.
. "$srcdir/tests/scan/lib.sh"
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }

# A repository with a bit of everything.
r=$work/all
gomod "$r" example.com/all
gomod "$r/sub" example.com/all/sub
gomod "$r/pkg/testdata/mod" example.com/fixture
gomod "$r/_old" example.com/old
mkdir -p "$r/.github/workflows" "$r/docker" "$r/node_modules/x" "$r/legacy" \
	"$r/cmd/tool"
gomod "$r/node_modules/x" example.com/hidden
cat >>"$r/go.mod" <<'X'
require example.com/dep v1.0.0

replace example.com/dep => ../outside

replace example.com/none => ./nowhere
X
printf 'go 1.21\n\nuse (\n\t.\n\t./sub\n\t./gone\n)\n' >"$r/go.work"
printf 'example.com/dep v1.0.0 h1:x\n<<<<<<< HEAD\n' >"$r/go.sum"
mkdir -p "$r/vendor/example.com/dep"
printf '# example.com/dep v1.0.0\n## explicit\nexample.com/dep\n' >"$r/vendor/modules.txt"
echo 'package dep' >"$r/vendor/example.com/dep/dep.go"
echo 'package dep' >"$r/vendor/example.com/dep/dep.gen.go"
printf '*.gen.go\n!keep.gen.go\n' >"$r/vendor/example.com/.gitignore"
printf 'on: push\njobs:\n  b:\n    steps:\n      - uses: actions/setup-go@v5\n        with:\n          go-version: "1.22"\n' \
	>"$r/.github/workflows/ci.yml"
printf 'ARG V=1.23\nFROM --platform=$P golang:${V}-alpine AS build\nFROM build\n' >"$r/docker/Dockerfile"
printf 'nodejs 20\ngolang 1.22.3 # ours\n' >"$r/.tool-versions"
echo 1.22.1 >"$r/.go-version"
printf '[tools]\nnode = "20"\ngo = "1.22"\n' >"$r/mise.toml"
: >"$r/legacy/Gopkg.lock"
mkdir -p "$r/hack"
cat >"$r/Makefile" <<'X'
GO ?= go
FLAGS = -race
test: vet
	@CGO_ENABLED=0 $(GO) test \
		$(FLAGS) ./...
	./hack/all
	echo go build
include rules.mk
X
printf 'vet:\n\tcd sub && go vet $(MORE) .\n' >"$r/rules.mk"
cat >"$r/hack/all" <<'X'
#!/usr/bin/env bash
OUT=out
export GOOS=linux GOARCH=$(uname -m)
cd "$(dirname "$0")/.."
# go test is not run here
: "go build"
go build -o "$OUT" ./cmd/tool
(cd sub && docker run x)
go test
if true; then
	go vet
fi
X
cat >"$r/README.md" <<'X'
# all
```console
output: go build
$ go test ./... \
    -v
ok
```
    go vet
~~~ sh
make # all of it
~~~
```go
go f()
```
X
cat >"$r/cmd/tool/main.go" <<'X'
//go:build linux || darwin

// Command tool does nothing.
package main

import (
	"C"
	"fmt"

	"example.com/all/sub/x"
	_ "example.com/dep/sub"
)
X
printf 'package main\n\nimport "example.com/only/windows"\n' >"$r/cmd/tool/x_windows.go"
printf 'package main\n\nimport "example.com/only/test"\n' >"$r/cmd/tool/x_test.go"
mkfifo "$r/cmd/tool/pipe.go" 2>/dev/null || :
git -C "$r" init -q
scan "$r"
check "no commit yet: a branch without a head" says repository . '"branch":"main"' '"status_done":true'
check "no commit yet: no head" lacks repository . '"head"'
printf 'go.sum\n' >"$r/.gitignore"
git -C "$r" add -A
git -C "$r" commit -q -m one
echo '// more' >>"$r/sub/go.mod"
echo x >"$r/new"
scan "$r"
check "module: path, version, requires" says module '"dir":"\."' '"path":"example.com/all"' \
	'"go_version":"1.21"' '"path":"example.com/dep","version":"v1.0.0"'
check "module: git's word" says module '"dir":"\."' '"git":"tracked"'
check "module: changed" says module '"dir":"sub"' '"git":"changed"' '"nested":true'
check "fixtures are marked" says module '"dir":"pkg/testdata/mod"' '"fixture":true'
check "a folder with _ is a fixture" says module '"dir":"_old"' '"fixture":true'
check "node_modules is not entered" lacks module . 'example.com/hidden'
check "replace: outside and missing" says module '"dir":"\."' '"new_path":"../outside"' '"outside":true' '"missing":true'
check "replace: unused" says module '"dir":"\."' '"dir":"'"$r"'/nowhere","missing":true,"unused":true'
check "go.sum: ignored, by which rule" says module '"dir":"\."' \
	'"gosum":{"file":"go.sum","git":"ignored","ignore_rule":".gitignore:1: go.sum"' '"text":"<<<<<<< HEAD"'
check "vendor: modules.txt, files, what git ignores" says module '"dir":"\."' '"has_modules_txt":true' '"nfiles":4' \
	'"ignored":[{"path":"vendor/example.com/dep/dep.gen.go","rule_file":"vendor/example.com/.gitignore","rule_line":1,"rule":"*.gen.go"}],"ignored_total":1'
check "imports: neither std nor own" says module '"dir":"\."' '"path":"example.com/dep/sub","file":"cmd/tool/main.go","line":11'
check "imports: only in a test" says module '"dir":"\."' '"path":"example.com/only/test","file":"cmd/tool/x_test.go","line":3,"test":true'
check "imports: only elsewhere" says module '"dir":"\."' '"path":"example.com/only/windows","file":"cmd/tool/x_windows.go","line":3,"constrained":true'
check "imports: fmt is std" lacks module '"dir":"\."' '"path":"fmt"'
check "workspace: uses" says workspace . '"path":"./sub"' '"module_path":"example.com/all/sub"' '"path":"./gone"' '"missing":true'
check "workflow and its pin" says file ci.yml '"git":"tracked"' '"pin":"1.22","pin_line":7'
check "Dockerfile: ARG put in" says file docker/ '"kind":"dockerfile"' '"pin":"golang:1.23-alpine","pin_line":2'
check ".tool-versions" says file tool-versions '"pin":"1.22.3","pin_line":2'
check ".go-version" says file go-version '"pin":"1.22.1","pin_line":1'
check "mise.toml" says file mise.toml '"pin":"1.22","pin_line":3'
check "Makefile: a target, what it needs, what it runs" says script '"path":"Makefile"' \
	'"goal":"test"' '{"name":"test","file":"Makefile","line":3,"needs":["vet"]}' \
	'{"target":"test","file":"Makefile","line":4,"text":"CGO_ENABLED=0 go test -race ./...","dir":"/","vars":["GO","FLAGS"]}'
check "Makefile: an included file, another folder, what is not known" says script '"path":"Makefile"' \
	'{"target":"vet","file":"rules.mk","line":2,"text":"go vet $(MORE) .","expression":"$(MORE)","dir":"/sub"'
check "Makefile: included ones are no file of their own" lacks script . '"path":"rules.mk"'
check "Makefile: a script that it calls" says script '"path":"Makefile"' '"calls":"hack/all"'
check "script: variables, exports, folders" says script '"path":"hack/all"' \
	'"text":"go build -o \"out\" ./cmd/tool","dir":"/","vars":["OUT"],"env":["GOOS=linux","GOARCH"]}' \
	'"line":8,"text":"docker run x","dir":"/sub"' '"line":9,"text":"go test","dir":"/"' \
	'"line":11,"text":"go vet","dir":"/","env":["GOOS=linux","GOARCH"],"maybe":true}'
check "page: what stands in shell blocks behind its prompt" says script '"path":"README.md"' \
	'"commands":[{"file":"README.md","line":4,"text":"go test ./... -v","dir":"/"},{"file":"README.md","line":10,"text":"make","dir":"/"}]'
check "lock" says lock . '"tool":"dep"' '"dir":"legacy"'
check "status figures" says repository . '"nchanged":1' '"nuntracked":1' '"status_done":true' '"head":"'
check "generation ends" grep -q '"state":"end".*"complete":true' "$work/got"
check "confinement is told" grep -q '"rec":"hello","schema":1,"confined":\[' "$work/got"
check "watch" grep -q '"rec":"watch","dirs":\["'"$r"'"' "$work/got"
facts=$(grep -n '"kind":"place"' "$work/got" | head -n 1 | cut -d: -f1)
check "places come first" [ "${facts:-99}" = 3 ]

# Opened from a folder inside.
scan "$r/sub"
check "a folder inside: the root is found" says repository . "\"root\":\"$r\"" "\"opened\":\"$r/sub\""
scan "$r/.git/refs"
check "inside .git: its work tree" says repository . "\"root\":\"$r\""

# Linked work tree, submodule, detached.
git -C "$r" worktree add -q "$work/linked" -b side
scan "$work/linked"
check "a linked work tree" says repository . '"kind":"worktree"' '"branch":"side"' "\"git_dir\":\"$r/.git/worktrees/linked\""
git init -q "$work/super"
if git -C "$work/super" submodule --quiet add "$r" dep 2>"$work/err"; then
	scan "$work/super/dep"
	check "a submodule" says repository . '"kind":"submodule"' "\"root\":\"$work/super/dep\""
	scan "$work/super"
	check "the modules of a submodule belong to the super project, too" got module '"dir":"dep"'
else
	ok "a submodule # SKIP git refuses: $(head -n 1 "$work/err")"
fi
git -C "$work/linked" checkout -q --detach
scan "$work/linked"
check "detached: no branch, a head" lacks repository . '"branch"'
check "detached: the head" says repository . '"head":"'
rm -rf "$work/gone" && git -C "$r" worktree add -q "$work/gone" -b gone
mv "$r/.git/worktrees/gone" "$r/.git/worktrees/elsewhere"
scan "$work/gone"
check "a .git file that leads nowhere is told" says repository . '"problem":"' 'which is not there' '"problem_hint":"'
check "and the rest still works" got module '"dir":"\."'

# Bare, plain, nothing there.
git clone -q --bare "$r" "$work/bare.git"
scan "$work/bare.git"
check "a bare repository is refused, with a way out" \
	grep -q '"rec":"error","message":".*is a bare repository.*"hint":"make a work tree of it' "$work/got"
check "and nothing is scanned" sh -c '! grep -q generation "$1"' sh "$work/got"
scan "$work/nowhere"
check "a missing folder is an error" grep -q '"rec":"error","message":"cannot open.*No such file' "$work/got"
scan "$r/go.mod"
check "a file is an error" grep -q '"rec":"error".*is not a folder' "$work/got"
plain=$(cd "$(mktemp -d)" && pwd -P)
mkdir -p "$plain/a"
echo 'package a // import "example.com/plain/a"' >"$plain/a/a.go"
scan "$plain"
if (cd "$plain" && git rev-parse --git-dir >/dev/null 2>&1); then
	ok "a plain folder # SKIP the temporary folder lies in a repository"
else
	check "a plain folder" says repository . "\"root\":\"$plain\""
	check "a plain folder has no git" lacks repository . git_dir
	check "loose Go files, import comment" says loose . '"dir":"a"' '"ngofiles":1' '"import_comment":"example.com/plain/a"'
fi
rm -rf "$plain"

# Above the root.
up=$work/up
gomod "$up" example.com/up
printf 'go 1.21\n\nuse ./repo\n' >"$up/go.work"
gomod "$up/repo" example.com/repo
git -C "$up/repo" init -q
scan "$up/repo"
check "go.mod and go.work above are told" says repository . "\"gomod_above\":\"$up/go.mod\",\"gomod_above_path\":\"example.com/up\",\"gowork_above\":\"$up/go.work\""
check "and the go.work above is read" says workspace . '"above":true' "\"dir\":\"$up/repo\"" '"module_path":"example.com/repo"'

# A GOPATH project.
g=$work/gp/src/example.com/proj
mkdir -p "$g/pkg" "$g/cmd/x" "$g/vendor/example.com/v"
git -C "$g" init -q
git -C "$g" remote add origin https://me:secret@example.com/proj.git
printf 'package main\n\nimport "example.com/proj/pkg"\n' >"$g/cmd/x/main.go"
echo 'package pkg' >"$g/pkg/p.go"
echo '{"package":[]}' >"$g/vendor/vendor.json"
scan "$g"
check "a loose project: the folder with vendor/" says loose . '"dir":"."' '"ngofiles":2' '"first_file":"cmd/x/main.go"' '"dir":"vendor"'
check "it imports itself the GOPATH way" says loose . '"self_import":"example.com/proj/pkg","self_import_file":"cmd/x/main.go","self_import_line":3'
check "its remote, without the password" says loose . '"git_remote":"https://example.com/proj.git"'
check "govendor's lock in vendor/" says lock . '"tool":"govendor"' '"dir":"."'

# Another language's vendor folder is none of ours; several tops are one.
o=$work/php
mkdir -p "$o/vendor/composer" "$o/tools/a" "$o/tools/b"
git init -q "$o"
: >"$o/vendor/autoload.php"
echo 'package a' >"$o/tools/a/a.go"
echo 'package b' >"$o/tools/b/b.go"
scan "$o"
check "the common folder of loose files" says loose . '"dir":"tools"' '"ngofiles":2' '"first_file":"tools/a/a.go"'
check "a vendor folder of PHP is not Go's" lacks loose . '"dir":"vendor"'

# A vendor folder ignored as a whole, a conflict with what the cache holds, a
# go.mod that is a link.
v=$work/iv
gomod "$v" example.com/iv
printf 'a.b/C v1.0.0 h1:one=\na.b/C v1.0.0 h1:two=\n' >"$v/go.sum"
mkdir -p "$v/vendor/a.b/C" "$work/mc/cache/download/a.b/!c/@v"
echo 'h1:two=' >"$work/mc/cache/download/a.b/!c/@v/v1.0.0.ziphash"
printf '# a.b/C v1.0.0\n## explicit\na.b/C\n' >"$v/vendor/modules.txt"
echo 'package c' >"$v/vendor/a.b/C/c.go"
git -C "$v" init -q
echo 'vendor/' >"$v/.gitignore"
requests "$v" "HOME=$HOME" PATH=/usr/local/go/bin:/usr/bin:/bin "GOMODCACHE=$work/mc" |
	timeout 20 "$GOMEND_SCAN" >"$work/got" 2>"$work/err"
check "vendor/ ignored as a whole is told as one" says module . '"nfiles":2,"ignored_whole":true,"files_done":true,"ignored_total":2'
if [ -x /usr/local/go/bin/go ]; then
	check "a conflict, and the hash of the cache" says module . '"kind":"conflict","line":2,"other_line":1' '"cached_hash":"h1:two="'
else
	ok "a conflict, and the hash of the cache # SKIP no /usr/local/go"
fi
mv "$v/go.mod" "$v/real.mod"
ln -s real.mod "$v/go.mod"
scan "$v"
check "a go.mod that is a link is read, and told" says module . '"path":"example.com/iv"' \
	'"read_error":"go.mod is a symbolic link to real.mod"'
check "and is not unreadable" lacks module . '"unreadable"'

# Another owner.
if [ "$(id -u)" = 0 ]; then
	f=$work/foreign
	gomod "$f" example.com/foreign
	git -C "$f" init -q
	chown -R 12345 "$f"
	scan "$f"
	check "another owner: named, with the line to type" says repository . '"foreign_owner":true' \
		"git config --global --add safe.directory $f"
	check "another owner: the rest works" says module . '"path":"example.com/foreign"'
	git config --global --add safe.directory "$f"
	scan "$f"
	check "another owner, trusted" says repository . '"branch":"main"'
	check "no problem then" lacks repository . '"problem"'
else
	ok "another owner # SKIP needs root"
fi

# Requests while nothing runs: a new place judges again without a walk.
{
	requests "$r" "HOME=$HOME" PATH=/usr/bin:/bin
	sleep 1
	printf '{"op":"place","value":{"name":"login","kind":"login","state":"ready","cwd":"/","env":["PATH=/bin"]}}\n'
	printf '{"op":"trace","id":7,"name":"module-mode","place":"login","module":"."}\n'
	printf '{"op":"trace","id":8,"name":"nonsense"}\n'
	printf '{"op":"modfile","id":9,"path":"go.mod","go":"1.24"}\n'
	printf '{"op":"modfile","id":10,"path":"go.sum"}\n'
	printf 'no json\n'
} | timeout 20 "$GOMEND_SCAN" >"$work/got" 2>&1
check "a new place makes a generation" grep -q '"rec":"generation","n":2,"state":"end"' "$work/got"
check "with all facts again" sh -c 'sed -n "/\"n\":2,\"state\":\"begin\"/,\$p" "$1" | grep -q "\"kind\":\"module\".*example.com/all"' sh "$work/got"
check "without a walk" sh -c '! sed -n "/\"n\":2,\"state\":\"begin\"/,\$p" "$1" | grep -q progress' sh "$work/got"
check "a trace is answered" grep -q '"rec":"trace","id":7,"value":{"name":"module-mode","place":"login"' "$work/got"
check "an unknown trace is an error" grep -q '"rec":"trace","id":8,"error"' "$work/got"
check "modfile" grep -q '"rec":"modfile","id":9,"accepted":true,"json":"{' "$work/got"
check "modfile of what is none" grep -q '"rec":"modfile","id":10,"accepted":false,"message":"' "$work/got"
check "no JSON is an error record" grep -q '"rec":"error","message":"not valid JSON' "$work/got"

# skip: the check is not run.
{
	printf '{"op":"skip","checks":["gomod-invalid"]}\n'
	requests "$r"
} | timeout 20 "$GOMEND_SCAN" >"$work/got" 2>&1
check "a skipped check broke" grep -q '"rec":"checked","check":"gomod-invalid","status":"broke"' "$work/got"
check "and did not run" sh -c '! grep -q "\"running\",\"check\":\"gomod-invalid\"" "$1"' sh "$work/got"

# Requests that cut each other short, in the middle of anything.
{
	i=0
	while [ $i -lt 60 ]; do
		case $((i % 5)) in
		0) requests "$r" "HOME=$HOME" "X=$i" ;;
		1 | 2) printf '{"op":"scan"}\n' ;;
		3) requests "$g" "HOME=$HOME" PATH=/usr/bin:/bin ;;
		*) printf '{"op":"trace","id":%s,"name":"module-mode"}\n' "$i" ;;
		esac
		sleep "0.0$((i % 7))"
		i=$((i + 1))
	done
	printf '{"op":"scan"}\n'
} | timeout 30 "$GOMEND_SCAN" >"$work/got" 2>"$work/err"
rc=$?
check "sixty requests in each other's way: it lives" [ "$rc" = 0 ]
check "and the last look comes to its end" sh -c 'grep "\"rec\":\"generation\"" "$1" | tail -n 1 | grep -q "\"state\":\"end\""' sh "$work/got"
check "with that repository's facts" says repository . "\"root\":\"$g\"" '"status_done":true'
check "and every trace was answered" [ "$(grep -c '"rec":"trace"' "$work/got")" = 12 ]

# quit ends at once, in the middle of whatever there is.
{
	requests "$r"
	printf '{"op":"quit"}\n'
	sleep 5
} | {
	t0=$(date +%s)
	timeout 20 "$GOMEND_SCAN" >"$work/got" 2>&1
	t1=$(date +%s)
	[ $((t1 - t0)) -lt 4 ] && ok "quit ends it" || not_ok "quit ends it"
}
n=$((n + 1))
# The projects of a GOPATH, looked at again: a file that is as it was is not read
# again, and one that was changed is, with its size and times as they were.
gp=$work/gp
mkdir -p "$gp/src/example.com/a/one" "$gp/src/example.com/a/two" "$gp/src/example.com/a/six"
printf 'package one\n\nimport _ "example.com/a/two"\n' >"$gp/src/example.com/a/one/one.go"
echo "package two" >"$gp/src/example.com/a/two/two.go"
echo "package six" >"$gp/src/example.com/a/six/six.go"
sleep 3
touch -r "$gp/src/example.com/a/one/one.go" "$work/stamp"
{
	requests "$gp/src/example.com/a/one" "HOME=$HOME" "GOPATH=$gp"
	sleep 2
	echo '{"op":"scan"}'
	sleep 2
	printf 'package one\n\nimport _ "example.com/a/six"\n' >"$gp/src/example.com/a/one/one.go"
	touch -r "$work/stamp" "$gp/src/example.com/a/one/one.go"
	echo '{"op":"scan"}'
	sleep 2
} | timeout 60 "$GOMEND_SCAN" >"$work/got" 2>&1
grep -o '"uses":\[{"dir":"[^"]*' "$work/got" | sed 's|.*/||' | uniq >"$work/uses"
printf 'two\nsix\n' >"$work/wanted"
check "an import of another project in GOPATH that changed is seen" cmp "$work/uses" "$work/wanted"
if command -v strace >/dev/null && strace -o "$work/probe" true 2>/dev/null; then
	{
		requests "$gp/src/example.com/a/one" "HOME=$HOME" "GOPATH=$gp"
		sleep 4
		echo '{"op":"scan"}'
		sleep 3
	} | timeout 60 strace -f -e trace=openat -o "$work/opened" "$GOMEND_SCAN" >"$work/got" 2>&1
	check "and what did not change is read once" [ "$(grep -c 'example.com/a/two/two.go' "$work/opened")" = 1 ]
else
	ok "and what did not change is read once # SKIP no strace here"
fi
echo "1..$n"
