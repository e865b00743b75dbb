# Typed in this session: no file sets it.
use_bash
PLACES="shell login interactive"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bashrc"
cp "$HOME/.bashrc" "$HOME/.bash_profile"
export GOPROXY=direct
unset GOSUMDB GOTOOLCHAIN
ORACLE=newest
oracle() {
	prints direct "$GO" env GOPROXY
	prints https://proxy.golang.org,direct in_login "go env GOPROXY"
}
