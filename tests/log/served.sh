#!/bin/sh
# served.sh GO DIR: as messages.sh does, for the messages that a server brings go to
# say.  One on loopback stands for each host (serve.py): it needs python3 and openssl,
# and without them nothing is said.
set -u
here=$(cd "$(dirname "$0")" && pwd -P)
mkdir -p "$2/home" "$2/tls" || exit 1
if ! command -v python3 || ! command -v openssl; then
	exit 0
fi >/dev/null
[ -n "${SERVED:-}" ] || exec python3 "$here/serve.py" "$2/tls" sh "$0" "$@"
go=$1
w=$(cd "$2" && pwd -P)
mkdir -p "$w/proxy" "$w/logs" "$w/mod"
bin=$(dirname "$go")
# shellcheck source=tests/log/lib.sh
. "$here/lib.sh"

# In a module that requires that one, by a server that is trusted, with a cache
# of its own.
served() { # ID MODULE [VAR=VALUE...] -- COMMAND...
	id=$1
	d=$w/served-$1
	file "$d/go.mod" 'module example.com/shop' '' 'go 1.18' '' "require $2 v1.4.0"
	shift 2
	say "$id" "$d" SSL_CERT_FILE="$SERVED_CA" GIT_SSL_CAINFO="$SERVED_CA" \
		HTTPS_PROXY="$SERVED" GOMODCACHE="$w/mod.$id" \
		GOPROXY=https://proxy.golang.org "$@"
	chmod -R u+w "$w/mod.$id" 2>/dev/null
	rm -rf "$w/mod.$id"
}

lib=code.corp.example/team/lib
pack $lib v1.4.0 1.18
served ca-missing github.com/lib/pq SSL_CERT_FILE= -- go mod download
served clock-wrong github.com/lib/pq HTTPS_PROXY="$SERVED_EARLY" -- go mod download
served clock-wrong github.com/lib/pq HTTPS_PROXY="$SERVED_LATE" -- go mod download
served private-module-gone $lib -- go mod download
served private-module-gone $lib HTTP_PROXY="$SERVED" \
	GOPROXY=http://goproxy.corp.example -- go mod download
served private-module-gone $lib GOSUMDB=sum.golang.org GOPROXY="file://$w/proxy" \
	-- go mod download
served unrecognized-import-path $lib GOPROXY=direct -- go mod download
served unrecognized-import-path code.corp.example/gone GOPROXY=direct -- go mod download
command -v git >/dev/null &&
	served git-no-credentials github.com/acme/private GOPROXY=direct -- go mod download
exit 0
