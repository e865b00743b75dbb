# A job of CI sets what it needs; nobody logs in there.
use_bash
PLACES="shell login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bash_profile"
export CI=true GOFLAGS=-mod=mod
ORACLE=newest
oracle() { prints -mod=mod "$GO" env GOFLAGS; }
