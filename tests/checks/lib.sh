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
#             gomend check, not gomend-scan alone.  Its function oracle, if
#             there is one, is called once for each release in ORACLE (words:
#             "all", "oldest", "newest", "1.22", "1.19.8"; default "oldest newest") with
#             $GO, $REL as "1.22" and $FULL as "1.22.12"; it uses fails, passes and prints.
#   expect    first line: error, warning, advice, or absent.  Then lines
#             "text SUBSTRING" (somewhere in the finding: title, evidence,
#             steps, commands …), "no SUBSTRING" (nowhere in it) and
#             "count N" (that many findings of this id).
#
# An oracle that disagrees fails the case, so a fixture is never ours alone.

# The release "1.22" (its newest patch), "1.19.8" (or oldest, newest): "go1.22.12 /path/to/go", or nothing.
release() {
	case $1 in
	oldest) head -n 1 "$RELEASES" ;;
	newest) tail -n 1 "$RELEASES" ;;
	*) grep "^go$(echo "$1" | sed 's/\./\\./g')[. ]" "$RELEASES" |
		tail -n 1 ;;
	esac
}

# Make this release the go of the place; the case is skipped without it.
use_go() {
	found=$(release "$1")
	[ -n "$found" ] || skip_case "no Go $1 here"
	PATH=$(dirname "${found#* }"):$BASE_PATH
	export PATH
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

# fails TEXT COMMAND...: it must fail, and say TEXT.
fails() {
	want=$1
	shift
	if said=$("$@" 2>&1); then
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
	said=$("$@" 2>&1) && return 0
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
