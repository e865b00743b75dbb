# TMPDIR is mounted noexec.
mkdir "$T/tmp"
inside_mounts "mount -t tmpfs -o noexec,size=400m none $T/tmp"
export TMPDIR="$T/tmp"
file go.mod "module example.com/m" "" "go 1.18"
file m_test.go "package m" "" 'import "testing"' "" "func TestM(t *testing.T) {}"
oracle() {
	passes within "$GO" test -c -o "$T/m.test" .
	fails "fork/exec $T/tmp/go-build" within "$GO" test .
	fails "permission denied" within "$GO" test .
	passes within env GOTMPDIR="$T" "$GO" test .
}
