# Which imports a build on this machine sees: gomend-scan and go list agree,
# file by file, for every go found.  Each file imports a path of its own.
# Broken constraints stay out: some releases give the whole package up then.
releases=$(sh "$srcdir/tests/go/releases.sh")
. "$srcdir/tests/scan/lib.sh"
[ -n "$releases" ] || { echo "1..0 # SKIP no go"; exit 0; }
m=$work/m
gomod "$m" example.com/m
# A repository of its own, however much lies around it.
git init -q "$m"
count=0
# file NAME TEXT... : TEXT comes before the package clause.
file() {
	count=$((count + 1))
	name=$1
	shift
	{
		for line; do printf '%b\n' "$line"; done
		printf 'package m\n\nimport _ "example.com/u/n%s"\n' "$count"
	} >"$m/$name"
}
# The tag unix came with 1.19: what is kept with it is no question to 1.18.
unix=
file plain.go
for suffix in linux windows darwin amd64 arm64 unix linux_amd64 linux_arm64 \
	windows_amd64 amd64_linux x_linux linux_x linux_test windows_test \
	android illumos js_wasm zos 386 riscv64 loong64 hurd; do
	file "s_$suffix.go"
done
file linux.go
file windows.go
file linux_x.go
file windows_linux.go
file a.windows.go
file a_windows.pb.go
file _hidden.go
file .dot.go
file x_test.go
i=0
for expr in linux windows '!linux' '!windows' 'linux && amd64' 'linux || windows' \
	'windows || (linux && !arm64)' ignore '!ignore' cgo '!cgo' unix '!unix' \
	gc gccgo go1.1 go1.18 '!go1.18' '!(linux || windows)' \
	tools integration 'linux && !integration' '((linux))' 'a.b' \
	'go1.18 && !go1.999'; do
	i=$((i + 1))
	case $expr in *unix) unix="$unix n$((count + 1)) n$((count + 2))" ;; esac
	file "b$i.go" "//go:build $expr" ''
	file "c$i.go" '// Copyright.' '' "//go:build $expr" '' '// Doc.'
done
i=0
for line in linux windows '!linux' 'linux windows' 'linux,amd64' 'linux,!cgo' \
	'windows linux,amd64' ignore '!ignore' '!!linux' go1.5; do
	i=$((i + 1))
	file "p$i.go" "// +build $line" ''
	file "q$i.go" "// +build $line"
	file "r$i.go" "// +build $line" '// +build amd64' ''
	file "t$i.go" "//+build $line" ''
	file "both$i.go" '//go:build linux' "// +build $line" ''
done
file block.go '/* c */' '//go:build windows' '' '/* d' '*/'
file late.go '/* c */ //go:build windows' ''
file inblock.go '/*' '//go:build windows' '*/' ''
file bom.go '\0357\0273\0277//go:build linux' ''
file tab.go '//go:build\twindows' ''
file space.go '// go:build windows' ''
file crlf.go '//go:build linux\r' '\r'
scan "$m"
last module example.com/m | tr '{' '\n' | sed -n 's/.*"path":"example.com\/u\/\(n[0-9]*\)".*/\1 &/p' |
	sed 's/ .*"constrained":true.*/ no/; t; s/ .*/ yes/' | sort >"$work/ours"
# go mod tidy passes over those that no machine builds: three with "ignore",
# "!!linux", and eleven "+build" without a word.
never=15
check "every file is read but the hidden ones and those never built" \
	[ "$(wc -l <"$work/ours")" = $((count - 2 - never)) ]
printf '%s\n' "$releases" >"$work/releases"
while read -r name go; do
	(cd "$m" && HOME=$work/home GOFLAGS= GOENV=off GOTOOLCHAIN=local GO111MODULE=on \
		GOCACHE="$(cd "$out" && pwd)/gocache" GOPROXY=off GOSUMDB=off CGO_ENABLED=1 \
		GOOS=linux GOARCH=amd64 GOWORK=off "$go" list -e -f \
		'{{range .Imports}}{{.}}{{"\n"}}{{end}}{{range .TestImports}}{{.}}{{"\n"}}{{end}}' . 2>"$work/err") |
		sed -n 's|example.com/u/||p' | sort -u >"$work/built"
	sed 's/ .*//' "$work/ours" | while read -r u; do
		if grep -qx "$u" "$work/built"; then echo "$u yes"; else echo "$u no"; fi
	done | sort >"$work/theirs"
	cp "$work/ours" "$work/mine"
	case $name in
	go1.18*)
		for u in $unix; do
			sed -i "/^$u /d" "$work/mine" "$work/theirs"
		done ;;
	esac
	if cmp -s "$work/mine" "$work/theirs"; then
		ok "$name builds what gomend-scan says, $(grep -c yes "$work/ours") of $count files"
	else
		not_ok "$name builds what gomend-scan says" "$(diff "$work/theirs" "$work/mine" | grep '^[<>]' | head -n 12 |
			while read -r side u yes; do echo "$side $u $yes $(grep -l "u/$u\"" "$m"/*.go | sed 's|.*/||')"; done)"
	fi
done <"$work/releases"
echo "1..$n"
