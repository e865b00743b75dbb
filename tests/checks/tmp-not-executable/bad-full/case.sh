# There is no room for a program.
mkdir "$T/tmp"
inside_mounts "mount -t tmpfs -o size=1m none $T/tmp"
export TMPDIR="$T/tmp"
file go.mod "module example.com/m" "" "go 1.18"
file m_test.go "package m" "" 'import "testing"' "" "func TestM(t *testing.T) {}"
oracle() { fails "no space left on device" within "$GO" test .; }
