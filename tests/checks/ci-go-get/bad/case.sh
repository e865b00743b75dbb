# A program that the job runs next, by GitHub and GitLab, and one in an image.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.22'}
      - run: go get -u golang.org/x/lint/golint
      - run: golint ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  script:
    - go get example.com/tools/lint@v1.2.0
    - lint ./...
X
file Dockerfile "FROM golang:1.22" "RUN go get -u github.com/mitchellh/gox"
oracle() {
	cd "$T" || return
	! since 1.22 || fails "no longer supported outside a module" env GOFLAGS= "$GO" get example.com/tools/lint
}
