#!/bin/sh
# What `go env -w NAME=VALUE` takes and refuses, and its words, as gomend
# foretells them, against the newest release found here; ALL=all
# (t-goenvwrite-all.sh): every one.
set -u
tool=$builddir/tests/facts/envwrite_tool
w=$out/goenvwrite${ALL:+-all}
rm -rf "$w"
mkdir -p "$w" || exit 1
sh "$srcdir/tests/go/releases.sh" "${ALL:-newest}" >"$w/releases"
if [ ! -x "$tool" ] || [ ! -s "$w/releases" ]; then
	echo "1..0 # SKIP no go found, or $tool is not built"
	exit 0
fi
{
	# Every name of cmd/go, good and bad, with a value that any may have.
	for name in AR CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_LDFLAGS_DISALLOW \
		CGO_ENABLED FC GCCGO GO386 GOAMD64 GOARM GOARM64 GOAUTH \
		GOCACHEPROG GOFIPS140 GOINSECURE GOMIPS GOMIPS64 GONOPROXY \
		GONOSUMDB GOPPC64 GOPRIVATE GORISCV64 GOVCS GOWASM \
		GO_EXTLINK_ENABLED PKG_CONFIG GOROOT GOCACHE GOBIN GOSUMDB \
		GOENV GOEXE GOGCCFLAGS GOHOSTARCH GOHOSTOS GOMOD GOWORK \
		GOTOOLDIR GOVERSION GOTELEMETRY GOTELEMETRYDIR GODEBUG \
		PATH FOO HOME GOFOO GOMAXPROCS; do
		echo "$name=1"
	done
	for word in GO111MODULE=on GO111MODULE=ON 'GO111MODULE="' \
		GO111MODULE=auto GO111MODULE= GOPATH=/a GOPATH=~/go \
		'GOPATH=~u' GOPATH=go GOPATH= GOMODCACHE=x GOMODCACHE=/x \
		CC=gcc CC=./gcc CC=/bin/cc CC=bin/cc CXX=a/b CC= \
		GOTMPDIR=x GOTMPDIR=/x GOTMPDIR= GOPROXY=off GOPROXY=banana \
		GOTOOLCHAIN=banana GOFLAGS=-mod=mod; do
		echo "$word"
	done
	printf '%s\n' "CC='gcc" 'CC="gcc" -x' 'CC= ' "CC='a b/c'" 'CXX=a"b"'
	printf 'GOPRIVATE=\377\nGOPRIVATE=a\rb\nGOPRIVATE=a\vb\nGOPATH=~\001\n'
	for os in aix darwin freebsd js linux openbsd wasip1 windows foo; do
		echo "GOOS=$os"
	done
	for arch in 386 amd64 arm arm64 loong64 mips64 ppc64 riscv64 wasm \
		sparc64 foo; do
		echo "GOARCH=$arch"
	done
} >"$w/words-all"
n=0
while read -r v go; do
	n=$((n + 1))
	all=
	for pair in linux/amd64 windows/arm openbsd/riscv64; do
		os=${pair%/*} arch=${pair#*/}
		# The others differ in what pairs with them.
		[ "$pair" = linux/amd64 ] || all='^GO\(OS\|ARCH\)='
		grep -a "${all:-}" "$w/words-all" >"$w/words"
		"$tool" "$v" "$os" "$arch" <"$w/words" >"$w/ours" || exit 1
		while IFS= read -r word; do
			: >"$w/env"
			if env -i PATH=/usr/bin:/bin HOME="$w" GOENV="$w/env" \
				GOOS="$os" GOARCH="$arch" GOTOOLCHAIN=local \
				GOTELEMETRY=off "$go" env -w "$word" \
				>/dev/null 2>"$w/said"; then
				echo ok
			else
				# By the shell: there are hundreds.
				while IFS= read -r line; do
					case $line in 'warning: '*) continue ;; esac
					printf '%s\n' "${line#go: }"
					break
				done <"$w/said"
			fi
		done <"$w/words" >"$w/theirs"
		paste -d '\t' "$w/words" "$w/ours" >"$w/a"
		paste -d '\t' "$w/words" "$w/theirs" >"$w/b"
		cmp -s "$w/a" "$w/b" && continue
		echo "# $v, $pair: go has <, gomend has >"
		diff "$w/b" "$w/a" | sed 's/^/#   /'
		: >"$w/bad-$n"
	done
	if [ -f "$w/bad-$n" ]; then
		echo "not ok $n - $v"
	else
		echo "ok $n - $v"
	fi
done <"$w/releases"
echo "1..$n"
