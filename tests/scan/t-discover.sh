# Which repository a folder lies in: what git rev-parse --show-toplevel says.
# Of the folders below a ceiling two, with ALL=all (t-discover-all.sh) each.
. "$srcdir/tests/scan/lib.sh"
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }
unset GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM
# Without a go there is nothing to ask it.
PATH=/usr/local/bin:/usr/bin:/bin
w=$(cd "$work" && pwd -P)
mkdir -p "$w/top/a/b/c" "$w/top/ab"
ln -s top/a "$w/link"
git init -q "$w/top"
git init -q "$w/top/ab"

within=
# same NAME FOLDER [VAR=VALUE...]
same() {
	name=$1 from=$2
	shift 2
	(cd "$from" && $within env "$@" git rev-parse --show-toplevel) \
		>"$w/theirs" 2>/dev/null
	# Without a repository the folder itself is looked at.
	[ -s "$w/theirs" ] || (cd "$from" && echo "plain $(pwd -P)") >"$w/theirs"
	(cd "$from" && $within env "$@" "$GOMEND" inspect --json --place shell) \
		>"$w/got" 2>"$w/err"
	sed -n '/"repository":/,/}/p' "$w/got" | awk -F '"' '
		$2 == "root" { root = $4 }
		$2 == "kind" { git = 1 }
		END { print (git ? "" : "plain ") root }' >"$w/ours"
	if cmp -s "$w/theirs" "$w/ours"; then
		ok "$name: $(sed "s|$w/||" "$w/ours")"
	else
		not_ok "$name" "$(cat "$w/theirs" "$w/ours" "$w/err")"
	fi
}

for at in ${ALL:+top top/a} top/a/b/c ${ALL:+top/ab} link/b; do
	for ceiling in "" /nonexistent / top "$w" "$w/top" "$w/top/" \
		"$w/top/." "$w/top/a" "$w/top/a/b" "$w/top/a/b/c" "$w/to" \
		"$w/link" ":$w/link" ":$w/top/a" "$w/link:" \
		"/nonexistent:$w/top:$w/top/a/b" "$w/top/a/b:$w:x::$w/link"; do
		same "$at below $(echo "$ceiling" | sed "s|$w|…|g")" "$w/$at" \
			GIT_CEILING_DIRECTORIES="$ceiling"
	done
done
same "nothing set" "$w/top/a/b"

# A file system of its own on a folder of the repository.
cat >"$w/mounted" <<X
mount -t tmpfs none "$w/top/a/b" && mkdir "$w/top/a/b/c" || exit 1
cd "$w/top/a/b/c" && exec "\$@"
X
within="unshare -rm sh $w/mounted"
if $within true 2>/dev/null; then
	same "the end of a file system" "$w/top/a/b/c"
	for yes in "" 0 no false 1 2 true On; do
		same "beyond it: \"$yes\"" "$w/top/a/b/c" \
			GIT_DISCOVERY_ACROSS_FILESYSTEM="$yes"
	done
	same "beyond it, with a ceiling" "$w/top/a/b/c" \
		GIT_DISCOVERY_ACROSS_FILESYSTEM=1 GIT_CEILING_DIRECTORIES="$w/top"
else
	ok "the end of a file system # SKIP nothing may be mounted here"
fi
echo "1..$n"
