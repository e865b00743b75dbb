# Jobs of GitLab run in an image, and here in two of a matrix, both old.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .gitlab-ci.yml "test:" "  image: golang:\$GO" "  parallel:" \
	"    matrix: [{GO: ['1.22', '1.23']}]" "  script: go test ./..."
ORACLE="1.22 1.23"
oracle() {
	fails "requires go >= 1.24" "$GO" test ./...
}
