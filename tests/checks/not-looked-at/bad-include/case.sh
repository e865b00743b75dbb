# Two includes that lie elsewhere, one that should be here; one that is.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file .gitlab-ci.yml "include:" "  - local: ci/go.yml" "  - project: group/ci" "    file: go.yml" \
	"  - template: Security/SAST.gitlab-ci.yml" "  - local: ci/none.yml" "test:" "  script: [go test ./...]"
file ci/go.yml "lint:" "  image: golang:1.22" "  script: [go vet ./...]"
file testdata/.gitlab-ci.yml "include: {project: group/ci}"
oracle() {
	passes "$GO" list .
}
