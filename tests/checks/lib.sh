# Helpers of the fixture cases; sourced by t-fixtures.sh for each case.
#
# A case is a folder tests/checks/ID/good-… or bad-… with two files:
#
#   case.sh   arranges files, and says what real go does with them.  It is
#             sourced with the working directory $T/repo, an environment that
#             holds nothing of the user's (HOME is $T/home), and the newest
#             Go release found first on PATH.  What it exports is the
#             environment of the place "shell"; ROOT and CWD may be set to
#             look at another folder than $T/repo.  VIA=gomend asks the whole
#             gomend check, not gomend-scan alone, and then of all PLACES (words;
#             default "shell": fresh shells are the user's, see use_bash).  Its function oracle, if
#             there is one, is called once for each release in ORACLE (words:
#             "all", "oldest", "newest", "1.22", "1.19.8"; default "oldest newest") with
#             $GO, $REL as "1.22" and $FULL as "1.22.12"; it uses fails, passes and prints.
#             Of several, ./dev test asks the newest of them that is here,
#             t-fixtures-all.sh each.
#             Releases from 1.20 on but the newest load and check, and do not
#             compile (see go_loads); COMPILE=yes where the compiler says it.
#             A machine of its own is made by inside and inside_mounts.
#             "# A long case" in it leaves it to ./dev long.
#   expect    first line: error, warning, advice, or absent.  Then lines
#             "text SUBSTRING" (somewhere in the finding: title, evidence,
#             steps, commands …), "no SUBSTRING" (nowhere in it) and
#             "count N" (that many findings of this id).
#
# An oracle that disagrees fails the case, so a fixture is never ours alone.

# The release "1.22" (its newest patch), "1.19.8" (or oldest, newest): "go1.22.12 /path/to/go", or nothing.
release() {
	{
		# By the shell itself: every case asks, and a process is dear.
		case $1 in
		oldest) read -r found_line && echo "$found_line" ;;
		*)
			found_line=
			while read -r line_v line_go; do
				case $line_v in
				"go$1" | "go$1."*) ;;
				*) [ "$1" = newest ] || continue ;;
				esac
				found_line="$line_v $line_go"
			done
			[ -z "$found_line" ] || echo "$found_line"
			;;
		esac
	} <"$RELEASES"
}

# The releases of ORACLE, in $T/oracles, each of them once: where the tests
# shall not take long (without ALL_RELEASES), the newest of them alone.
oracle_releases() {
	# shellcheck disable=SC2086 # words
	set -- ${ORACLE:-oldest newest}
	for word; do
		case $word in
		all) while read -r line; do echo "$line"; done <"$RELEASES" ;;
		*) release "$word" ;;
		esac
	done >"$T/oracles.all"
	seen=
	while read -r line; do
		case $seen in *"|$line|"*) continue ;; esac
		seen="$seen|$line|"
		last=$line
		[ -z "${ALL_RELEASES:-}" ] || echo "$line"
	done <"$T/oracles.all" >"$T/oracles"
	[ -n "${ALL_RELEASES:-}" ] || [ -z "$seen" ] || echo "$last" >"$T/oracles"
}

