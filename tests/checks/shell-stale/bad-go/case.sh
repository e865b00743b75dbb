# The newest go was put on PATH in ~/.bashrc after the shell began.
use_bash
PLACES="shell interactive"
old=$(release oldest)
[ "$old" != "$newest" ] || skip_case "needs two releases of Go"
echo "export PATH=$(dirname "${old#* }"):\$PATH" >"$HOME/.bashrc"
cp "$HOME/.bashrc" "$HOME/.bash_profile"
PATH=$BASE_PATH
typed "echo 'export PATH=$(dirname "${newest#* }"):\$PATH' >>~/.bashrc" "touch -d 2099-01-02 ~/.bashrc"
ORACLE=newest
oracle() {
	cp "$HOME/.bashrc" "$HOME/.bash_profile"
	prints "${newest%% *}" in_login "go version"
}
