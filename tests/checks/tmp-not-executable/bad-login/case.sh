# The login file names a folder that is gone; this shell has another.
# A long case: ./dev long.
use_bash
PLACES="shell login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH GOTMPDIR=$T/gone" >"$HOME/.bash_profile"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	passes "$GO" build .
	fails "go: creating work dir: stat $T/gone: no such file or directory" \
		in_login "cd $ROOT && go build ."
}
