# A job that a template says, with an image of its own: no default of this file
# is its image.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
file .gitlab-ci.yml "default:" "  image: golang:1.15" "include:" "  - template: Security/SAST.gitlab-ci.yml" \
	"gosec-sast:" "  before_script: [make install]" "test:" "  image: golang:1.22" "  script: [go test ./...]"
ORACLE="1.22 newest"
oracle() {
	passes "$GO" build ./...
}
