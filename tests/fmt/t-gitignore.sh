# The rule that gitignore.c names is the one that git check-ignore -v names,
# for every path against each third pattern, with ALL=all (t-gitignore-all.sh) each.
command -v git >/dev/null || { echo "1..0 # SKIP no git"; exit 0; }
tool=$builddir/tests/fmt/gitignore_tool
[ -x "$tool" ] || { echo "1..0 # SKIP no gitignore_tool"; exit 0; }
work=$(cd "$out" && pwd)/gitignore${ALL:+-all}
rm -rf "$work"
mkdir -p "$work/home" "$work/r"
HOME=$work/home GIT_CONFIG_NOSYSTEM=1 XDG_CONFIG_HOME=$work/home/.config
export HOME GIT_CONFIG_NOSYSTEM XDG_CONFIG_HOME
cd "$work/r" || exit 1
git init -q .
: >.git/info/exclude
for f in a.go b.txt vendor/x/a.go vendor/x/build/lib.go vendor/x/doc.md \
	vendor/y/bin/tool.go vendor/y/z/core vendor/y/z/core.go \
	deep/a/b/c/d.go deep/a/build/x.o 'sp ace/f g.go' '#hash' '!bang' \
	'back\slash' 'br[ac]ket.go' 'star*.go' x/foo.pb.go x/fooXgo \
	.hidden/h.go src/foo/foo src/foo/bar/foo UP/Case.GO end/trailing. \
	'end/blank ' lib/lib.a lib/sub/lib.a a1.go a2.go b-1.go; do
	mkdir -p "$(dirname "$f")"
	: >"$f"
done
git ls-files -o | sed 's/^"\(.*\)"$/\1/' >/dev/null
find . -path ./.git -prune -o -type f ! -name .gitignore -print | sed 's|^\./||' >"$work/paths"
find . -path ./.git -prune -o -type d ! -name . -print | sed 's|^\./||;s|$|/|' >>"$work/paths"
cat >"$work/patterns" <<'X'
*.go
/*.go
vendor
vendor/
/vendor
/vendor/
vendor/*
vendor/**
**/vendor
**/build
build/
*/build/
**/build/**
deep/**/d.go
deep/**/c
deep/*/c
deep/**
/deep/a/
a/b
/a/b
**/a/b
b/c/
core
core*
*.md
*.[oa]
*.[!o]
*.[^o]
[a-c].go
[!a].go
a[0-9].go
a[[:digit:]].go
[[:upper:]]*
?.go
??.go
*
/*
/**
**
**/
foo
src/foo
src/**/foo
foo/
/src/foo/
*.pb.go
*foo*
\#hash
#hash
\!bang
back\\slash
br\[ac\]ket.go
br[ac]ket.go
star\*.go
star*.go
sp ace/
sp*ce/f*
"sp ace"
UP/case.go
up/Case.GO
end/blank\ 
end/blank 
end/trailing.
trailing.   
.*
.hidden
lib/*.a
lib/**/*.a
**/*.a
/**/lib.a
x/foo?go
x/foo[!.]go
x/foo[.-]*
[
[a
a[
\
**go
***.go
a**/b
deep/***/c
b-[0-9].go
b[+--]1.go
[]a]1.go
[a-]1.go
[!]]1.go
X
[ -n "${ALL:-}" ] || {
	awk 'NR % 3 == 1' "$work/patterns" >"$work/some"
	mv "$work/some" "$work/patterns"
}
n=0
fail=0
one() {
	if [ "$(LC_ALL=C sort "$work/git")" = "$(LC_ALL=C sort "$work/ours")" ]; then
		return
	fi
	fail=$((fail + 1))
	n=$((n + 1))
	echo "not ok $n - $1"
	diff "$work/git" "$work/ours" | head -n 6 | sed 's/^/# /'
}
ours() { "$tool" "$@" <"$work/paths" | sed 's|/$||' >"$work/ours"; }
ask_git() { # positive rules only: a negated one means "not ignored"
	git -c core.quotePath=false check-ignore -v --no-index -z --stdin <"$work/paths0" |
		tr '\0\n' '\n\1' |
		awk '{ f[NR % 4] = $0 } NR % 4 == 0 && f[3] !~ /^!/ { print f[1] ":" f[2] ":" f[3] "\t" f[0] }' >"$work/git"
}
# git looks for itself what a folder is; a "/" at the end would confuse it.
sed 's|/$||' "$work/paths" | tr '\n' '\0' >"$work/paths0"
while IFS= read -r p; do
	printf '%s\n' "$p" >.gitignore
	ask_git
	ours .gitignore
	one "pattern $p"
done <"$work/patterns"
# Each pattern followed by a negation, and before one in a folder below.
while IFS= read -r p; do
	printf '# c\n\n%s\r\n!a.go\n!/vendor/x/\n' "$p" >.gitignore
	printf '*.md\n!core*\n/build\nz/\n' >vendor/.gitignore
	printf '!*.md\n*.go\n' >vendor/x/.gitignore
	ask_git
	ours .gitignore vendor/.gitignore vendor/x/.gitignore
	one "several files, with $p"
done <"$work/patterns"
rm -f vendor/.gitignore vendor/x/.gitignore
printf '\357\273\277*.go\n' >.gitignore
ask_git
ours .gitignore
one "a byte order mark"
total=$(($(wc -l <"$work/patterns") * 2 + 1))
n=$((n + 1))
[ "$fail" = 0 ] && echo "ok $n - $total rule sets over $(wc -l <"$work/paths" | tr -d ' ') paths as git has them"
echo "1..$n"
