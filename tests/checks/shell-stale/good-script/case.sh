# Started by a script: nobody types there, whatever its age.
use_bash
PLACES="shell interactive"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOFLAGS=-mod=mod" >"$HOME/.bashrc"
cp "$HOME/.bashrc" "$HOME/.bash_profile"
touch -d 2099-01-02 "$HOME/.bashrc"
printf '"$@"\nexit $?\n' >"$T/script"
INSIDE="bash $T/script"
ORACLE=newest
oracle() { prints -mod=mod in_login "go env GOFLAGS"; }
