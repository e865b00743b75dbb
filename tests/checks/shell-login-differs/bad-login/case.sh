# The login file turns cgo off, and no terminal knows of it.
use_bash
PLACES="shell login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH CGO_ENABLED=0" >"$HOME/.bash_profile"
export CC=false
echo "export CC=false" >>"$HOME/.bash_profile"
ORACLE=newest
oracle() {
	prints 1 "$GO" env CGO_ENABLED
	prints 0 in_login "go env CGO_ENABLED"
}
