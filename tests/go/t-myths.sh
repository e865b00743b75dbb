#!/bin/sh
# Where docs/myths.md says "measured": what each release found here does.
# A long test: ./dev long.
set -u
w=$out/myths
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
# is NAME WANTED GOT
is() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $v: $1"
	else
		echo "not ok $n - $v: $1"
		printf 'wanted: %s\ngot: %s\n' "$2" "$3" | head -n 12 |
			sed 's/^/# /'
	fi
}
g() { # [VAR=VALUE...] COMMAND...
	env -i HOME="$home" PATH="$(dirname "$go"):/usr/bin:/bin" \
		GOTOOLCHAIN=local GOSUMDB=off GOPROXY="file://$w/proxy" \
		GOFLAGS=-modcacherw GOCACHE="$w/cache" "$@" </dev/null 2>&1
}
file() { # NAME LINE...
	mkdir -p "$(dirname "$1")"
	name=$1
	shift
	printf '%s\n' "$@" >"$name"
}

# A module of a file-system proxy, without its zip.
p=$w/proxy/example.com/dep/@v
file "$p/v1.0.0.mod" "module example.com/dep"
file "$p/v1.0.0.info" '{"Version":"v1.0.0","Time":"2020-01-02T03:04:05Z"}'
file "$p/list" v1.0.0

while read -r v go; do
	home=$w/home-$v
	root=$(cd "$(dirname "$go")" && cd / && "$go" env GOROOT)

	# 1 and 2
	d=$home/go/src/example.com/p
	file "$d/go.mod" "module example.com/p" "" "go 1.18" "" \
		"require example.com/r v0.0.0" "" \
		"replace example.com/r => ./rep"
	file "$d/p.go" "package p" "" 'import _ "example.com/r"'
	file "$d/rep/go.mod" "module example.com/r"
	file "$d/rep/r.go" "package r"
	cd "$d" || exit 1
	is "replace holds inside GOPATH/src" "$d/rep" \
		"$(g GO111MODULE=on go list -f '{{.Dir}}' example.com/r)"
	mkdir -p "$home/go/src/example.com/q"
	cd "$home/go/src/example.com/q" || exit 1
	g go mod init >/dev/null
	is "go mod init inside GOPATH/src" "module example.com/q" \
		"$(head -n 1 go.mod)"

	# 4
	other=$(awk -v v="$v" '$1 != v { print $2 }' "$w/releases" |
		tail -n 1)
	file "$home/m/go.mod" "module m" "" "go 1.18"
	# Importing nothing, it is built alone.
	file "$home/m/m.go" "package m"
	cd "$home/m" || exit 1
	if [ -n "$other" ]; then
		tree=$(cd / && "$other" env GOROOT)
		is "another GOROOT stops the compiler" \
			"does not match go tool version \"$v\"" \
			"$(g GOROOT="$tree" go build . |
				grep -o -m 1 'does not match go tool .*')"
	fi

	# 13
	is "subtle.ConstantTimeCompare" 1 \
		"$(grep -hc '^func ConstantTimeCompare(' \
			"$root"/src/crypto/subtle/constant_time.go)"

	# 8
	is "a first program by echo of bash" "invalid character U+005C" \
		"$(mkdir -p "$home/hello" && cd "$home/hello" && file go.mod "module hello" &&
			bash -c "echo 'package main\nimport \"fmt\"\nfunc main() { fmt.Println(1) }' >main.go" &&
			g go run main.go | grep -o -m 1 'invalid character U+005C')"

	# 26
	is "js/wasm" js/wasm "$(g go tool dist list | grep -x js/wasm)"

	# 34
	case $v in
	go1.18* | go1.19*) want= ;;
	*) want="flag provided but not defined: -i" ;;
	esac
	is "go build -i" "$want" \
		"$(g go build -i . | grep -o -m 1 'flag provided but not defined: -i')"

	# 27
	is "-trimpath is not forced" 0 \
		"$(g go build -n . | grep -c -- '-trimpath "[^"]*;')"
	is "it can be asked for" 1 \
		"$(g go build -n -trimpath . | grep -c -m 1 -- '-trimpath "[^"]*;')"
	is "gocachehash is not on" "" \
		"$(g go list -export . | grep -o -m 1 'HASH')"
	is "and can be" HASH \
		"$(g GODEBUG=gocachehash=1 go list -export . |
			grep -o -m 1 'HASH')"

	# 28
	file "$home/k/go.mod" "module m" "" "go 1.17" "" \
		"require example.com/dep v1.0.0"
	cd "$home/k" || exit 1
	g GOFLAGS='-mod=mod -modcacherw' go list -m all >/dev/null
	is "go.sum" "example.com/dep v1.0.0/go.mod h1:mhh2qvuaNXbD3WzHShoyLc7Bf3qxrveNlTFLAYg2RJ8=" \
		"$(grep '/go.mod ' go.sum)"
done <"$w/releases"
chmod -R u+w "$w" 2>/dev/null
rm -rf "$w/cache"
echo "1..$n"