# $REL as "1.22" of $FULL, "1.22.12".
language_of() {
	minor=${1#1.}
	echo "1.${minor%%[!0-9]*}"
}

# Make this release the go of the place; the case is skipped without it.
use_go() {
	found=$(release "$1")
	[ -n "$found" ] || skip_case "no Go $1 here"
	line=${found#* }
	PATH=${line%/*}:$BASE_PATH
	export PATH
}

# Fresh shells are bash, which finds its start-up files in $HOME.
use_bash() {
	case $(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f7) in
	*/bash) ;;
	*) skip_case "the user's shell is not bash" ;;
	esac
	[ -n "$newest" ] || skip_case "no go here"
	[ -z "$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v go)" ] ||
		skip_case "a go lies where every shell looks"
	SHELL=$(command -v bash)
	VIA=gomend
	export SHELL
	# A login shell does not have what this harness sets.
	unset GOPROXY GOSUMDB GOTOOLCHAIN
}

# in_login COMMAND: in a fresh login shell, as gomend starts one.
in_login() {
	env -i HOME="$HOME" USER="$(id -un)" LOGNAME="$(id -un)" SHELL="$SHELL" \
		TERM=dumb PATH=/usr/local/bin:/usr/bin:/bin \
		GOCACHE="$GOCACHE" "$SHELL" -l -i -c "$1" </dev/null 2>&1
}

# typed LINE...: gomend is started from an interactive bash that has read its
# files, and in which these lines were typed before.
typed() {
	command -v setsid >/dev/null || skip_case "no setsid here"
	printf '%s\n' "$@" >"$T/typed"
	cat >"$T/inside" <<END
words=
for word; do words="\$words '\$word'"; done
printf '%s </dev/null\nexit\n' "\$words" | cat $T/typed - | setsid -w bash ${BASH_FLAGS:--i}
END
	INSIDE="sh $T/inside"
}

# The case is about what the newest Go here is too old for: needs 1.21
needs() {
	found=$(release newest)
	[ -n "$found" ] || return 0
	minor=${found#go1.}
	[ "${minor%%[!0-9]*}" -ge "${1#1.}" ] || skip_case "needs Go $1 or newer"
}

skip_case() {
	echo "$1" >"$T/skip"
	exit 0
}

# Is release $REL at least this one?  since 1.22
since() {
	[ "${REL#1.}" -ge "${1#1.}" ]
}

# Do $REL and its patch, $FULL, refuse to compile modules of 1.22 and later?
refuses_122() {
	patch=${FULL#"$REL"}
	patch=${patch#.}
	case $REL in
	1.19) [ "${patch:-0}" -ge 13 ] ;;
	1.20) [ "${patch:-0}" -ge 8 ] ;;
	*) return 1 ;;
	esac
}

# A command; go build, test or vet with -n where that is enough: go then loads,
# resolves and checks all that findings are about, and stops before it compiles
# the standard library, half a minute of CPU for each release.  Those to 1.19
# came with it compiled, and the newest is compiled once for all tests.
go_loads() {
	case "${COMPILE:-} $1 $2" in
	" $GO build" | " $GO test" | " $GO vet")
		# A program that is made is wanted.
		case " $* " in
		*" -o /dev/null "*) made= ;;
		*" -o "*) made=yes ;;
		*) made= ;;
		esac
		if [ -z "$made" ] && since 1.20 && [ "$GO" != "${newest#* }" ]; then
			verb=$2
			shift 2
			set -- "$GO" "$verb" -n "$@"
		fi
		;;
	esac
	"$@"
}

# fails TEXT COMMAND...: it must fail, and say TEXT.
fails() {
	want=$1
	shift
	if said=$(go_loads "$@" 2>&1); then
		echo "$REL: '$*' succeeds, though it should say: $want"
		echo "$said"
		: >"$T/disagrees"
		return 1
	fi
	case $said in
	*"$want"*) return 0 ;;
	esac
	echo "$REL: '$*' does not say: $want"
	echo "$said"
	: >"$T/disagrees"
	return 1
}

# passes COMMAND...: it must succeed.
passes() {
	said=$(go_loads "$@" 2>&1) && return 0
	echo "$REL: '$*' fails:"
	echo "$said"
	: >"$T/disagrees"
	return 1
}

# prints TEXT COMMAND...: it must succeed, and say TEXT.
prints() {
	want=$1
	shift
	passes "$@" || return 1
	case $said in
	*"$want"*) return 0 ;;
	esac
	echo "$REL: '$*' does not say: $want"
	echo "$said"
	: >"$T/disagrees"
	return 1
}

# inside LINE...: the place is looked at in a process of its own that these
# lines of sh prepared (limits and the like), and within COMMAND runs there.
inside() {
	{ printf 'set -e\n'; printf '%s\n' "$@"; echo 'exec "$@"'; } >"$T/inside"
	INSIDE="sh $T/inside"
}

