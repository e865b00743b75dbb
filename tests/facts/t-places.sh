#!/bin/sh
# What a place has, read from arranged folders: PATH and its odd elements,
# link chains, programs that hide others, trees of Go that lie unused, and
# files that are no files.
set -u
tool=$builddir/tests/facts/settings_tool
w=$out/places
rm -rf "$w"
mkdir -p "$w/home" "$w/repo" "$w/safe" "$w/a" "$w/b" || exit 1
w=$(cd "$w" && pwd -P)
chmod 755 "$w" "$w/safe" "$w/a" "$w/b"
n=0

place() { # VAR=VALUE... : the place as JSON, one value a line
	(cd "$w/repo" && timeout 20 env -i HOME="$w/home" "$@" "$tool" json) |
		tr -d '\t' >"$w/json"
}
rows() { # VAR=VALUE...
	(cd "$w/repo" && timeout 20 env -i HOME="$w/home" "$@" "$tool") >"$w/rows"
}
is() { # NAME COMMAND...
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$w/why" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$w/why" | head -n 20
	fi
}
has() { # PATTERN... : each is a line of the place
	for pat; do
		grep -qE "$pat" "$w/json" && continue
		echo "missing: $pat"
		cat "$w/json"
		return 1
	done
}
hasnot() {
	[ -s "$w/json" ] || return 1
	if grep -E "$1" "$w/json"; then return 1; fi
}
row() {
	grep -qxF "$1" "$w/rows" || { echo "missing: $1"; cat "$w/rows"; return 1; }
}
setting_unknown() { # NAME... : the place does not know these
	for name; do
		sed -n "/^\"name\": *\"$name\"/,/^}/p" "$w/json" |
			grep -q '^"known": *"unknown"' || {
			echo "known: $name"
			grep -A6 "\"$name\"" "$w/json"
			return 1
		}
	done
}
# The n-th go that was found.
nth_go() {
	[ "$(sed -n '/^"gos":/,/^}\],/p' "$w/json" | grep '^"path":' | sed -n "$1p" |
		sed 's/.*: *"\(.*\)",*/\1/')" = "$2" ] || {
		sed -n '/^"gos":/,/^}\],/p' "$w/json"
		return 1
	}
}

program() { # FILE : something that can be run
	mkdir -p "$(dirname "$1")"
	printf '#!/bin/sh\n' >"$1"
	chmod +x "$1"
}

# No go anywhere is a normal state.
place PATH="$w/safe"
is "no go on PATH" hasnot '^"gos":'
rows PATH="$w/safe"
is "settings without a go" row "GOMODCACHE=$w/home/go/pkg/mod"
is "no toolchain" row '!how=none'
is "nothing is broken" row '!broken='
rows
is "no PATH at all" row "GOPATH=$w/home/go"
rows HOME=
is "no HOME" row 'GOPATH='
is "no HOME, no build cache" row 'GOCACHE=off'

# Elements of PATH.
mkdir -p "$w/repo/bin" "$w/open" "$w/home/repolink"
chmod 777 "$w/open"
ln -s "$w/repo/bin" "$w/inlink"
for d in "$w/repo/bin" "$w/open" "$w/safe" "$w/repo"; do program "$d/go"; done
place PATH=".:$w/safe"
is "a relative element" has '^"dir": *"\."' '^"relative": *true' '^"skipped": *true'
is "the shell finds the go there" nth_go 1 ./go
place PATH=":$w/safe"
is "an empty element" has '^"dir": *""'
is "the shell finds the go there too" nth_go 1 ./go
place PATH="$w/repo/bin:$w/safe"
is "an element inside the repository" has '^"in_repo": *true' '^"skipped": *true'
is "and why it is not run" has '"why": *"it lies inside the repository"'
place PATH="$w/inlink"
is "a link into the repository" has '^"in_repo": *true'
place PATH="$w/open"
is "a folder that anybody can write to" has '^"world_writable": *true' '^"skipped": *true'
place PATH="$w/nowhere:$w/safe"
is "a folder that is not there" has '^"missing": *true'
is "the next one is found" nth_go 1 "$w/safe/go"
is "a script hides its go" has '^"script": *true'
is "what the hidden go sets is not known" setting_unknown GOTOOLCHAIN GOPROXY GOVERSION

# Things called go that cannot be run.
mkdir -p "$w/x1/go" "$w/x2" "$w/x3" "$w/x4" "$w/x5"
ln -s /nonexistent/go "$w/x2/go"
printf 'x' >"$w/x3/go"
mkfifo "$w/x4/go"
chmod +x "$w/x4/go"
ln -s go "$w/x5/go"
place PATH="$w/x1:$w/x2:$w/x3:$w/x5:$w/safe"
is "a folder, a dangling link, a plain file, a loop come last" nth_go 1 "$w/safe/go"
is "and cannot be run" has '^"not_runnable": *true'
place PATH="$w/x4"
is "a pipe called go does not hang" nth_go 1 "$w/x4/go"

