#!/bin/sh
# Who follows a usual tutorial (an archive unpacked, GOROOT, GOPATH and both bin
# folders in the rc file, a first module) hears of nothing but advice.  The same
# for who installed a package, or runs Go in a container.
set -u
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
GOMEND=$builddir/gomend GOMEND_SCAN=$builddir/gomend-scan
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' "$said" | cut -c1-300
	fi
}
newest=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
minor=$(echo "$newest" | sed 's/^go1\.\([0-9]*\).*/\1/')
if [ -z "$newest" ] || [ "$minor" -lt 23 ]; then
	echo "1..0 # SKIP needs a Go release from 1.23 on"
	exit 0
fi
root=$(dirname "$(dirname "${newest#* }")")
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-newcomer.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
home=$top/home said=$top/said
mkdir -p "$home/hello" "$top/usr"

# As Debian hands them out: scripts get nothing from .bashrc.
cat >"$home/.bashrc" <<END
case \$- in
*i*) ;;
*) return ;;
esac
export GOROOT=$root
export PATH=\$GOROOT/bin:\$PATH
export GOPATH=\$HOME/go
export PATH=\$GOPATH/bin:\$PATH
END
sed 1,4d "$home/.bashrc" >"$home/.zshrc"
echo '[ -z "$BASH_VERSION" ] || . "$HOME/.bashrc"' >"$home/.profile"
mkdir -p "$home/.config/fish"
cat >"$home/.config/fish/config.fish" <<END
set -gx GOROOT $root
set -gx GOPATH \$HOME/go
set -gx PATH \$GOPATH/bin \$GOROOT/bin \$PATH
END
printf 'module hello\n\ngo 1.22.5\n' >"$home/hello/go.mod"
printf 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("Hello, Go!") }\n' \
	>"$home/hello/main.go"
cd "$home/hello" || exit 1

shell=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f7)
look() {
	env -i HOME="$home" SHELL="${shell:-/bin/sh}" LC_ALL=C TERM=dumb \
		GOMEND_SCAN="$GOMEND_SCAN" "$@" >"$said" 2>&1
}

look PATH="$home/go/bin:$root/bin:/usr/bin:/bin" GOROOT="$root" \
	GOPATH="$home/go" "$GOMEND" check --fail-on warning
ok $? "the tutorial's setup: no error and no warning"
grep -q 'advice *goroot-set' "$said"
ok $? "GOROOT is advised against"
grep -q 'myth .*GOROOT' "$said"
ok $? "with what is true of it"

# After the first go install the folder is there, and on PATH.
mkdir -p "$home/go/bin"
printf '#!/bin/sh\n' >"$home/go/bin/tool"
chmod +x "$home/go/bin/tool"
look PATH="$home/go/bin:$root/bin:/usr/bin:/bin" GOROOT="$root" \
	GOPATH="$home/go" "$GOMEND" check --fail-on warning
ok $? "with programs installed: no error and no warning"
rm -rf "$home/go"

# A package: go is on everybody's PATH, nothing is set.
rm "$home/.bashrc" "$home/.zshrc" "$home/.profile" "$home/.config/fish/config.fish"
ln -s "$root/bin/go" "$top/usr/go"
look PATH="$top/usr:/usr/bin:/bin" "$GOMEND" check --place shell \
	--fail-on advice
ok $? "a packaged Go, nothing set: nothing to say"

# As the official image has it.
look PATH="$top/gopath/bin:$root/bin:/usr/bin:/bin" GOPATH="$top/gopath" \
	GOTOOLCHAIN=local "$GOMEND" check --place shell --fail-on advice
ok $? "an image's environment: nothing to say"
echo "1..$n"
