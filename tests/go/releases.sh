#!/bin/sh
# Print the Go releases found on this machine, oldest first, one a line:
#   go1.24.4 /abs/path/to/go
# With the argument "newest" only the last of these.
# Each runs with GOTOOLCHAIN=local.  Looked at: go on PATH, the usual folders,
# the toolchains in the module cache.  GOMEND_GO_RELEASES, a list of go
# programs parted by ":", replaces all of that.
set -u
GOTOOLCHAIN=local GOFLAGS= GOWORK=off GO111MODULE=on GOENV=off
export GOTOOLCHAIN GOFLAGS GOWORK GO111MODULE GOENV

candidates() {
	if [ -n "${GOMEND_GO_RELEASES:-}" ]; then
		echo "$GOMEND_GO_RELEASES" | tr : '\n'
		return
	fi
	command -v go
	ls -d /usr/local/go/bin/go /usr/lib/go/bin/go /usr/lib/golang/bin/go \
		/usr/lib/go-*/bin/go /usr/local/go-*/bin/go \
		/opt/homebrew/opt/go*/bin/go 2>/dev/null
	[ -n "${HOME:-}" ] && ls -d "$HOME"/sdk/go*/bin/go 2>/dev/null
	# The cache is asked of every go so far: they may have other defaults.
	cache=
	if command -v go >/dev/null; then
		cache=$(cd / && GOENV= go env GOMODCACHE 2>/dev/null)
	fi
	for c in "$cache" "${GOMODCACHE:-}" "${HOME:-}/go/pkg/mod"; do
		case $c in
		/*) ls -d "$c"/golang.org/toolchain@*/bin/go 2>/dev/null ;;
		esac
	done
}

candidates | sort -u | while IFS= read -r go; do
	case $go in /*) ;; *) continue ;; esac
	[ -x "$go" ] || continue
	v=$(cd / && "$go" version 2>/dev/null) || continue
	v=${v#go version }
	v=${v%% *}
	case $v in
	go1.*) echo "$v $go" ;;
	esac
done | awk '{
	# Betas and candidates before the release they lead to.
	n = split(substr($1, 5), p, ".")
	minor = p[1]; pre = 99999
	if (match(minor, /[a-z]+/)) {
		kind = substr(minor, RSTART, RLENGTH)
		pre = (kind == "rc" ? 1000 : 0) + substr(minor, RSTART + RLENGTH)
		minor = substr(minor, 1, RSTART - 1)
	}
	if (!($1 in seen)) {
		seen[$1] = 1
		printf "%05d %05d %05d %s\n", minor, pre, (n > 1 ? p[2] : 0), $0
	}
}' | sort | cut -d" " -f4- | if [ "${1:-}" = newest ]; then
	tail -n 1
else
	cat
fi
