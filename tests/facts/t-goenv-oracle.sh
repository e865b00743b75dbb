#!/bin/sh
# Settings as gomend works them out, against `go env NAME...` of every release
# found here: each row must be what go prints, and where go refuses to run,
# its first line must be the one that gomend foretells.  Each case asks the
# newest release, each sixth in turn one of the others as well; ALL=all
# (t-goenv-oracle-all.sh) asks them all.
set -u
tool=$builddir/tests/facts/settings_tool
w=$out/goenv-oracle${ALL:+-all}
chmod -R u+w "$w" 2>/dev/null
rm -rf "$w"
mkdir -p "$w" || exit 1
w=$(cd "$w" && pwd -P)
sh "$srcdir/tests/go/releases.sh" >"$w/releases"
if [ ! -s "$w/releases" ]; then
	echo "1..0 # SKIP no go found"
	exit 0
fi
n=0
cases=0
rest=/usr/bin:/bin

# What the tool says: the $names to ask go for and the $values foretold for
# them, a line each, and what go will say.  Read by the shell itself: a process
# for each word is most of the time, over hundreds of comparisons.
read_ours() {
	names= values= broken= message= toolchain= has_toolchain=
	while IFS= read -r row; do
		name=${row%%=*}
		case $row in
		'!broken='*) broken=${row#*=} ;;
		'!message='*) message=${row#*=} ;;
		# The go on PATH answers for it alone.
		GOTOOLCHAIN=*) toolchain=${row#*=} has_toolchain=1 ;;
		[A-Z]*=*)
			case $name in
			*[!A-Z0-9_]*) continue ;;
			# What go makes costly: it runs the C compiler.
			CGO_CFLAGS | CGO_CPPFLAGS | CGO_CXXFLAGS | \
				CGO_FFLAGS | CGO_LDFLAGS | PKG_CONFIG)
				[ -n "$with_cc" ] || continue ;;
			esac
			names="$names $name"
			values="$values${row#*=}
"
			;;
		esac
	done <"$w/ours"
}

compare() { # VERSION GO TITLE VAR=VALUE...
	v=$1 go=$2 title=$3
	shift 3
	env -i PATH="${go%/*}:$rest" HOME="$home" "$@" "$tool" \
		>"$w/ours" 2>"$w/ours.err" || {
		echo "# $v: $title: the tool failed: $(head -n 1 "$w/ours.err")"
		return 1
	}
	read_ours
	# The dot keeps empty values at the end.
	if theirs=$(env -i PATH="${go%/*}:$rest" HOME="$home" "$@" \
		"$go" env $names 2>"$w/theirs.err" && echo .); then
		if [ "$theirs" != "$values." ]; then
			echo "# $v: $title: go has <, gomend has >"
			printf '%s\n' $names >"$w/names"
			printf '%s\n' "${theirs%.}" | paste -d '=' "$w/names" - >"$w/a"
			printf '%s\n' "$values" | paste -d '=' "$w/names" - >"$w/b"
			diff "$w/a" "$w/b" | sed 's/^/#   /'
			return 1
		fi
		if [ -n "$words" ] && [ -n "$has_toolchain" ]; then
			said=$(env -i PATH="${go%/*}:$rest" HOME="$home" \
				"$@" "$go" env GOTOOLCHAIN 2>/dev/null)
			[ "$said" = "$toolchain" ] || {
				echo "# $v: $title: GOTOOLCHAIN: $said, not $toolchain"
				return 1
			}
		fi
		# What go env forgives, others may not.
		[ -n "$words$broken$message" ] || return 0
		said=$(env -i PATH="${go%/*}:$rest" HOME="$home" "$@" \
			"$go" list -m 2>&1)
		said=${said%%
*}
		# Before 1.21 nothing is said until the file is parsed or a
		# package built; an unknown word comes before the go line.
		case $message in
		'cannot compile Go '* | "invalid go version '"*)
			said=$(env -i PATH="${go%/*}:$rest" \
				HOME="$home" "$@" "$go" build . 2>&1)
			case $said in
			*"$message" | *'unknown directive: toolchain'*)
				said=$message ;;
			esac ;;
		esac
		if [ -n "$broken" ] && [ "$broken" != "$said" ]; then
			echo "# $v: $title: foretold: $broken"
			echo "#   go said: $said"
			return 1
		fi
		if [ -z "$broken" ] && [ -n "$message" ] && [ "$message" != "$said" ]; then
			echo "# $v: $title: foretold: $message"
			echo "#   go said: $said"
			return 1
		fi
		if [ -z "$broken$message" ]; then
			case $said in
			warning:*) ;;
			*GOFLAGS* | *'requires go >='* | *GOROOT* | *'GOPATH entry'*)
				echo "# $v: $title: not foretold: $said"
				return 1
				;;
			esac
		fi
		return 0
	fi
	said=
	while IFS= read -r row; do
		case $row in 'go: downloading '*) continue ;; esac
		said=$row
		break
	done <"$w/theirs.err"
	[ -n "$broken" ] || broken=$message
	[ "$said" = "$broken" ] && return 0
	echo "# $v: $title: go said: $said"
	echo "#   foretold: $broken"
	return 1
}