# The same with mounts that nobody else sees.
inside_mounts() {
	{ [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; } ||
		skip_case "needs root and mount namespaces"
	inside "mount --make-rprivate /" "$@"
	INSIDE="unshare -m sh $T/inside"
}

within() {
	# shellcheck disable=SC2086 # words
	$INSIDE "$@"
}

# file NAME [LINE...]: a file of these lines, its folders too.
file() {
	name=$1
	shift
	case $name in */*) mkdir -p "${name%/*}" ;; esac
	if [ $# -gt 0 ]; then printf '%s\n' "$@" >"$name"; else : >"$name"; fi
}

# A repository of git's with all that is here committed, nobody's settings.
git_commit() {
	command -v git >/dev/null || skip_case "no git here"
	[ -d .git ] || git init -q -b main .
	git add -A "$@"
	# Always the same ids: which folders of .git/objects are there matters.
	GIT_AUTHOR_DATE=2026-01-02T03:04:05Z GIT_COMMITTER_DATE=2026-01-02T03:04:05Z \
		git -c user.name=t -c user.email=t@example.com \
		-c commit.gpgsign=false commit -q --allow-empty -m state
}

hex_base64() {
	# shellcheck disable=SC2059 # octal escapes made here
	printf "$(sed 's/../& /g' | tr a-f A-F | awk '{
		d = "0123456789ABCDEF"
		for (i = 1; i <= NF; i++) {
			v = (index(d, substr($i, 1, 1)) - 1) * 16 + \
				index(d, substr($i, 2, 1)) - 1
			printf "\\%03o", v
		}
	}')" | base64 | tr -d '\n'
}

# h1 of files listed on stdin as "NAME FILE", as dirhash.Hash1 has it.
hash1() {
	LC_ALL=C sort | while read -r name path; do
		sum=$(sha256sum <"$path")
		printf '%s  %s\n' "${sum%% *}" "$name"
	done | sha256sum | cut -c1-64 | hex_base64 | sed 's/^/h1:/'
}

# mkmod PATH VERSION [NAME=CONTENT...]: a module of the file-system proxy.
# It has a package that imports nothing; NAME=CONTENT adds or replaces files.
mkmod() {
	mod=$1 ver=$2
	shift 2
	src=$T/src/$mod@$ver
	at=$T/proxy/$mod/@v
	mkdir -p "$src" "$at"
	printf 'module %s\n' "$mod" >"$src/go.mod"
	printf 'package %s\n\nconst Version = "%s"\n' \
		"$(basename "$mod" | tr -cd a-z0-9)" "$ver" >"$src/lib.go"
	for part; do
		(cd "$src" && file "${part%%=*}" "${part#*=}")
	done
	printf '{"Version":"%s","Time":"2020-01-02T03:04:05Z"}\n' "$ver" \
		>"$at/$ver.info"
	cp "$src/go.mod" "$at/$ver.mod"
	"$TOOL" zip "$at/$ver.zip" "$src" "$mod@$ver"
	echo "$ver" >>"$at/list"
}

# The two lines of go.sum for a module made by mkmod.
sums() {
	(
		cd "$T/src/$1@$2" || exit 1
		echo "$1 $2 $(find . -type f | sed "s|^\./\(.*\)|$1@$2/\1 \1|" | hash1)"
		echo "$1 $2/go.mod $(echo "go.mod go.mod" | hash1)"
	)
}

# Put modules made by mkmod into the module cache, as `go mod download` would.
cached() {
	to=$HOME/go/pkg/mod/cache/download/$1/@v
	mkdir -p "$to"
	cp "$T/proxy/$1/@v/$2".* "$to/"
	sums "$1" "$2" | sed -n '1s/.* //p' | tr -d '\n' >"$to/$2.ziphash"
}

# A module with one dependency: dep1 NEWEST-GO-LINE VERSION, imported by m.go.
module_with_dep1() {
	file go.mod "module example.com/m" "" "go $1" "" \
		"require example.com/dep1 $2"
	file m.go "package m" "" 'import _ "example.com/dep1"'
	mkmod example.com/dep1 "$2"
}

# The vendor folder that go 1.17 and newer writes for module_with_dep1.
vendor_dep1() {
	file vendor/modules.txt "# example.com/dep1 $1" "## explicit" \
		"example.com/dep1"
	file vendor/example.com/dep1/lib.go "package dep1"
}

# What a clean checkout has of the last commit: its folder.
clone() {
	rm -rf "$T/clone"
	git clone -q "$T/repo" "$T/clone" && echo "$T/clone"
}

# A PATH of the place's go and what this harness runs, without git.
without_git() {
	mkdir -p "$T/bin"
	for t in sh env cat cp mv rm ln mkdir chmod sed awk grep tr sort head \
		tail cut find basename dirname printf timeout id; do
		ln -sf "$(command -v "$t")" "$T/bin/$t" 2>/dev/null
	done
	[ -n "$newest" ] || return 0
	ln -s "${newest#* }" "$T/bin/go"
	PATH=$T/bin
}

# asks N: how many times Go's resolver asks the one server of $T/resolv.conf
# (here 127.0.0.77 in its place) for a name that it fails to answer.
asks() {
	sed 's/192\.0\.2\.1/127.0.0.77/' "$T/resolv.conf" >"$T/asked.conf"
	(cd "$T/asks" && passes "$GO" build -o "$T/ask$REL" .) || return
	prints "asked $1 times" unshare -m sh -c "mount --make-rprivate / &&
		mount --bind $T/asked.conf /etc/resolv.conf && exec $T/ask$REL"
}

count_questions() {
	file "$T/asks/go.mod" "module example.com/asks" "" "go 1.18"
	cat >"$T/asks/main.go" <<'END'
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync/atomic"
)

func main() {
	c, err := net.ListenPacket("udp", "127.0.0.77:53")
	if err != nil {
		fmt.Println("cannot listen:", err)
		os.Exit(3)
	}
	var n int32
	go func() {
		b := make([]byte, 1500)
		for {
			k, from, err := c.ReadFrom(b)
			if err != nil {
				return
			}
			/* Only questions for an IPv4 address. */
			q := 12
			for q < k && b[q] != 0 {
				q += int(b[q]) + 1
			}
			if q+2 < k && b[q+2] == 1 {
				atomic.AddInt32(&n, 1)
			}
			b[2] |= 0x80
			b[3] = 2 /* SERVFAIL */
			for i := 6; i < 12; i++ {
				b[i] = 0
			}
			c.WriteTo(b[:q+5], from)
		}
	}()
	r := net.Resolver{PreferGo: true}
	r.LookupIPAddr(context.Background(), "name.example.")
	fmt.Println("asked", atomic.LoadInt32(&n), "times")
}
END
}

