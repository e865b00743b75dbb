# For the scripts beside: archives of a release, and a server for them.
# Those in the home of whoever runs this, before there is another one.
releases=$(sh "$srcdir/tests/go/releases.sh")
. "$srcdir/tests/cli/fixlib.sh"
FETCH=$builddir/gomend-fetch
HTTPD=$builddir/tests/setup/httpd
TREESTATE=$builddir/tests/apply/treestate
unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy GOROOT
if [ ! -x "$FETCH" ]; then
	echo "1..0 # SKIP built without setup (./configure --without-setup)"
	exit 0
fi
case $(uname -m) in
x86_64) arch=amd64 ;;
aarch64) arch=arm64 ;;
*) arch=$(uname -m) ;;
esac
os=$(uname -s | tr A-Z a-z)

# Outside of any repository: what is looked at is no part of this one.
outside() {
	w=${SETUP_TOP:-$(mktemp -d "${TMPDIR_WAS:-/tmp}/gomend-setup.XXXXXX")} || exit 1
	w=$(cd "$w" && pwd -P)
	HOME=$w/home TMPDIR=$w/tmp
	GOCACHE=${TEST_GOCACHE:-$w/gocache} GOMODCACHE=$w/gomodcache
	state=$w/home/.local/state/gomend
	mkdir -p "$w/home/.local/state" "$w/home/.cache" "$w/tmp" "$w/bin" "$w/dl" "$GOCACHE"
	trap 'chmod -R u+rwX "$w" 2>/dev/null; rm -rf "$w"' EXIT
	trap 'exit 1' HUP INT TERM
}
# What was printed, its lines joined as they were before they were wrapped.
says() { tr -s '\n ' '  ' <"$w/got" | grep -qF -- "$1"; }

sum() { sha256sum "$1" | cut -d' ' -f1; }

# A folder "go" that passes for the release $2 of Go, without being one.
small_go() { # DIR VERSION
	mkdir -p "$1/go/bin" "$1/go/src/runtime" "$1/go/pkg/tool/x" "$1/go/src/fmt"
	printf 'go%s\ntime 2026-01-02T03:04:05Z\n' "$2" >"$1/go/VERSION"
	cat >"$1/go/bin/go" <<-END
		#!/bin/sh
		case \$1 in
		version) echo "go version go$2 $os/$arch" ;;
		*) exit 1 ;;
		esac
	END
	chmod 755 "$1/go/bin/go"
	echo 'package runtime' >"$1/go/src/runtime/proc.go"
	echo 'package fmt' >"$1/go/src/fmt/print.go"
	printf 'compiler' >"$1/go/pkg/tool/x/compile"
	chmod 755 "$1/go/pkg/tool/x/compile"
	find "$1/go" -exec touch -d '2026-01-02 03:04:05' {} +
}
pack() { # DIR ARCHIVE
	tar -C "$1" --owner=0 --group=0 -czf "$2" go
}
small_archive() { # VERSION ARCHIVE
	rm -rf "$w/pack"
	small_go "$w/pack" "$1"
	pack "$w/pack" "$2"
	rm -rf "$w/pack"
}
named() { echo "go$1.$os-$arch.tar.gz"; }

# The newest release here as an archive: what builds a program is in it, tests
# and the sources of the go command are not.  Made once a run.
real_archive() { # ARCHIVE
	line=$(echo "$releases" | tail -n 1)
	[ -n "$line" ] || return 1
	real_version=${line%% *}
	root=$(dirname "$(dirname "${line#* }")")
	tar -C "$root" --owner=0 --group=0 --exclude='*_test.go' \
		--exclude=testdata --exclude=./src/cmd --exclude=./test \
		--exclude=./api --exclude=./doc --exclude=./misc \
		--exclude='./pkg/tool/*/pprof' --exclude='./pkg/tool/*/trace' \
		--transform 's,^\.,go,' -cf - . | gzip -1 >"$1"
}

# The last one that is in place, whatever folder it was made from.
take_back() {
	run "$GOMEND" undo "$("$GOMEND" history | sed -n 's/^\([0-9][0-9]*\)  .*in place.*/\1/p' | head -n 1)" --yes
}

serve() { # DIR
	rm -f "$w/port" "$w/end"
	mkfifo "$w/end"
	"$HTTPD" "$1" "$w/port" "$w/requests" <"$w/end" &
	server=$!
	exec 9>"$w/end"
	wait_for "$w/port" || { echo "not ok - the server does not start"; exit 1; }
	# Written, not only made.
	while [ ! -s "$w/port" ]; do sleep 0.02; done
	url=http://127.0.0.1:$(cat "$w/port")
}
stop_serving() {
	exec 9>&-
	wait "$server" 2>/dev/null
}
# One release of the list: VERSION STABLE ARCHIVE [SUM]
entry() {
	printf '{"version":"go%s","stable":%s,"files":[{"filename":"%s","os":"%s","arch":"%s","version":"go%s","sha256":"%s","size":%d,"kind":"archive"}]}' \
		"$1" "$2" "$(basename "$3")" "$os" "$arch" "$1" "${4:-$(sum "$3")}" "$(wc -c <"$3")"
}
# Everything of these folders, to the byte and the nanosecond.
here_is() { # NAME PATH...
	name=$1
	shift
	"$TREESTATE" -x "$w/home/.local/state" -x "$w/home/.cache" "$@" >"$w/$name"
}
