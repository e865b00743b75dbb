# Looking at a hostile repository runs nothing, opens no socket, changes no
# file and comes to its end: every system call of gomend-scan is watched.
. "$srcdir/tests/scan/lib.sh"
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }
command -v strace >/dev/null || { echo "1..0 # SKIP no strace"; exit 0; }
strace -f -o "$work/probe" true 2>/dev/null ||
	{ echo "1..0 # SKIP strace may not trace here"; exit 0; }

evil=$work/evil
mkdir -p "$evil"
ran=$work/ran
# An executable that tells that it was run.
trap_program() {
	mkdir -p "$(dirname "$1")"
	printf '#!/bin/sh\necho "$0" >>"%s"\n' "$ran" >"$1"
	chmod +x "$1"
}
# new NAME : a repository with a commit, in $r.
new() {
	r=$evil/$1
	gomod "$r" "example.com/$1"
	printf 'package main\n\nfunc main() {}\n' >"$r/main.go"
	git -C "$r" init -q
	git -C "$r" add -A
	git -C "$r" commit -q -m one
}
manifest() {
	find "$evil" "$HOME" -printf '%p %y %m %s %T@ %l\n' | sort
	find "$evil" "$HOME" -type f -exec cksum {} + | sort
}
# watched NAME [ENV...] : scan $r under strace and judge.
watched() {
	what=$1
	shift
	rm -f "$ran"
	manifest >"$work/before"
	t0=$(date +%s)
	requests "$r" "HOME=$HOME" "$@" |
		env "$@" HOME="$HOME" timeout 15 /usr/bin/env strace -f -o "$work/log" \
			-e trace=%process,%network,openat,open,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,chmod,fchmod,fchmodat \
			"$GOMEND_SCAN" >"$work/got" 2>"$work/err"
	rc=$?
	t1=$(date +%s)
	manifest >"$work/after"
	bad=
	[ "$rc" = 0 ] || bad="$bad status $rc;"
	[ $((t1 - t0)) -le 5 ] || bad="$bad took $((t1 - t0)) s;"
	[ ! -e "$ran" ] || bad="$bad ran $(head -n 1 "$ran");"
	# One exec: its own start by strace.
	execs=$(grep -c 'exec[a-z]*(' "$work/log")
	[ "$execs" = 1 ] || bad="$bad $execs exec;"
	grep -E '(fork|vfork)\(|clone3?\([^)]*SIGCHLD' "$work/log" >/dev/null && bad="$bad fork;"
	grep -E 'socket\(|connect\(' "$work/log" >/dev/null && bad="$bad socket;"
	grep -E 'O_(WRONLY|RDWR|CREAT|TRUNC)|creat\(|unlink|rename|mkdir|chmod' "$work/log" >/dev/null &&
		bad="$bad write: $(grep -E -m 1 'O_(WRONLY|RDWR|CREAT|TRUNC)|creat\(|unlink|rename|mkdir|chmod' "$work/log");"
	cmp -s "$work/before" "$work/after" || bad="$bad files changed: $(diff "$work/before" "$work/after" | head -n 2);"
	grep -q '"state":"end"' "$work/got" || bad="$bad no end of the generation;"
	LC_ALL=C grep -q "$(printf '[\001-\011\013-\037]')" "$work/got" && bad="$bad raw control bytes;"
	if [ -z "$bad" ]; then ok "$what"; else not_ok "$what" "$bad"; fi
}
told() { # NAME PATTERN
	if grep -Eq -- "$2" "$work/got"; then ok "$1"; else not_ok "$1" "no $2"; fi
}

new fsmonitor
trap_program "$r/mon"
git -C "$r" config core.fsmonitor "$r/mon"
watched "core.fsmonitor in .git/config"

