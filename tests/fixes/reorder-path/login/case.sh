# A login shell runs another tree of the same release than this shell.
use_shell bash
unset GOPROXY GOSUMDB GOTOOLCHAIN
CHECK=shell-login-differs ROOT=$HOME ROUNDS=-
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
root=$(dirname "$(dirname "$(readlink -f "${newest#* }")")")
for one in one two; do
	mkdir -p "$T/$one/bin"
	cp "$root/bin/go" "$T/$one/bin/go"
	for d in "$root"/*; do
		[ -e "$T/$one/${d##*/}" ] || ln -s "$d" "$T/$one/"
	done
done
echo "export PATH=$T/two/bin:\$PATH" >"$HOME/.profile"
PATH=$T/one/bin:$BASE_PATH
places() { ask_shells login; }
before() { prints /two/bin/go in_fresh login "command -v go"; }
after() { prints /one/bin/go in_fresh login "command -v go"; }
