# Another of the matrix is new enough; the old one stops all the same, for the
# image does not let go switch. A job that may fail is no error.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .gitlab-ci.yml "test:" "  image: golang:\$GO" "  parallel:" \
	"    matrix: [{GO: ['1.23', '1.24']}]" "  script: go test ./..." \
	"try:" "  image: golang:\$GO" "  allow_failure: true" "  parallel:" \
	"    matrix: [{GO: ['1.22', '1.24']}]" "  script: go test ./..."
ORACLE=1.23
oracle() {
	fails "requires go >= 1.24" "$GO" test ./...
}
