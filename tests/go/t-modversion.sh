#!/bin/sh
# The version of a revision as gomend works it out from a clone, against what
# `go list -m PATH@REVISION` says of the same repository: tags, +incompatible,
# the three forms of pseudo-versions, /vN, nested modules, retractions.  ALL=all
# (t-modversion-all.sh) asks every release found here, else the newest, and of
# each sixth revision.
set -u
LC_ALL=C
export LC_ALL
tool=$builddir/tests/scan/modversion_tool
w=$out/modversion${ALL:+-all}
[ -d "$w" ] && chmod -R u+w "$w"
rm -rf "$w"
mkdir -p "$w/home/.config/go/telemetry" "$w/u" "$w/m" || exit 1
w=$(cd "$w" && pwd -P)
# 1.18 takes a tag that looks like a pseudo-version for one to build on.
sh "$srcdir/tests/go/releases.sh" | grep -v '^go1\.18' >"$w/all"
if [ ! -x "$tool" ] || [ ! -s "$w/all" ] || ! command -v git >/dev/null; then
	echo "1..0 # SKIP no modversion_tool, no go or no git here"
	exit 0
fi
if [ -n "${ALL:-}" ]; then
	cp "$w/all" "$w/releases"
else
	sed -n '$p' "$w/all" >"$w/releases"
fi
cat >"$w/home/.gitconfig" <<EOF
[user]
	name = T
	email = t@example.com
[init]
	defaultBranch = main
[protocol "file"]
	allow = always
[url "file://$w/u/"]
	insteadOf = https://github.com/u/
EOF
HOME=$w/home GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$w/home/.gitconfig
GOENV=off GOFLAGS=-mod=mod GOTOOLCHAIN=local GOWORK=off GO111MODULE=on
GOSUMDB=off GOPROXY=direct GOPATH=$w/home/go GOMODCACHE= GOTELEMETRY=off
export HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GOENV GOFLAGS GOTOOLCHAIN \
	GOWORK GO111MODULE GOSUMDB GOPROXY GOPATH GOMODCACHE GOTELEMETRY
unset GIT_DIR GIT_WORK_TREE GIT_CEILING_DIRECTORIES GOPRIVATE GONOPROXY
cd "$w/m" || exit 1
printf 'module example.com/m\n\ngo 1.18\n' >go.mod

when=1500000000
repo() { # NAME: a new repository, entered
	git init -q "$w/u/$1" && cd "$w/u/$1" || exit 1
	: >"$w/$1.ask"
	echo 'package p' >p.go
}
commit() { # [TAG...]
	when=$((when + 3600))
	GIT_AUTHOR_DATE="$when +0530" GIT_COMMITTER_DATE="$when -0700"
	export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
	echo "// $when" >>p.go
	git add -A && git commit -q -m "$when" || exit 1
	for t; do git tag "$t" || exit 1; done
}
mod() { # PATH [FOLDER]
	mkdir -p "${2:-.}"
	printf 'module %s\n\ngo 1.12\n' "$1" >"${2:-.}/go.mod"
	echo 'package p' >"${2:-.}/p.go"
}
ask() { # REVISION [SUFFIX OF THE PATH]
	echo "github.com/u/$(basename "$PWD")${2:-} $1" >>"$w/$(basename "$PWD").ask"
}
here() { git rev-parse HEAD; }
each() { # SUFFIX: every commit by its hash
	for c in $(git rev-list --all); do ask "$c" "${1:-}"; done
}

# No go.mod: what a project of the time before looks like.
repo old
commit
ask "$(here)"
commit v1 v1.2 1.0.0 release vv1.0.0
ask "$(here)"
ask release
commit v0.9.0 v1.0.0-rc.1
commit
commit v1.0.0 v1.0.1-alpha
commit
commit v1.0.9
commit
commit v1.1.0-pre
commit
commit v1.99.99
commit
commit v1.100.0+build.7
ask v1.100.0+build.7
commit
commit v2.0.0 v2.0.0-beta
ask v2.0.0
ask v2.0.0+incompatible
commit
commit v3.1.0-rc1
commit
commit v4.0.0+meta
commit
each
ask main
ask v1.0.0
ask v1.0.5
ask HEAD
ask nosuch
ask 0123456789abcdef0123456789abcdef01234567
ask "$(git rev-parse --short=10 HEAD)"
ask "$(git rev-parse --short=7 HEAD~3)"
ask "v1.0.1-0.$(TZ=UTC git log -1 --date=format-local:%Y%m%d%H%M%S --format=%cd v1.0.9~1)-$(git rev-parse --short=12 v1.0.9~1)"
ask "v1.0.1-0.20170101000000-$(git rev-parse --short=12 v1.0.9~1)"
ask v2.0.0 /v2
ask "$(here)" /v2
ask "$(here)" /sub