wanted() { # VERSION: does one of the patterns in $only have it?
	set -f
	for pattern in $only; do
		set +f
		case $1 in $pattern) return 0 ;; esac
	done
	set +f
	return 1
}

releases=$(wc -l <"$w/releases")
# Is it the turn of the I-th release, in the case that is the N-th?
in_turn() {
	[ -n "${ALL:-}" ] || [ "$1" = "$releases" ] ||
		[ $((n % (6 * (releases - 1)))) = $((6 * $1 - 6)) ]
}

check() { # TITLE VAR=VALUE...
	n=$((n + 1))
	bad=
	i=0
	while read -r v go; do
		i=$((i + 1))
		if [ -n "$only" ]; then wanted "$v" || continue; else in_turn $i || continue; fi
		cases=$((cases + 1))
		compare "$v" "$go" "$@" </dev/null || bad=1
	done <"$w/releases" >"$w/report"
	# The loop ran in this shell: its variables are here.
	if [ -n "$bad" ]; then
		echo "not ok $n - $1"
	else
		echo "ok $n - $1"
	fi
	cat "$w/report"
}
only= with_cc= words=
fresh() { # a home of its own for each case
	home=$w/home$n
	mkdir -p "$home"
	only= with_cc= rest=/usr/bin:/bin
}
goenv() { # LINE... : the go env file
	mkdir -p "$home/.config/go"
	printf '%s\n' "$@" >"$home/.config/go/env"
}
module() { # DIR LINE...
	d=$w/$1
	mkdir -p "$d"
	shift
	printf '%s\n' 'module example.com/m' '' "$@" >"$d/go.mod"
	echo 'package m' >"$d/m.go"
	cd "$d" || exit 1
}

mkdir -p "$w/empty"
out_of_module() { cd "$w/empty" || exit 1; }

out_of_module
fresh; check "nothing set"
with_cc=1; check "nothing set, with what the C compiler is asked for"
fresh; rest=$w/nopath; check "no C compiler on PATH"
fresh; rest=$w/nopath; check "no C compiler, CC set" CC=clang
fresh; rest=$w/nopath; goenv CC=clang; check "no C compiler, CC in the go env file"
mkdir -p "$w/tools"
printf '#!/bin/sh\n' >"$w/tools/gcc"
cp "$w/tools/gcc" "$w/tools/gccgo"
chmod +x "$w/tools/gcc" "$w/tools/gccgo"
fresh; rest=$w/tools; check "a C compiler and gccgo in a folder of their own"
fresh; rest=tools:$w/nopath; (cd "$w" && :); cd "$w" || exit 1
check "a C compiler in a relative PATH element"
rest=:$w/nopath; cd "$w/tools" || exit 1
check "a C compiler in an empty PATH element"
out_of_module
fresh; check "CGO_ENABLED=0" CGO_ENABLED=0
fresh; check "CGO_ENABLED=2 is no value" CGO_ENABLED=2
fresh; check "CGO_ENABLED=1 on a cross build" CGO_ENABLED=1 GOARCH=arm64
# Debian builds its 386 with softfloat: what a distribution chose is not to see.
fresh; for arch in arm64 arm mipsle mips64 ppc64le riscv64 wasm loong64; do
	check "GOARCH=$arch" GOARCH=$arch
