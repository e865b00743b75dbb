# A newer file that a new shell does not read.
use_bash
PLACES="shell interactive"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bashrc"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bash_profile"
typed "touch -d 2099-01-02 ~/.bash_profile" "export CGO_ENABLED=0"
ORACLE=newest
oracle() { prints -mod=mod in_login "go env GOFLAGS"; }
