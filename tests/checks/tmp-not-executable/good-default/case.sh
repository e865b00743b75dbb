# Nothing set: /tmp as the machine that runs the tests has it.
file go.mod "module example.com/m" "" "go 1.18"
file m_test.go "package m" "" 'import "testing"' "" "func TestM(t *testing.T) {}"
oracle() { passes "$GO" test .; }