done
check "GOOS=windows" GOOS=windows
check "GOOS=darwin" GOOS=darwin
check "GOOS=js GOARCH=wasm" GOOS=js GOARCH=wasm GOWASM=satconv
check "GOAMD64=v3" GOAMD64=v3
check "GOARM=6" GOARCH=arm GOARM=6
fresh; goenv GOOS=windows GOARCH=arm64; check "a cross build from the go env file"
fresh; check "GOPATH" "GOPATH=$w/gopath"
fresh; check "a GOPATH list" "GOPATH=$w/one:$w/two" 
fresh; check "a GOPATH list that begins with nothing" "GOPATH=:$w/two"
fresh; check "GOPATH empty" GOPATH=
fresh; check "GOPATH relative" GOPATH=rel
fresh; check "GOPATH with ~" 'GOPATH=~/go'
fresh; goenv GOPATH=rel/path; check "GOPATH relative in the go env file"
fresh; check "GOMODCACHE and GOCACHE" "GOMODCACHE=$w/mc" "GOCACHE=$w/gc"
fresh; check "GOCACHE=off" GOCACHE=off
fresh; check "GOCACHE relative" GOCACHE=rel
fresh; check "XDG folders" "XDG_CONFIG_HOME=$w/xc" "XDG_CACHE_HOME=$w/xa"
fresh; check "XDG folders relative" XDG_CONFIG_HOME=xc XDG_CACHE_HOME=xa
fresh; check "HOME empty" HOME= GO111MODULE=
fresh; home_was=$home; home=relative; check "HOME relative"; home=$home_was
fresh; check "GOENV=off" GOENV=off
fresh; printf 'GOFLAGS=-v\nGOPROXY=direct\n' >"$w/env1"
check "GOENV names a file" "GOENV=$w/env1"
check "GOENV names no file" "GOENV=$w/nofile"
fresh; goenv 'GOPROXY=https://p.example' 'GOFLAGS=-mod=mod -v' GOPRIVATE=a.example \
	'junk line' '# comment' '' 'lower=1' 'GOSUMDB=off ' 'GOPROXY=https://q.example,direct'
check "the go env file with junk, duplicates and a trailing blank"
check "the environment over the go env file" GOPROXY=direct GOFLAGS=-x GOPRIVATE=b.example
check "an empty variable leaves it to the go env file" GOPROXY= GOFLAGS= GOSUMDB=
check "GOENV=off hides the file" GOENV=off
fresh; goenv GOPROXY= GOSUMDB= GOTOOLCHAIN= GOAUTH= GOMODCACHE= AR=
check "empty values in the go env file hide go.env"
fresh; goenv GOOS= GOARCH= GOBIN=rel GOTMPDIR=/nonexistent GOVCS=x GOINSECURE=y GO111MODULE=auto
check "odd values in the go env file"
printf 'GOPROXY=direct\r\nGOFLAGS=-v' >"$home/.config/go/env"
check "a go env file with CR and no last line feed"
fresh; check "GONOPROXY and GONOSUMDB follow GOPRIVATE" GOPRIVATE=x.example
check "GONOPROXY for itself" GOPRIVATE=x.example GONOPROXY=none
fresh; check "GODEBUG, GOAUTH, GOFIPS140, GOCACHEPROG" GODEBUG=netdns=go GOAUTH=off GOCACHEPROG=/x
check "GOEXPERIMENT" GOEXPERIMENT=fieldtrack
fresh; mkdir -p "$home/.config/go/telemetry"
printf 'off 2024-01-01\n' >"$home/.config/go/telemetry/mode"; check "telemetry off"
fresh; with_cc=1; check "flags for C" 'CGO_CFLAGS=-O3  -g' "CGO_LDFLAGS='-L/a b' -lx" \
	CGO_CPPFLAGS=-DX 'PKG_CONFIG=pc --x' CC=gcc
