#!/bin/sh
# The trace goroot ends where real go ends: the newest release, with ALL=all
# (t-goroot-all.sh) older ones as well.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
releases=$(sh "$srcdir/tests/go/releases.sh")
[ -n "$releases" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-goroot.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m" "$top/bin" "$top/copy"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod
printf 'package m\n' >m.go
n=0

# own FOLDER-OF-GO VARIABLE... COMMAND
own() {
	first=$1
	shift
	env -i HOME="$top/home" PATH="$first:/usr/bin:/bin" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off \
		GOPROXY=off SHELL=/bin/sh TERM=dumb GOCACHE="${TEST_GOCACHE:-$top/cache}" "$@"
}
one_line() { tr '\n' ' ' | tr -s ' '; }
# agrees WHAT FOLDER [VARIABLE]... : go env GOROOT and the trace name one folder;
# or go stops, and its words stand in the trace.
agrees() {
	what=$1 first=$2
	shift 2
	n=$((n + 1)) bad=0
	said=$(own "$first" "$@" COLUMNS=1000 "$GOMEND" trace goroot 2>&1 | one_line)
	if root=$(own "$first" "$@" go env GOROOT 2>"$top/err"); then
		if [ -n "$builds" ]; then
			own "$first" "$@" go build -o /dev/null . >"$top/err" 2>&1 && bad=1
			case $(cat "$top/err") in *"$builds"*) ;; *) bad=1 ;; esac
			case $said in *"$builds"*) ;; *) bad=1 ;; esac
		else
			case $said in
			*"GOROOT is $root."* | *"GOROOT is $root: set by hand"*) ;;
			*"go alone knows"*) [ -n "$baked" ] || bad=1 ;;
			*) bad=1 ;;
			esac
		fi
	else
		words=$(head -n 1 "$top/err")
		case $said in *"$words"*) ;; *) bad=1 ;; esac
	fi
	if [ $bad = 0 ]; then echo "ok $n - $rel: $what"; else
		echo "not ok $n - $rel: $what"
		echo "# go env GOROOT: $root $(one_line <"$top/err")"
		echo "# $said"
	fi
	baked='' builds=''
}
baked='' builds=''
newest=$(echo "$releases" | tail -n 1)
oldest=$(echo "$releases" | head -n 1)
tree_of() { dirname "$(dirname "$(readlink -f "${1#* }")")"; }
while read -r rel go; do
	tree=$(tree_of "$rel $go")
	other=$(tree_of "$newest")
	[ "$other" != "$tree" ] || other=$(tree_of "$oldest")
	agrees "as it lies there" "$(dirname "$go")"
	ln -sf "$go" "$top/bin/go"
	agrees "by a link" "$top/bin"
	agrees "set to nothing" "$top/bin" GOROOT=
	agrees "set to its own tree" "$top/bin" GOROOT="$tree"
	agrees "set to a folder that is not there" "$top/bin" GOROOT="$top/gone"
	if [ "$other" != "$tree" ]; then
		builds="does not match go tool version"
		agrees "set to another release" "$top/bin" GOROOT="$other"
	fi
	mkdir -p "$top/home/.config/go"
	echo "GOROOT=$tree" >"$top/home/.config/go/env"
	agrees "in the go env file" "$top/bin"
	agrees "in both" "$top/bin" GOROOT="$tree"
	rm -r "$top/home/.config"
	cp "$go" "$top/copy/go"
	baked=maybe
	agrees "a copy without its tree" "$top/copy"
	mkdir -p "$top/copy/pkg/tool" "$top/copy/bin/linux_amd64"
	cp "$go" "$top/copy/bin/go"
	baked=
	builds=
	n=$((n + 1))
	said=$(own "$top/copy/bin" COLUMNS=1000 "$GOMEND" trace goroot 2>&1 | one_line)
	case $said in
	*"nothing builds"*) own "$top/copy/bin" go build -o /dev/null . >/dev/null 2>&1 &&
		said=builds ;;
	*) said="not: nothing builds; $said" ;;
	esac
	case $said in
	builds | not:*) echo "not ok $n - $rel: a tree without packages"; echo "# $said" ;;
	*) echo "ok $n - $rel: a tree without packages" ;;
	esac
	rm -r "$top/copy" && mkdir "$top/copy"
done <<END
$(echo "$releases" | sed -n "${ALL:+1p;2p;4p;5p;}\$p" | sort -u)
END
echo "1..$n"
