#!/bin/sh
# CI jobs as places: what a workflow and a .gitlab-ci.yml come to, each value
# with its line, and what the file does not tell is unknown with the reason.
# Where the release of the job is at hand, its real go says the same.
set -u
w=$out/cli-jobs
rm -rf "$w"
mkdir -p "$w/home" "$w/repo/.github/workflows" "$w/repo/.git/objects" \
	"$w/repo/.git/refs"
w=$(cd "$w" && pwd -P)
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
cd "$w/repo" || exit 1
echo "ref: refs/heads/main" >.git/HEAD
printf 'module example.com/m\n\ngo 1.24\n\ntoolchain go1.24.4\n' >go.mod
printf 'package m\n' >m.go
cat >.github/workflows/ci.yml <<'X'
on: push
env:
  GOFLAGS: -mod=mod
jobs:
  file:
    runs-on: ubuntu-latest
    env:
      CGO_ENABLED: 0
      GOPROXY: ${{ vars.PROXY }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v6
        with:
          go-version-file: go.mod
      - run: |
          echo one
          echo "GOPRIVATE=example.com/*" >> "$GITHUB_ENV"
          echo "GOBIN=$PWD/bin" >> $GITHUB_ENV
      - name: unit
        env:
          GOFLAGS: -race
        run: go test ./...
  range:
    runs-on: ubuntu-22.04
    steps:
      - uses: actions/setup-go@v5
        with: {go-version-file: go.mod}
      - run: go test ./...
  matrix:
    runs-on: ${{ matrix.os }}
    strategy:
      matrix:
        go: ['1.22', '1.24']
        os: [ubuntu-24.04, macos-latest]
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}"}
      - run: go test ./...
  alpine:
    runs-on: ubuntu-latest
    container: golang:1.22-alpine
    steps:
      - run: go build ./...
  gcc:
    runs-on: ubuntu-latest
    container: golang:1.22-alpine
    steps:
      - run: apk add build-base
      - run: go build ./...
  off:
    runs-on: ubuntu-latest
    env: {GO111MODULE: "off"}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: 1.24.4}
      - run: go build ./...
  own:
    runs-on: self-hosted
    steps:
      - run: go build ./...
  windows:
    runs-on: windows-latest
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: 1.24.4}
      - run: go build ./...
  maybe:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-go@v6
        if: github.event_name == 'push'
        with: {go-version: 1.24.4}
      - run: go build ./...
  action:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
        with: {version: 1.24.4}
      - name: behind
        run: go build ./...
  action-default:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/setup
      - uses: ./.github/actions/none
      - run: go build ./...
  exports:
    runs-on: ubuntu-latest
    steps:
      - run: |
          export CGO_ENABLED=0
          go build ./...
      - name: race
        run: |
          go vet ./...
          export GOFLAGS=-race
          GOOS=linux go test ./...
      - name: made
        run: |
          export GOPRIVATE=$(cat private)
          go test ./...
  reused:
    uses: ./.github/workflows/called.yml
  called:
    uses: ./.github/workflows/other.yml
X
mkdir -p .github/actions/setup
cat >.github/actions/setup/action.yml <<'X'
name: set up
inputs:
  version: {default: 1.23.12}
  flags: {required: true}
runs:
  using: composite
  steps:
    - uses: actions/setup-go@v6
      with: {go-version: "${{ inputs.version }}"}
    - run: echo "GOFLAGS=-trimpath" >> "$GITHUB_ENV"
      shell: bash
X
cat >.github/workflows/called.yml <<'X'
on: workflow_call
jobs:
  inside:
    runs-on: ubuntu-latest
    steps:
      - run: go build ./...
X
cat >.gitlab-ci.yml <<'X'
default:
  image: golang:1.23.4
variables:
  GOPATH: $CI_PROJECT_DIR/.go
unit:
  variables:
    GO111MODULE: "ON"
  script:
    - go test ./...
