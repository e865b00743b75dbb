# Driving gomend-scan by hand; sourced by tests/scan/t-*.sh.
n=0
ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() {
	n=$((n + 1))
	echo "not ok $n - $1"
	[ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}
# check NAME COMMAND... : a test is one command that succeeds.
check() {
	name=$1
	shift
	if "$@"; then ok "$name"; else not_ok "$name" "$*"; fi
}
work=$(cd "$out" && pwd)/scan-$(basename "$0" .sh)
rm -rf "$work"
mkdir -p "$work/home"
HOME=$work/home
XDG_CONFIG_HOME=$HOME/.config
GIT_CONFIG_NOSYSTEM=1
export HOME XDG_CONFIG_HOME GIT_CONFIG_NOSYSTEM
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE SUDO_UID 2>/dev/null || :
git config --global user.name t 2>/dev/null
git config --global user.email t@example.com 2>/dev/null
git config --global init.defaultBranch main 2>/dev/null
git config --global protocol.file.allow always 2>/dev/null

# requests DIR [ENV...] : open, one place with that environment, scan.
requests() {
	req_dir=$1
	shift
	req_env=
	for v; do req_env="$req_env${req_env:+,}\"$v\""; done
	printf '{"op":"open","root":"%s"}\n' "$req_dir"
	printf '{"op":"place","value":{"name":"shell","kind":"shell","state":"ready","cwd":"%s","env":[%s]}}\n' \
		"$req_dir" "$req_env"
	printf '{"op":"scan"}\n'
}
# scan DIR : all records of one generation, in $work/got.
scan() {
	requests "$1" "HOME=$HOME" "PATH=/usr/bin:/bin" |
		timeout 20 "$GOMEND_SCAN" >"$work/got" 2>"$work/err"
}
# The last fact of a kind whose text matches; got KIND PATTERN
got() {
	grep -F "\"rec\":\"fact\",\"kind\":\"$1\"" "$work/got" |
		grep -E -- "$2" >/dev/null
}
# last KIND [PATTERN] : prints it.
last() {
	grep -F "\"rec\":\"fact\",\"kind\":\"$1\"" "$work/got" |
		grep -E -- "${2:-.}" | tail -n 1
}
says() { # KIND PATTERN TEXT... : the last such fact holds every text
	says_line=$(last "$1" "$2")
	shift 2
	for text; do
		case $says_line in
		*"$text"*) ;;
		*)
			printf '# no %s in %s\n' "$text" "$says_line"
			return 1
			;;
		esac
	done
}
lacks() { # KIND PATTERN TEXT
	case $(last "$1" "$2") in
	*"$3"*) return 1 ;;
	esac
}
gomod() { mkdir -p "$1" && printf 'module %s\n\ngo 1.21\n' "$2" >"$1/go.mod"; }
