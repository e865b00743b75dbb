# Folders of the project, which the run alone knows: no value of this machine.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file .gitlab-ci.yml "variables:" "  GOPATH: \${CI_PROJECT_DIR}/.cache/gopath" \
	"  GOCACHE: \$CI_PROJECT_DIR/.cache/go-build" "test:" "  image: golang:1.26" \
	"  script:" "    - go test ./..."
oracle() {
	passes env GOCACHE="$T/.cache/go-build" "$GO" build .
}