new filters
trap_program "$r/clean"
git -C "$r" config filter.x.clean "$r/clean"
git -C "$r" config filter.x.smudge "$r/clean"
git -C "$r" config filter.x.process "$r/clean"
git -C "$r" config diff.x.textconv "$r/clean"
git -C "$r" config diff.external "$r/clean"
echo '* filter=x diff=x' >"$r/.gitattributes"
echo '// changed' >>"$r/main.go"
watched "filters of .gitattributes"

new hooks
for h in post-checkout pre-commit post-index-change fsmonitor-watchman reference-transaction; do
	trap_program "$r/.git/hooks/$h"
done
git -C "$r" config core.hooksPath "$r/.git/hooks"
git -C "$r" config core.editor "$r/.git/hooks/pre-commit"
git -C "$r" config core.sshCommand "$r/.git/hooks/pre-commit"
git -C "$r" config credential.helper "!$r/.git/hooks/pre-commit"
watched "hooks, editor, credential helper"

new toolchain
printf 'module example.com/t\n\ngo 1.99\n\ntoolchain go1.99.0\n' >"$r/go.mod"
trap_program "$r/bin/go1.99.0"
watched "toolchain go1.99.0, and a program of that name in PATH" "PATH=$r/bin:/usr/bin:/bin"

new workup
printf 'go 1.99\n\ntoolchain go1.99.0\n\nuse ./workup\n' >"$evil/go.work"
watched "a go.work in the parent folder" PATH=/usr/bin:/bin
told "and it is told" '"gowork_above":".*/go.work"'
rm "$evil/go.work"

new goenv
trap_program "$r/cc"
printf 'CC=%s\nCXX=%s\nGOFLAGS=-toolexec=%s\nGOAUTH=%s\n' "$r/cc" "$r/cc" "$r/cc" "$r/cc" >"$r/env"
watched "a go env file with CC and -toolexec" "GOENV=$r/env" "PATH=/usr/local/go/bin:/usr/bin:/bin"

new pathdot
for p in go git gcc cc sh strace-not ssh pkg-config; do trap_program "$r/$p"; done
printf 'package main\n\nimport "C"\n' >"$r/c.go"
cd "$r" || exit 1
watched "./go, ./git and ./gcc with . in PATH" "PATH=.:$r::/usr/bin:/bin"
cd "$srcdir" || exit 1

new embedded
git init -q --bare "$r/fixtures"
trap_program "$r/mon"
git -C "$r/fixtures" config core.fsmonitor "$r/mon"
git -C "$r/fixtures" config core.bare false
git -C "$r/fixtures" config core.worktree "$r"
watched "an embedded bare repository"

new envrc
trap_program "$r/x"
printf 'export PATH=%s:$PATH\n%s/x\n' "$r" "$r" >"$r/.envrc"
printf '[hooks]\nenter = "%s/x"\n[env]\n_.source = "x"\n' "$r" >"$r/mise.toml"
watched ".envrc and mise hooks"

new fifomod
rm "$r/go.mod" "$r/main.go"
mkfifo "$r/go.mod" "$r/go.sum" "$r/go.work" "$r/main.go" "$r/Dockerfile" "$r/.go-version"
watched "FIFOs as go.mod, go.sum, go.work, main.go, Dockerfile"
told "and it is told" '"unreadable":true,"read_error":"[^"]*not a regular file"'

new fifoignore
mkfifo "$r/.gitignore"
watched "a FIFO as .gitignore"
told "git is not asked, and that is told" '"problem":"git is not asked: \.gitignore is not a regular file'

new linkignore
mkfifo "$r/pipe"
ln -s pipe "$r/.gitignore"
watched "a link to a FIFO as .gitignore"
told "git is not asked" '"problem":"git is not asked'

new deepignore
mkdir -p "$r/vendor/x" "$r/node_modules/y"
mkfifo "$r/vendor/x/.gitignore"
watched "a FIFO as .gitignore in vendor/"
rm "$r/vendor/x/.gitignore"
mkfifo "$r/node_modules/y/.gitignore"
echo y >"$r/node_modules/y/y"
watched "a FIFO as .gitignore in node_modules/"

