# One file for both, as bash's manual has it.
use_bash
PLACES="shell login interactive"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bashrc"
echo ". ~/.bashrc" >"$HOME/.bash_profile"
export GOFLAGS=-mod=mod
ORACLE=newest
oracle() {
	prints -mod=mod "$GO" env GOFLAGS
	prints -mod=mod in_login "go env GOFLAGS"
}