# Link chains.
program "$w/tree/bin/go"
ln -s "$w/tree/bin/go" "$w/a/first"
ln -s first "$w/a/go"
place PATH="$w/a"
is "every hop of a link chain" has "^\"links\": *\\[\"$w/a/go\", *\"$w/a/first\", *\"$w/tree/bin/go\"\\]"

# Trees that lie unused.
for v in 1.21.5 1.22.0; do
	program "$w/home/sdk/go$v/bin/go"
	printf 'go%s\ntime 2024\n' "$v" >"$w/home/sdk/go$v/VERSION"
done
mkdir -p "$w/home/sdk/empty"
program "$w/home/.local/go/bin/go"
printf 'go1.20.1' >"$w/home/.local/go/VERSION"
place PATH="$w/b"
is "trees below sdk" has "^\"goroot\": *\"$w/home/sdk/go1.21.5\"" '^"version": *"go1.21.5"' '"go1.22.0"'
is "a tree in .local" has "^\"goroot\": *\"$w/home/.local/go\"" '"go1.20.1"'
is "an empty folder is none" hasnot 'sdk/empty'

# GOBIN.
program "$w/bin/tool"
program "$w/early/tool"
place PATH="$w/early:$w/bin" GOBIN="$w/bin"
is "a program of GOBIN that another hides" has "^\"path\": *\"$w/bin/tool\"" "^\"hider\": *\"$w/early/tool\"" '^"gobin_on_path": *true'
place PATH="$w/bin:$w/early" GOBIN="$w/bin"
is "one that is first is hidden by none" hasnot '^"hider"'
ln -sf "$w/bin/tool" "$w/early/tool"
place PATH="$w/early:$w/bin" GOBIN="$w/bin"
is "both are one file" has '^"same_file": *true'
place PATH="$w/early" GOBIN="$w/bin"
is "GOBIN is not on PATH" hasnot '^"gobin_on_path"'
is "and holds programs" has '^"gobin_has_programs": *true'
ln -s "$w/bin" "$w/binlink"
place PATH="$w/binlink" GOBIN="$w/bin/"
is "a link to GOBIN on PATH will do" has '^"gobin_on_path": *true'
place PATH="$w/b" GOPATH="$w/gp:$w/other"
is "GOBIN follows the first GOPATH" has "^\"gobin\": *\"$w/gp/bin\""
: >"$w/plain"
place PATH="$w/b" GOPATH="$w/plain/below" GOBIN="$w/plain"
is "what is no folder cannot be written to" has '^"gobin_not_writable": *true' '^"gopath_not_writable": *true'

# GOROOT.
mkdir -p "$w/root/src/runtime" "$w/root/pkg/tool"
printf 'go1.23.4\ntime x\n' >"$w/root/VERSION"
place PATH="$w/b" GOROOT="$w/root"
is "GOROOT and its version" has "^\"dir\": *\"$w/root\"" '^"set": *true' '^"version": *"go1.23.4"'
is "it lacks nothing" hasnot '^"no_(src|tool|version)"'
rm -r "$w/root/src" "$w/root/VERSION" "$w/root/pkg"
place PATH="$w/b" GOROOT="$w/root"
is "it lacks all" has '^"no_version": *true' '^"no_src": *true' '^"no_tool": *true'
place PATH="$w/b" GOROOT="$w/gone"
is "it is not there" has '^"missing": *true'
mkfifo "$w/root/VERSION" "$w/root/go.env"
place PATH="$w/b" GOROOT="$w/root"
is "pipes in it do not hang" has '^"no_version": *true'

# The go env file.
mkdir -p "$w/home/.config/go"
printf 'GOFLAGS=-v\nnonsense\n' >"$w/home/.config/go/env"
place PATH="$w/b"
is "a line that go ignores" has '^"goenv_junk_line": *2' "^\"goenv_file\": *\"$w/home/.config/go/env\""
rm "$w/home/.config/go/env"
mkfifo "$w/home/.config/go/env"
place PATH="$w/b"
is "a pipe for a go env file" has '^"goenv_problem": *".*not a regular file'
place PATH="$w/b" GOENV=off
is "GOENV=off" hasnot '^"goenv_(file|problem)"'
rm "$w/home/.config/go/env"
ln -s env "$w/home/.config/go/env"
place PATH="$w/b"
is "a go env file that links to itself" has '^"goenv_problem"'
echo "1..$n"