# A module that moves to /v2 in its root, then to v3/ in a folder.
repo mod
commit v0.1.0
mod github.com/u/mod
commit v1.0.0
commit
commit v2.0.0
commit
mod github.com/u/mod/v2
commit v2.1.0
commit
mod github.com/u/mod/v3 v3
commit v3.0.0 v2.2.0
commit
mod github.com/u/other
commit v2.3.0
commit
each
each /v2
each /v3
each /v4
ask v2.0.0
ask v2.0.0+incompatible
ask v1.0.0+incompatible
ask v2.1.0 /v2
ask v3.0.0 /v3
ask v2.2.0 /v2
ask v3.0.0

# Modules below the root.
repo nested
commit v1.0.0 sub/v1.0.0
mod github.com/u/nested/sub sub
commit sub/v0.1.0
commit v1.1.0
commit sub/v0.2.0-pre
commit
mod github.com/u/nested/sub/v2 sub/v2
commit sub/v2.0.0
commit
each
each /sub
each /sub/v2
each /none
ask v0.1.0 /sub
ask v2.0.0 /sub/v2

# Versions that were taken back.
repo retract
mod github.com/u/retract
commit v1.0.0
commit v1.0.1
commit
commit v1.1.0
commit
cat >>go.mod <<'EOF'
retract (
	v1.1.0 // wrong
	[v1.0.1, v1.0.5]
)
EOF
commit v1.2.0 v1.2.1
commit
commit v1.3.0-pre
commit
each
ask v1.1.0

# Branches that met, annotated tags, tags of other lines.
repo merge
commit v0.1.0
git checkout -q -b side
commit v0.5.0
commit
git checkout -q main
commit
git tag -a -m note v0.2.0
commit
git checkout -q -b other
commit v9.0.0
git checkout -q main
when=$((when + 60))
GIT_AUTHOR_DATE="$when +0000" GIT_COMMITTER_DATE="$when +0000" \
	git merge -q --no-ff -m merge -s ours side
commit
git tag v0.6.0-0.20200101000000-0123456789ab
git tag v0.7.0 "HEAD:p.go"
commit
each
ask side
ask other
ask v0.2.0

# A folder v2/ with its own go.mod takes the tags of that major.
repo folder
commit v1.0.0
mod github.com/u/folder/v2 v2
commit v2.0.0
commit
each
each /v2
ask v2.0.0
ask v2.0.0+incompatible

# Broken files.
repo broken
echo 'modul x' >go.mod
commit v1.0.0
echo 'module "github.com/u/broken/v1"' >go.mod
commit
echo 'module github.com/u/broken/v3 // x' >go.mod
commit v3.0.0
ln -sf p.go go.mod
commit
mkdir d && rm go.mod && mkdir go.mod && echo x >go.mod/x
commit
each
each /v3

n=0
cases=0
for f in "$w"/*.ask; do
	name=$(basename "$f" .ask)
	sort -u "$f" | awk -v all="${ALL:-}" 'all || NR % 6 == 1' >"$w/asked"
	"$tool" "$w/u/$name" "github.com/u/$name" <"$w/asked" >"$w/$name.ours" ||
		echo "# $name: the tool failed"
	while read -r v go; do
		chmod -R u+w "$w/home/go" 2>/dev/null
		rm -rf "$w/home/go"
		n=$((n + 1))
		bad=
		cd "$w/m" || exit 1
		while read -r path rev <&3; do
			IFS= read -r ours <&4 || ours=nothing
			cases=$((cases + 1))
			theirs=$("$go" list -m -f '{{.Version}}' "$path@$rev" 2>"$w/err")
			rc=$?
			if [ "$rc" = 0 ]; then
				[ "$ours" = "$theirs" ] && continue
			else
				case $ours in
				refused:*) continue ;;
				esac
				theirs="refused: $(tail -n 1 "$w/err")"
			fi
			bad="$bad
# $path@$rev: go: $theirs; gomend: $ours"
		done 3<"$w/asked" 4<"$w/$name.ours"
		if [ -z "$bad" ]; then
			echo "ok $n - $name beside $v"
		else
			echo "not ok $n - $name beside $v"
			printf '%s\n' "$bad" | sed 1d
		fi
	done <"$w/releases"
done
chmod -R u+w "$w/home/go" 2>/dev/null
rm -rf "$w/home/go"
echo "# $cases revisions compared"
echo "1..$n"
