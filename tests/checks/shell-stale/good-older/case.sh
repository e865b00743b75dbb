# The shell has another value than its files say, and they are older.
# A long case: ./dev long.
use_bash
PLACES="shell interactive login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bashrc"
echo ". ~/.bashrc" >"$HOME/.bash_profile"
touch -d 2020-01-02 "$HOME/.bashrc"
typed "export GOFLAGS=-mod=readonly"
ORACLE=newest
oracle() { prints -mod=mod in_login "go env GOFLAGS"; }