# inside_quota US: a cgroup of its own with so many microseconds of CPU in each
# tenth of a second.
inside_quota() {
	cg=/sys/fs/cgroup/cpu
	{ [ "$(id -u)" = 0 ] && [ -f $cg/cpu.cfs_quota_us ]; } || cg=/sys/fs/cgroup
	[ -f $cg/cpu.cfs_quota_us ] || grep -qw cpu $cg/cgroup.subtree_control 2>/dev/null ||
		skip_case "no cgroup of version 1 or 2 for the CPU"
	cg=$cg/gomend-$(basename "$T")-$$
	mkdir "$cg" 2>/dev/null || skip_case "cgroups cannot be made here"
	rmdir "$cg"
	cat >"$T/inside" <<END
mkdir -p $cg
if [ -f $cg/cpu.max ]; then echo "$1 100000" >$cg/cpu.max
else
	echo 100000 >$cg/cpu.cfs_period_us
	echo $1 >$cg/cpu.cfs_quota_us
fi
(echo 0 >$cg/cgroup.procs && exec "\$@")
rc=\$?
i=0
while ! rmdir $cg 2>/dev/null && [ \$i -lt 100 ]; do i=\$((i + 1)); done
exit \$rc
END
	INSIDE="sh $T/inside"
}

# A program that says how many threads of Go run at once.
says_procs() {
	file go.mod "module example.com/m" "" "go ${1:-1.18}"
	file main.go "package main" "" 'import (' '	"fmt"' '	"runtime"' ')' "" \
		"func main() {" '	fmt.Println("procs", runtime.GOMAXPROCS(0))' "}"
}

# Mounts that hide the system's time zones.
inside_no_zones() {
	set -- :
	for d in /usr/share/zoneinfo /usr/share/lib/zoneinfo /usr/lib/locale/TZ /etc/zoneinfo; do
		[ ! -d "$d" ] || set -- "$@" "mount -t tmpfs none $d"
	done
	inside_mounts "$@"
}

# main.go: prints an error or the zone.
loads_zone() {
	file go.mod "module example.com/m" "" "go 1.18"
	file main.go "package main" "" 'import (' '	"fmt"' '	"time"' ')' "" \
		"func main() {" \
		'	l, err := time.LoadLocation("Europe/Berlin")' \
		'	fmt.Println("zone", l, err)' "}"
}

# Mounts that hide the system's root certificates.
inside_no_roots() {
	set -- :
	for d in /etc/ssl /etc/pki; do
		[ ! -d "$d" ] || set -- "$@" "mount -t tmpfs none $d"
	done
	inside_mounts "$@"
}