fresh; with_cc=1; goenv 'CGO_CFLAGS=-O1' 'CXX=clang++' 'AR=llvm-ar' 'GCCGO=/nonexistent/gccgo'
check "flags for C in the go env file"

# Values that go refuses.
words=1
fresh
check "GO111MODULE=foo" GO111MODULE=foo
check "GO111MODULE=off" GO111MODULE=off
check "GO111MODULE=auto" GO111MODULE=auto
check "GOFLAGS without a dash" GOFLAGS=foo
check "GOFLAGS with an unknown flag" GOFLAGS=-nosuch
check "GOFLAGS with an open quote" "GOFLAGS='-x"
check "GOFLAGS quoted" "GOFLAGS='-ldflags=-s -w' -v"
check "GOFLAGS of newer releases" GOFLAGS=-pgo=off
# 1.20 goes into that folder and complains only where there is none.
only='go1.1[0-9]* go1.2[1-9]*'; check "GOFLAGS -C" GOFLAGS=-C=x; only=
check "GOAMD64=x" GOAMD64=x
goenv GOAMD64=x; check "GOAMD64=x in the go env file"
fresh
check "GOARM=9" GOARM=9
check "GOARM64=x" GOARM64=x
check "GOMIPS=x and GOWASM=y" GOMIPS=x GOWASM=y
check "GOPPC64=x" GOPPC64=x
check "GORISCV64=x" GORISCV64=x
check "GOFIPS140=x" GOFIPS140=x
check "GOEXPERIMENT=foo" GOEXPERIMENT=foo
check "GOEXPERIMENT=nosynctest,none" GOEXPERIMENT=nosynctest,none
check "GOROOT nowhere" GOROOT=/nonexistent
check "GOROOT nowhere and GOPATH relative" GOROOT=/nonexistent GOPATH=rel
check "GOROOT another folder" "GOROOT=$w/empty/"
check "GOWORK relative" GOWORK=rel
check "GOPATH with go.mod" "GOPATH=$w/withmod"
mkdir -p "$w/withmod"; echo 'module x' >"$w/withmod/go.mod"
check "GOPATH with go.mod" "GOPATH=$w/withmod"
for t in foo 1.22 go1.22+foo foo+auto local+x path local auto+auto; do
	check "GOTOOLCHAIN=$t" "GOTOOLCHAIN=$t"
done
goenv GOTOOLCHAIN=bad; check "GOTOOLCHAIN bad in the go env file"

# Modules and workspaces.
module mod 'go 1.18'
fresh; check "in a module"
check "in a module, GO111MODULE=off" GO111MODULE=off
check "in a module, GO111MODULE=auto" GO111MODULE=auto
check "in a module, GOFLAGS=-mod=mod" GOFLAGS=-mod=mod
check "in a module in the temp root" "TMPDIR=$w/mod"
mkdir -p "$w/ws/a"
printf 'go 1.18\n\nuse ./a\n' >"$w/ws/go.work"
module ws/a 'go 1.18'
fresh; check "in a workspace"
check "GOWORK=off" GOWORK=off
check "GOWORK=auto" GOWORK=auto
check "GOWORK names a file" "GOWORK=$w/ws/go.work"
goenv GOWORK=off; check "GOWORK=off in the go env file"
check "in a workspace, GO111MODULE=off" GO111MODULE=off GOWORK=

