# The shim of asdf stands first on PATH.
# A long case: ./dev long.
needs 1.21
file "$T/home/.asdf/bin/asdf" "#!/bin/sh" 'shift 2; exec '"$(release newest | cut -d' ' -f2)"' "$@"'
file "$T/home/.asdf/shims/go" "#!/usr/bin/env bash" "# asdf-plugin: golang 1.24.4" \
	"exec $T/home/.asdf/bin/asdf exec \"go\" \"\$@\" # asdf_allow: ' asdf '"
chmod +x "$T/home/.asdf/bin/asdf" "$T/home/.asdf/shims/go"
PATH=$T/home/.asdf/shims:$BASE_PATH
export PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { prints "go version go1" "$T/home/.asdf/shims/go" version; }