new zeromod
rm "$r/go.mod"
ln -s /dev/zero "$r/go.mod"
ln -s /dev/zero "$r/go.sum"
ln -s /dev/zero "$r/.gitattributes"
watched "go.mod is a link to /dev/zero"
told "and it is told" '"unreadable":true'

new include
mkfifo "$r/.git/more"
git -C "$r" config include.path more
watched "include.path leads to a FIFO"
told "named with its line" '"problem_hint":"take it out of [^"]*/\.git/config:[0-9]+"'

new includechain
printf '[include]\n\tpath = two\n' >"$r/.git/one"
printf '[core]\n\texcludesFile = %s\n' "$r/.git/pipe" >"$r/.git/two"
mkfifo "$r/.git/pipe"
printf '[include]\n\tpath = one\n[includeIf "gitdir:/"]\n\tpath = config\n' >>"$r/.git/config"
watched "an include of an include whose excludesFile is a FIFO"
told "named with its line" '"problem_hint":"take it out of [^"]*/\.git/two:2"'

new gitinside
rm "$r/.git/info/exclude"
mkfifo "$r/.git/info/exclude"
watched "info/exclude is a FIFO"
rm "$r/.git/info/exclude" "$r/.git/index"
mkfifo "$r/.git/index"
watched "the index is a FIFO"

new vendorlink
mkdir -p "$evil/outside/example.com/o"
echo 'package o' >"$evil/outside/example.com/o/o.go"
ln -s ../outside "$r/vendor"
ln -s .. "$r/loop"
watched "vendor is a link that leads outside"
told "and it is told" '"cut":"vendor is a symbolic link to ../outside'

new buildfiles
trap_program "$r/x"
mkdir -p "$r/scripts" "$r/ci"
mkfifo "$r/README.md" "$r/scripts/pipe.sh" "$r/ci/build" "$r/pipe.mk"
ln -s /dev/zero "$r/CONTRIBUTING.md"
ln -s /dev/zero "$r/scripts/zero.sh"
printf 'include Makefile pipe.mk /dev/zero ../buildfiles/Makefile\nX := $(shell %s/x)\nY != %s/x\nA = $(B)$(B)\nB = $(A)\nt:\n\t%s/x; go test $(A) $(X) ./...\n' \
	"$r" "$r" "$r" >"$r/Makefile"
printf '#!/bin/sh\n$(%s/x) `%s/x` go build\n%s/x\n' "$r" "$r" "$r" >"$r/scripts/run.sh"
head -c 200000 /dev/zero | tr '\0' '(' >"$r/scripts/open.sh"
watched "FIFOs as README.md, *.mk and scripts, and a Makefile with \$(shell)"
told "and what is there is read" '"kind":"script".*go test \$\([AB]'

new escapes
esc=$(printf '\033]0;x\007\302\233')
mkdir -p "$r/$esc"
printf 'module example.com/e\n\ngo 1.21 // %s\n\nrequire example.com/%s v1.0.0\n' "$esc" "$esc" >"$r/$esc/go.mod"
printf 'FROM golang:%s\n' "$esc" >"$r/Dockerfile"
printf 'package x\n\nimport "a.b/%s"\n' "$esc" >"$r/$esc/x.go"
git -C "$r" checkout -q -b "x$(printf '\302\233')"
watched "escapes in names, modules, imports and branches"

new deep
d=$r
i=0
while [ $i -lt 120 ]; do
	d=$d/aaaaaaaaaaaaaaaaaaaaaaaaaaaaa
	i=$((i + 1))
done
mkdir -p "$d" 2>/dev/null && gomod "$d" example.com/deep
watched "very deep folders"

new gitfile
rm -rf "$r/.git"
echo 'gitdir: /dev/zero' >"$r/.git"
watched ".git leads to a device"
rm "$r/.git"
mkfifo "$r/.git"
watched ".git is a FIFO"
echo "1..$n"
