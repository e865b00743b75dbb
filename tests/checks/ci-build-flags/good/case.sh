# Flags that go has, values that look like flags, a Go that still takes -i; other
# programs.
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
          go build -v -trimpath -ldflags "-s -w -i" -tags -i -o x -buildvcs=false -p 2 ./...
          go build $FLAGS -i
          go test -run -i -count=1 ./... -args -i
          go run . -a -i
          sed -i s/a/b/ m.go
          go mod tidy -v -go=1.20 -compat=1.19 && go mod download -x
          go install -race example.com/m@latest
          go get -u -t ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  script:
    - go build -race -modcacherw ./...
X