# main.go: prints how many root certificates there are.
counts_roots() {
	file main.go "package main" "" 'import (' '	"crypto/x509"' '	"fmt"' \
		'	_ "net/http"' ')' "" "func main() {" \
		'	p, err := x509.SystemCertPool()' \
		'	if err != nil {' '		fmt.Println("roots", err)' \
		'		return' '	}' \
		'	fmt.Println("roots", len(p.Subjects()))' "}"
}

# go_tool RELEASE NAME PACKAGE: a program NAME on PATH, in $T/tools, that this
# release built of that package; it looks at a module as such tools do, with the
# go/types that is compiled in: its argument is the go line.
go_tool() {
	found=$(release "$1")
	[ -n "$found" ] || skip_case "no Go $1 here"
	mkdir -p "$T/tools" "$T/src/$2/${3#*!}"
	(
		# PACKAGE is MODULE!FOLDER.
		cd "$T/src/$2" || exit 1
		file go.mod "module ${3%!*}" "" "go 1.18"
		cat >"${3#*!}/main.go" <<'END'
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

func main() {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "m.go", "package m\n", 0)
	if err == nil {
		c := types.Config{GoVersion: "go" + os.Args[1], Importer: importer.Default()}
		_, err = c.Check("m", set, []*ast.File{f}, nil)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("looked at it")
}
END
		"${found#* }" build -o "$T/tools/$2" "./${3#*!}"
	) || skip_case "this go does not build here"
	PATH=$PATH:$T/tools
}

# private WORD VALUE: with GOPRIVATE of this value, is example.com/dep1 public
# (it comes from the proxy) or private (it is sought where it is not)?
private() {
	mkdir -p "$T/none"
	set -- "$1" env GOPRIVATE="$2" GOMODCACHE="$T/mod$REL" GOPROXY="file://$T/proxy" \
		GIT_TERMINAL_PROMPT=0 HTTPS_PROXY=http://127.0.0.1:1 GOFLAGS=-modcacherw \
		timeout 20 "$GO" mod download example.com/dep1@v1.0.0
	word=$1
	shift
	rm -rf "$T/mod$REL"
	case $word in
	public) passes "$@" ;;
	private) fails "example.com/dep1" "$@" ;;
	esac
}

# layers LIST: the go of the place is the first of these trees, the rest below.
layers() {
	mkdir "$T/go"
	inside_mounts "mount -t overlay -o lowerdir=$1 none $T/go"
	within true 2>/dev/null || skip_case "no overlay mounts here"
	PATH=$T/go/bin:$BASE_PATH
	GO_OVER=$T/go/bin/go
}

tree_of() {
	found=$(release "$1")
	[ -n "$found" ] || skip_case "no Go $1 here"
	tree=$(dirname "$(dirname "$(readlink -f "${found#* }")")")
}

# over NEW OLD [VERSION]: that go is release NEW unpacked over OLD; VERSION has
# been written over its own.
over() {
	tree_of "$1"
	new=$tree
	tree_of "$2"
	if [ $# -gt 2 ]; then
		file "$T/told/VERSION" "$3"
		new=$T/told:$new
	fi
	layers "$new:$tree"
}

# edited RELEASE VERSION: that go is a whole tree with another VERSION.
edited() {
	tree_of "$1"
	file "$T/told/VERSION" "$2"
	layers "$T/told:$tree"
}

# archived RELEASE: the module cache has the archive of that tree, as go keeps
# it of what it switched to; with a part of its sources, for the time it takes.
archived() {
	tree_of "$1"
	full=${found%% *}
	mkdir -p "$T/part/src" "$HOME/go/pkg/mod/cache/download/golang.org/toolchain/@v"
	cp -rL "$tree/src/runtime" "$tree/src/fmt" "$T/part/src" &&
		cp -L "$tree/VERSION" "$T/part"
	rm -rf "$T/part/src/runtime/testdata"
	arch=$(cd / && "$tree/bin/go" env GOHOSTOS)-$(cd / && "$tree/bin/go" env GOHOSTARCH)
	"$TOOL" zip "$HOME/go/pkg/mod/cache/download/golang.org/toolchain/@v/v0.0.1-$full.$arch.zip" \
		"$T/part" "golang.org/toolchain@v0.0.1-$full.$arch"
}
