# The file is newer, and says what this shell has already.
# A long case: ./dev long.
use_bash
PLACES="shell interactive login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bashrc"
echo ". ~/.bashrc" >"$HOME/.bash_profile"
typed "echo ': nothing' >>~/.bashrc" "touch -d 2099-01-02 ~/.bashrc"
ORACLE=newest
oracle() { prints -mod=mod in_login "go env GOFLAGS"; }
