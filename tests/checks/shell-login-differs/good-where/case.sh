# Only where things lie differs: that changes no build.
# A long case: ./dev long.
use_bash
PLACES="shell login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bash_profile"
export GOPATH=$T/gopath GOBIN=$T/bin GOMODCACHE=$T/mod GOTMPDIR=$T
ORACLE=newest
oracle() {
	prints "$T/gopath" "$GO" env GOPATH
	prints "$HOME/go" in_login "go env GOPATH"
}
