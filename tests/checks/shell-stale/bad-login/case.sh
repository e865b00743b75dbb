# A login shell, whose own file was changed since.
use_bash
PLACES="shell interactive login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bash_profile"
BASH_FLAGS="--login -i"
typed "echo 'export CGO_ENABLED=0' >>~/.bash_profile" "touch -d 2099-01-02 ~/.bash_profile"
ORACLE=newest
oracle() { prints 0 in_login "go env CGO_ENABLED"; }
