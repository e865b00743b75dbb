# The shim of goenv, as "goenv rehash" writes it, stands first on PATH.
# A long case: ./dev long.
needs 1.21
root=$T/home/.goenv
file "$root/bin/goenv" "#!/bin/sh" 'shift 2; exec '"$(release newest | cut -d' ' -f2)"' "$@"'
file "$root/shims/go" "#!/usr/bin/env bash" "set -e" '[ -n "$GOENV_DEBUG" ] && set -x' "" \
	'program="${0##*/}"' 'if [[ "$program" = "go"* ]]; then' '  for arg; do' \
	'    case "$arg" in' '    -c* | -- ) break ;;' '    */* )' \
	'      if [ -f "$arg" ]; then' '        export GOENV_FILE_ARG="$arg"' \
	'        break' '      fi' '      ;;' '    esac' '  done' 'fi' "" \
	"export GOENV_ROOT=\"$root\"" \
	"exec \"$root/bin/goenv\" exec \"\$program\" \"\$@\""
chmod +x "$root/bin/goenv" "$root/shims/go"
PATH=$root/shims:$BASE_PATH
export PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { prints "go version go1" "$root/shims/go" version; }
