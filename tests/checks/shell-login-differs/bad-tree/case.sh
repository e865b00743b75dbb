# Two trees of the newest release.
use_bash
PLACES="shell login"
root=$(dirname "$(dirname "$(readlink -f "${newest#* }")")")
mkdir -p "$T/go/bin"
cp "$root/bin/go" "$T/go/bin/go"
for d in "$root"/*; do
	[ -e "$T/go/${d##*/}" ] || ln -s "$d" "$T/go/"
done
echo "export PATH=$T/go/bin:\$PATH" >"$HOME/.bash_profile"
ORACLE=newest
oracle() {
	prints "${newest%% *}" "$GO" version
	prints "${newest%% *}" in_login "go version"
	prints "$T/go/bin/go" in_login "command -v go"
}
