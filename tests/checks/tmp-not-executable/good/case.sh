# TMPDIR is mounted noexec, and GOTMPDIR names a folder where programs run.
mkdir "$T/tmp" "$T/work"
inside_mounts "mount -t tmpfs -o noexec,size=400m none $T/tmp"
export TMPDIR="$T/tmp" GOTMPDIR="$T/work"
file go.mod "module example.com/m" "" "go 1.18"
file m_test.go "package m" "" 'import "testing"' "" "func TestM(t *testing.T) {}"
oracle() { passes within "$GO" test .; }