# Which toolchain.
module new 'go 1.99'
fresh
check "too new, GOTOOLCHAIN=local" GOTOOLCHAIN=local
check "too new, GOTOOLCHAIN=path" GOTOOLCHAIN=path
check "too new, GOTOOLCHAIN=auto without a proxy" GOTOOLCHAIN=auto GOPROXY=off
check "too new, GOTOOLCHAIN empty in the environment" GOTOOLCHAIN= GOPROXY=off
goenv GOTOOLCHAIN=local; check "too new, GOTOOLCHAIN=local in the go env file"
module tool 'go 1.18' 'toolchain go1.98.3'
fresh
check "toolchain line, local" GOTOOLCHAIN=local
check "toolchain line, auto" GOTOOLCHAIN=auto GOPROXY=off
check "toolchain line, path" GOTOOLCHAIN=path GOPROXY=off
check "GOTOOLCHAIN names a newer one" GOTOOLCHAIN=go1.97.1 GOPROXY=off
check "GOTOOLCHAIN names a language" GOTOOLCHAIN=go1.97 GOPROXY=off
check "GOTOOLCHAIN=go1.97.1+path" GOTOOLCHAIN=go1.97.1+path
module tooldef 'go 1.99' 'toolchain default'
check "toolchain default and too new" GOTOOLCHAIN=auto GOPROXY=off
module toolbad 'go 1.18' 'toolchain nonsense'
check "toolchain nonsense" GOTOOLCHAIN=auto GOPROXY=off
module rc 'go 1.99rc1'
check "a release candidate" GOTOOLCHAIN=auto GOPROXY=off
mkdir -p "$w/ws2/a"
printf 'go 1.99.1\n\nuse ./a\n' >"$w/ws2/go.work"
module ws2/a 'go 1.18'
check "go.work is too new" GOTOOLCHAIN=local
check "go.work is too new, auto" GOTOOLCHAIN=auto GOPROXY=off
check "go.work is too new, GOWORK=off" GOTOOLCHAIN=local GOWORK=off

# A module that asks for more than its go.work does.
mkdir -p "$w/ws3/a" "$w/ws3/b"
printf 'go 1.21\n\nuse ./a\nuse ./b\n' >"$w/ws3/go.work"
module ws3/b 'go 1.24'
module ws3/a 'go 1.18'
check "a member asks for more than go.work" GOTOOLCHAIN=local
printf 'use ./a\nuse ./b\n' >"$w/ws3/go.work"
check "a member asks for more than a go.work without go line" GOTOOLCHAIN=local
printf 'go 1.24\n\nuse ./a\nuse ./b\n' >"$w/ws3/go.work"
check "go.work asks for as much as its members" GOTOOLCHAIN=local

# Real switching, where other releases lie in a module cache.
cache=$(while read -r v go; do
	case $go in
	*/golang.org/toolchain@v0.0.1-*/bin/go) echo "${go%/golang.org/*}" ;;
	esac
