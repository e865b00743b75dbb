# GOFLAGS was written into ~/.bashrc after the shell began.
use_bash
PLACES="shell interactive login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bashrc"
echo ". ~/.bashrc" >"$HOME/.bash_profile"
typed "echo 'export GOFLAGS=-mod=mod' >>~/.bashrc" "touch -d 2099-01-02 ~/.bashrc"
ORACLE=newest
# What stands in the file now is what a new shell has, and not the old one.
oracle() {
	prints -mod=mod in_login "go env GOFLAGS"
	prints "is ." sh -c "echo \"is \$('$GO' env GOFLAGS).\""
}
