# The lines of a GitLab job share one shell, and so do those of a GitHub step.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .gitlab-ci.yml "test:" "  image: golang:1.22" "  before_script:" \
	"    - export GOTOOLCHAIN=auto" "  script: [go test ./...]"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: golang:1.22
    steps:
      - run: |
          export GOTOOLCHAIN=auto
          go test ./...
X
ORACLE="1.22"
oracle() {
	(export GOTOOLCHAIN=auto GOPROXY=off && "$GO" build ./...) >"$T/said" 2>&1
	grep -q "go: download go1.24" "$T/said" || : >"$T/disagrees"
}