done <"$w/releases" | head -n 1)
if [ -n "$cache" ]; then
	mkdir -p "$w/mc/golang.org"
	for d in "$cache"/golang.org/toolchain@v0.0.1-*; do
		ln -s "$d" "$w/mc/golang.org/"
	done
	last=$(ls "$w/mc/golang.org" | sed -n 's/.*-\(go1[0-9.]*[0-9]\)\..*/\1/p' |
		sort -t. -k2,2n -k3,3n | tail -n 1)
	# With a file proxy alone GOSUMDB=off holds for toolchains too: no network.
	module switch "go ${last#go}"
	fresh
	check "switch to $last by the go line" GOTOOLCHAIN=auto GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	check "switch to $last by name" "GOTOOLCHAIN=$last" GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	module switch2 'go 1.18' "toolchain $last"
	check "switch to $last by the toolchain line" GOTOOLCHAIN=auto GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	check "a switch is not made for GOPATH mode" GO111MODULE=off GOTOOLCHAIN=auto GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	goenv "GOTOOLCHAIN=$last" GOFLAGS=-v
	check "switch to $last by the go env file" GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	first=$(ls "$w/mc/golang.org" | sed -n 's/.*-\(go1[0-9.]*[0-9]\)\..*/\1/p' |
		sort -t. -k2,2n -k3,3n | head -n 1)
	fresh
	module switch3 'go 1.18'
	check "switch back to $first by name" "GOTOOLCHAIN=$first" GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	check "an own GOROOT does not reach the other go" "GOTOOLCHAIN=$first" GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache" GOROOT=/usr
	mkdir -p "$w/bin"
	ln -sf "$cache/golang.org/toolchain@v0.0.1-$first.$(ls "$w/mc/golang.org" |
		sed -n "s/.*-$first\.//p")/bin/go" "$w/bin/$first"
	rest=$w/bin:/usr/bin:/bin
	check "switch to $first on PATH" "GOTOOLCHAIN=$first" GOPROXY=file:///nonexistent
	check "switch to $first on PATH, path only" "GOTOOLCHAIN=$first+path" GOPROXY=file:///nonexistent
	module switch4 "go ${last#go}"
	check "too new for $first" "GOTOOLCHAIN=$first" GOPROXY=file:///nonexistent GOSUMDB=off "GOMODCACHE=$cache"
	module switch5 'go 1.18'
	check "the checksum database is off" "GOTOOLCHAIN=$last" GOPROXY=off GOSUMDB=off "GOMODCACHE=$cache"
else
	n=$((n + 1))
	echo "ok $n - toolchain switching # SKIP no toolchain in a module cache"
fi

words=
# A GOROOT of links with an edited go.env.
fresh
while read -r v go; do
	root=$(dirname "$(dirname "$go")")
	[ -f "$root/go.env" ] || continue
	s=$w/root-$v
	mkdir -p "$s"
	for f in "$root"/*; do
		[ "$(basename "$f")" = go.env ] || ln -s "$f" "$s/"
	done
	printf '# mine\nGOPROXY=https://mine.example\nGOPROXY=https://second.example\nGOFLAGS=-v\nGOROOT=/x\nCC=mycc\n' >"$s/go.env"
done <"$w/releases"
out_of_module
while read -r release program; do
	[ -d "$w/root-$release" ] || continue
	only=$release
	check "$release with an edited go.env" "GOROOT=$w/root-$release"
	rm "$w/root-$release/go.env"
	check "$release without go.env" "GOROOT=$w/root-$release"
	only=
done <"$w/releases"
fresh
while read -r release program; do
	only=$release
	root=$(dirname "$(dirname "$program")")
	check "$release, GOROOT its own" "GOROOT=$root"
	goenv "GOROOT=$root/"
	check "$release, GOROOT its own in the go env file"
	rm -f "$home/.config/go/env"
	only=
done <"$w/releases"

# The names themselves.
fresh
n=$((n + 1)) bad=
while read -r v go; do
	env -i PATH="$(dirname "$go"):$rest" HOME="$home" GOTOOLCHAIN=local "$go" env -json |
		sed -n 's/^	"\([A-Z0-9_]*\)":.*/\1/p' | LC_ALL=C sort >"$w/a"
	{
		env -i PATH="$(dirname "$go"):$rest" HOME="$home" "$tool" |
			sed -n 's/^\([A-Z][A-Z0-9_]*\)=.*/\1/p'
		echo GOGCCFLAGS
	} | LC_ALL=C sort >"$w/b"
	diff "$w/a" "$w/b" >"$w/diff" || {
		bad=1
		echo "# $v: names: go has <, gomend has >"
		sed 's/^/#   /' "$w/diff"
	}
done <"$w/releases" >"$w/report"
if [ -n "$bad" ]; then echo "not ok $n - the names of go env -json"; else echo "ok $n - the names of go env -json"; fi
cat "$w/report"
echo "# $cases comparisons"
echo "1..$n"
