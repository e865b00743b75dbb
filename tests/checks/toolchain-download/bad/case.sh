# The go line asks for a newer release than the go on PATH, which may switch;
# a proxy that is a folder has it, and real go goes and gets it.
use_go 1.24
found=$(release 1.25.1)
[ -n "$found" ] || skip_case "no Go 1.25.1 here"
arch=$("$(release 1.24 | cut -d" " -f2)" env GOHOSTOS)-$("$(release 1.24 | cut -d" " -f2)" env GOHOSTARCH)
ver=v0.0.1-go1.25.1.$arch
at=$T/proxy/golang.org/toolchain/@v
mkdir -p "$at" "$T/tree/bin" "$T/tree/pkg/tool"
file "$T/tree/VERSION" "go1.25.1"
file "$T/tree/bin/go" "#!/bin/sh" 'echo "fetched go $*"'
file "$T/tree/bin/gofmt" "#!/bin/sh"
file "$T/tree/pkg/tool/compile" "#!/bin/sh"
file "$T/tree/lib/wasm" "#!/bin/sh"
"$TOOL" zip "$at/$ver.zip" "$T/tree" "golang.org/toolchain@$ver"
file "$at/$ver.mod" "module golang.org/toolchain"
printf '{"Version":"%s"}\n' "$ver" >"$at/$ver.info"
export GOTOOLCHAIN=auto
file go.mod "module example.com/m" "" "go 1.25.1"
file m.go "package m"
ORACLE=1.24
oracle() {
	prints "fetched go list" env GOMODCACHE="$T/mod" \
		GOFLAGS=-modcacherw "$GO" list .
}
