# Used in its own step, written to the runner's files, given by the job as well,
# already there by setup-go, in a condition; and GitLab, where a job is one shell.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env: {GOFLAGS: -mod=vendor}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.24'}
      - run: |
          export GOFLAGS=-mod=vendor
      - run: |
          export CGO_ENABLED=0
          go vet ./...
      - run: |
          export GOPROXY=off
          echo "GOPROXY=$GOPROXY" >> $GITHUB_ENV
      - run: if [ -n "$CI" ]; then export GOSUMDB=off; fi
      - run: |
          go install example.com/tools/lint@latest
          export PATH="$PATH:$(go env GOPATH)/bin"
      - run: export GOBIN=$PWD/bin
      - run: GOBIN=$PWD/bin go build ./...
      - shell: pwsh
        run: export GOFLAGS=x
      - run: lint ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  before_script:
    - export GOFLAGS=-mod=vendor
    - export PATH=$PATH:$PWD/bin
  script:
    - go build ./...
X
