# TMPDIR names a folder that is gone.
export TMPDIR="$T/gone"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
COMPILE=yes
oracle() {
	fails "go: creating work dir: stat $T/gone: no such file or directory" \
		"$GO" build .
}
