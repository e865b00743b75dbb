# -i is gone, no go has --no-sumdb, -a goes around the cache; GitHub and GitLab.
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
      - run: |
          go build -o /dev/null -i ./... && echo done
          go mod download --no-sumdb
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  script:
    - CGO_ENABLED=0 go build -a -installsuffix cgo ./...
    - go test -i ./...
X
ORACLE=all
oracle() {
	fails "flag provided but not defined: -no-sumdb" "$GO" mod download --no-sumdb
	passes "$GO" build -a ./... &
	wait
	! since 1.20 || fails "flag provided but not defined: -i" "$GO" build -i ./...
}