shell:
  variables:
    GOFLAGS: -mod=mod
  before_script:
    - export CGO_ENABLED=0
    - GOFLAGS=-mod=vendor
    - GOPROXY=off
  script:
    - go vet ./...
    - export GOARCH=arm64 GOTOOLCHAIN=auto
    - GOPRIVATE=example.com/* go build ./...
  after_script:
    - export CGO_ENABLED=1
    - go version
same:
  script:
    - export GOFLAGS=-mod=vendor
    - |
      export GOTOOLCHAIN=auto &&
        go build ./...
X
n=0
run() { # ARGS...
	env -i PATH=/usr/bin:/bin HOME="$w/home" TERM=dumb COLUMNS=120 \
		XDG_STATE_HOME="$w/state" LC_ALL=C.UTF-8 timeout 60 "$GOMEND" \
		"$@" </dev/null >"$w/got" 2>"$w/err"
}
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/got" "$w/err" | head -n 60
	fi
}
flat() {
	tr -s ' \n' '  ' <"$w/got"
}
says() {
	flat | grep -q -F -e "$1"
}
ci=.github/workflows/ci.yml
# NAME=VALUE LAYER KNOWN [LINE] of each, "?" as the value of what is unknown
settings() { # PLACE, lines on stdin
	run env --json --place "$1"
	cat >"$w/want"
	python3 - "$w/got" "$w/want" <<'X'
import json, sys
place = json.load(open(sys.argv[1]))["places"][0]
have = {s["name"]: s for s in place["settings"]}
bad = 0
for line in open(sys.argv[2]):
    want, layer, known, at = (line.split() + ["", ""])[:4]
    name, value = want.split("=", 1)
    s = have.get(name)
    got = s and (s["value"], s["layer"], s["known"], str(s.get("line", "")))
    if got != (value, layer, known, at):
        print("# %s: wanted %s, got %s" % (name, (value, layer, known, at), got))
        bad = 1
sys.exit(bad)
X
}

settings "job:$ci#file" <<'X'
GOFLAGS=-mod=mod workflow derived 3
CGO_ENABLED=0 workflow derived 8
GOPROXY= workflow unknown 9
GOTOOLCHAIN=local workflow derived 12
GOPRIVATE=example.com/* workflow derived 17
GOBIN= workflow unknown 18
GOVERSION=go1.24.4 default derived
GOROOT=/opt/hostedtoolcache/go/1.24.4/x64 default derived
GOMODCACHE=/home/runner/go/pkg/mod default derived
GOMOD= default unknown
GOSUMDB=sum.golang.org goroot derived
X
ok $? "setup-go v6: the toolchain line, GOTOOLCHAIN=local, env of both levels, GITHUB_ENV"
flat | grep -q 'What vars.PROXY comes to is known to the run alone'
ok $? "what is an expression of the run is unknown, and it is named"
settings "job:ci.yml#file#unit" <<'X'
GOFLAGS=-race workflow derived 21
GOPRIVATE=example.com/* workflow derived 17
X
ok $? "a step by its name has its own env, and what the steps before it set"
settings "job:ci.yml#file#1" <<'X'
GOFLAGS=-mod=mod workflow derived 3
GOPRIVATE= default derived
GOVERSION= default unknown
X
ok $? "the first step, by its number: no Go is set up yet"
settings "job:$ci#range" <<'X'
GOVERSION=go1.24.13 default derived
GOTOOLCHAIN=auto goroot derived
GOAMD64=v1 default derived
X
ok $? "setup-go v5 reads the go line alone, and leaves GOTOOLCHAIN"
run env --place "job:$ci#range"
says '1.24.13 was the newest of that by'
ok $? "a line of releases: the newest by the table, with its date"
settings "job:$ci#matrix" <<'X'
GOVERSION= default unknown
GOARCH= default unknown
GOFLAGS=-mod=mod workflow derived 3
CGO_ENABLED=1 default derived
X
ok $? "a matrix: what its combinations agree on"
settings "job:$ci#matrix(1.22/macos-latest)" <<'X'
GOVERSION=go1.22.12 default derived
GOARCH=arm64 default derived
GOCACHE=/Users/runner/Library/Caches/go-build default derived
X
ok $? "one of its combinations"
run env --place "job:$ci#matrix(1.21)"
[ $? = 2 ] && says 'has no combination "1.21"' && says '1.24/ubuntu-24.04'
ok $? "one that is not there: the ones that are"
settings "job:$ci#alpine" <<'X'
GOVERSION=go1.22.12 default derived
GOPATH=/go image derived 41
GOTOOLCHAIN=local image derived 41
CGO_ENABLED=0 default derived
GOCACHE=/github/home/.cache/go-build default derived
X
ok $? "a container of an official image: what it sets, and no C compiler"
settings "job:$ci#gcc" <<'X'
CGO_ENABLED= default unknown
X
ok $? "where a step brings a compiler, cgo is not known"
settings "job:$ci#own" <<'X'
GOVERSION= default unknown
GOPROXY= default unknown
GOFLAGS=-mod=mod workflow derived 3
X
ok $? "a runner of one's own: nothing but what the file sets"
settings "job:$ci#windows" <<'X'
GOVERSION=go1.24.4 default derived
GOOS=windows default derived
GOEXE=.exe default derived
GOMODCACHE= default unknown
X
ok $? "Windows: its folders are not made up"
settings "job:$ci#maybe" <<'X'
GOVERSION= default unknown
GOTOOLCHAIN= workflow unknown 70
X
ok $? "a setup-go that may be left out"
settings "job:.gitlab-ci.yml#unit" <<'X'
GOVERSION=go1.23.4 default derived
GO111MODULE=ON workflow derived 7
GOPATH= workflow unknown 4
GOMODCACHE= default unknown
GOTOOLCHAIN=local image derived 2
GOARCH= default unknown
X
ok $? "GitLab: image, variables of both levels, and what its runner sets is unknown"
settings "job:.gitlab-ci.yml#shell" <<'X'
CGO_ENABLED=0 workflow derived 14
GOFLAGS=-mod=vendor workflow derived 15
GOPROXY=https://proxy.golang.org,direct goroot derived
GOARCH= workflow unknown 19
GOPRIVATE= default derived
X
ok $? "its lines share one shell: what they export, and that not all of go sees it"
settings "job:.gitlab-ci.yml#same" <<'X'
GOFLAGS=-mod=vendor workflow derived 26
GOTOOLCHAIN=auto workflow derived 28
X
ok $? "an export over what the image sets"
settings "job:$ci#exports#1" <<'X'
CGO_ENABLED=0 workflow derived 91
GOFLAGS=-mod=mod workflow derived 3
X
ok $? "GitHub: an export reaches the go of its step"
settings "job:$ci#exports#race" <<'X'
GOFLAGS= workflow unknown 96
GOPRIVATE= default derived
X
ok $? "not the one before it, nor that of another step"
settings "job:$ci#exports#made" <<'X'
GOPRIVATE= workflow unknown 100
X
ok $? "what a command makes of it is known to the run alone"
settings "job:$ci#exports" <<'X'
GOFLAGS=-mod=mod workflow derived 3
GOPRIVATE= default derived
X
ok $? "of the job as a whole, what it says for all of its steps"
run env --place "job:$ci#nope"
[ $? = 2 ] && says 'has no job "nope"' && says 'There are: file, range'
ok $? "a job that is not there: the ones that are"
run env --place "job:$ci#called"
[ $? = 2 ] && says 'is another workflow'
ok $? "a job that is another workflow"
run env --place "job:nothing.yml#x"
[ $? = 2 ] && says 'There is no CI file nothing.yml' && says "job:$ci#alpine"
ok $? "a file that is not there"
run env --place "job:$ci"
[ $? = 2 ] && says 'A job is named job:FILE#JOB'
ok $? "a name without a job"

# ---- side by side, traces, checks ----
run compare shell "job:$ci#file"
says '-mod=mod (derived, .github/workflows/ci.yml:3)'
ok $? "compare: how it is known, and by which line"
run trace toolchain --place "job:$ci#alpine"
says 'requires go >= 1.24 (running go 1.22.12; GOTOOLCHAIN=local)'
ok $? "trace toolchain: go of that image stops"
run trace toolchain --place "job:$ci#own"
[ $? = 2 ] && grep -q 'Nothing sets a Go up' "$w/err"
ok $? "no trace of what is not known, and why"
run trace path-lookup go --place "job:$ci#alpine"
tr -s ' \n' '  ' <"$w/got" | grep -qF "Is PATH set? ? The file of the job does not tell."
ok $? "PATH behind what the steps put first is not known"
run inspect
says "job:$ci#file" && says "job:.gitlab-ci.yml#unit" && ! says "job:$ci#called"
ok $? "inspect lists every job that runs go"
run check --only env-value-invalid,module-mode-off,env-pattern-dead
says 'env-value-invalid .gitlab-ci.yml:7' && says "module-mode-off $ci:52" &&
	says "+52 $w/repo/.github/workflows/ci.yml"
ok $? "check judges the jobs, at their lines"
[ "$(grep -c '^[EW] ' "$w/got")" = 2 ]
ok $? "and finds nothing where a value is not known or in order"
run compare
! says "job:" && run snapshot && ! says "job:"
ok $? "compare alone and snapshot are about this machine"

# ---- the real go, with what the job sets ----
"$srcdir/tests/go/releases.sh" >"$w/releases"
while read -r version go; do
	v=${version#go}
	cat >.github/workflows/real.yml <<X
on: push
jobs:
  j:
    runs-on: ubuntu-latest
    env: {GOFLAGS: -mod=mod, GOPRIVATE: "example.com/*", GOOS: linux}
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "$v"}
      - run: go build ./...
X
	run env --json --place job:real.yml#j
	(cd / && env -i HOME=/home/runner PATH="$(dirname "$go"):/usr/bin:/bin" \
		GOFLAGS=-mod=mod GOPRIVATE='example.com/*' GOOS=linux \
		GOTOOLCHAIN=local "$go" env -json) >"$w/real" 2>/dev/null || continue
	python3 - "$w/got" "$w/real" <<'X'
import json, sys
place = json.load(open(sys.argv[1]))["places"][0]
real = json.load(open(sys.argv[2]))
have = {s["name"]: s for s in place["settings"]}
bad = n = 0
for name, s in have.items():
    # The tree lies elsewhere here; what Debian builds in is not go.dev's.
    if s["known"] != "derived" or name in ("GOROOT", "GOTOOLDIR", "GOPROXY",
            "GOSUMDB", "GOVERSION", "GOHOSTARCH", "GOARCH", "GOAMD64"):
        continue
    n += 1
    if real.get(name, "") != s["value"]:
        print("# %s: %r, and the real go says %r" % (name, s["value"], real.get(name)))
        bad = 1
sys.exit(bad or n < 20)
X
	ok $? "$version says the same of what is derived"
done <"$w/releases"
settings "job:ci.yml#action#2" <<'X'
GOVERSION=go1.24.4 default derived
GOTOOLCHAIN=local workflow derived 8
GOFLAGS=-trimpath workflow derived 10
X
ok $? "an action of the repository: what its steps set up, by the input it is given"
grep -q '"file":.*".github/actions/setup/action.yml"' "$w/got"
ok $? "the file is the action's"
settings "job:ci.yml#action-default" <<'X'
GOTOOLCHAIN=local workflow derived 8
GOVERSION=go1.23.12 default derived
X
ok $? "without it, by the input's default"
run env --place "job:ci.yml#reused"
cat "$w/got" "$w/err" | tr -s ' \n' '  ' | grep -q "job:.github/workflows/called.yml#inside"
ok $? "a workflow of the repository that the job is: its jobs are named"
echo "1..$n"
