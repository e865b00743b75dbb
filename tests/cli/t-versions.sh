#!/bin/sh
# Where Go's version is said: what `gomend inspect` tells of every pin, with
# its line, what it comes to, and what breaks first.
set -u
w=$out/versions
rm -rf "$w"
mkdir -p "$w/home" "$w/repo"
w=$(cd "$w" && pwd -P)
HOME=$w/home
XDG_STATE_HOME=$w/state GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TERM=dumb
export HOME XDG_STATE_HOME GIT_CONFIG_NOSYSTEM LC_ALL TERM
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
cd "$w/repo" || exit 1
n=0
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

git init -q . 2>/dev/null
mkdir -p .github/workflows build tools .devcontainer ci
printf 'module example.com/shop\n\ngo 1.24\n\ntoolchain go1.24.4\n' >go.mod
printf 'module example.com/shop/tools\n\ngo 1.21.3\n' >tools/go.mod
printf 'go 1.24\n\nuse .\n' >go.work
echo 'package shop' >a.go
cat >.github/workflows/ci.yml <<'X'
on: push
env: {GO_OLD: '1.22'}
jobs:
  test:
    strategy:
      matrix: {go: [1.20, '1.23', "1.24"]}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ matrix.go }}"}
      - run: go test ./...
  lint:
    steps:
      - uses: actions/setup-go@v6
        with: {go-version: "${{ env.GO_OLD }}"}
      - run: go vet ./...
  tools:
    env: {GOTOOLCHAIN: local}
    steps:
      - uses: actions/setup-go@40f1582b2485089dde7abd97c1529aa768e1baff # v5.6.0
        with: {go-version: '1.20'}
      - run: go build ./...
        working-directory: tools
  image:
    container: golang:1.21-bookworm
    steps:
      - run: go build ./...
  old:
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '1.23'}
      - run: make
  file:
    steps:
      - uses: actions/setup-go@v4
        with: {go-version-file: go.mod}
  none:
    steps:
      - run: go test ./...
  dynamic:
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: "${{ inputs.go }}"}
  ours:
    steps:
      - uses: ./.github/actions/go
      - run: go test ./...
X
printf 'ARG V=1.22\nFROM golang:${V}-alpine AS build\nCOPY . .\nRUN go build ./...\nFROM alpine\nCOPY --from=golang:1.19 /usr/local/go /usr/local/go\nENV GOTOOLCHAIN=auto\nRUN go test ./...\nFROM golang:1.18@sha256:0123\nFROM golang AS new\nFROM example.org/x/golang:1.23.1\nFROM build\n' \
	>build/Dockerfile
printf 'include: ci/go.yml\nvariables: {GO: "1.23"}\nunit:\n  image: golang:$GO\n  script: go test ./...\nprivate:\n  image: golang:$SECRET\n  script: go test\n' \
	>.gitlab-ci.yml
printf 'lint:\n  image: golang:1.24.1\n  script: golangci-lint run\n' >ci/go.yml
printf '# ours\nnodejs 20\ngolang 1.23.4\n' >.tool-versions
echo go1.24.2 >.go-version
printf '[tools]\nnode = "20"\ngo = { version = "1.22" }\n' >mise.toml
printf '{\n  // dev\n  "image": "mcr.microsoft.com/devcontainers/go:1-1.23-bookworm",\n  "features": {"ghcr.io/devcontainers/features/go:1": {"version": "1.24"}}\n}\n' \
	>.devcontainer/devcontainer.json

"$GOMEND" inspect --json . >"$w/json" 2>"$w/err"
result $? "inspect"
cat >"$w/want" <<'X'
go.work:1 | go 1.24 | at least 1.24 |
go.mod:3 | go 1.24 | at least 1.24 |
go.mod:5 | toolchain go1.24.4 | go1.24.4 is taken where go may switch |
tools/go.mod:3 | go 1.21.3 | at least 1.21.3 |
.devcontainer/devcontainer.json:3 | mcr.microsoft.com/devcontainers/go:1-1.23-bookworm | the newest 1.23 (1.23.12 by D) |
.devcontainer/devcontainer.json:4 | 1.24 | the newest 1.24 (1.24.13 by D) |
.github/workflows/ci.yml:6 | 1.20 | YAML reads the number 1.2: Go 1.2.2 | error read as 1.2
.github/workflows/ci.yml:6 | 1.23 | the newest 1.23 (1.23.12 by D) | advice go fetches go1.24.0
.github/workflows/ci.yml:6 | 1.24 | the newest 1.24 (1.24.13 by D) |
.github/workflows/ci.yml:2 | 1.22 | the newest 1.22 (1.22.12 by D), GOTOOLCHAIN=local | error needs 1.24
.github/workflows/ci.yml:20 | 1.20 | the newest 1.20 (1.20.14 by D), GOTOOLCHAIN=local | error cannot read tools/go.mod:3
.github/workflows/ci.yml:24 | golang:1.21-bookworm | the newest 1.21 (1.21.13 by D), GOTOOLCHAIN=local | error needs 1.24
.github/workflows/ci.yml:30 | 1.23 | the newest 1.23 (1.23.12 by D) | warning needs 1.24
.github/workflows/ci.yml:35 | go.mod | what go.mod says |
.github/workflows/ci.yml:36 | none | whatever Go the runner has |
.github/workflows/ci.yml:42 | ${{ inputs.go }} | decided when it runs: inputs.go |
ci/go.yml:2 | golang:1.24.1 | 1.24.1, GOTOOLCHAIN=local |
.gitlab-ci.yml:4 | golang:$GO | the newest 1.23 (1.23.12 by D), GOTOOLCHAIN=local | error needs 1.24
.gitlab-ci.yml:7 | golang:$SECRET | decided when it runs: $SECRET |
.go-version:1 | go1.24.2 | 1.24.2 |
.tool-versions:3 | golang 1.23.4 | 1.23.4 | warning needs 1.24
build/Dockerfile:2 | golang:${V}-alpine | the newest 1.22 (1.22.12 by D), GOTOOLCHAIN=local | error needs 1.24
build/Dockerfile:9 | golang:1.18@sha256:0123 | the newest 1.18 (1.18.10 by D) |
build/Dockerfile:10 | golang | the newest Go (N by D), GOTOOLCHAIN=local |
build/Dockerfile:11 | example.org/x/golang:1.23.1 | 1.23.1 |
build/Dockerfile:6 | golang:1.19 | the newest 1.19 (1.19.13 by D) |
mise.toml:3 | go = { version = "1.22" } | the newest 1.22 (1.22.12 by D) | warning needs 1.24
X
python3 - "$w/json" >"$w/got" <<'X'
import json, re, sys
for v in json.load(open(sys.argv[1]))["versions"]:
    means = re.sub(r"newest Go \(\S+", "newest Go (N", v["means"])
    print("%s:%s | %s | %s | %s" % (v["file"], v.get("line", 0), v["text"],
        re.sub(r"by 20\d\d-\d\d-\d\d", "by D", means),
        (v.get("severity", "") + " " + v.get("verdict", "")).strip()))
X
sed 's/ *$//' "$w/got" >"$w/got2"
if diff "$w/want" "$w/got2" >"$w/diff"; then result 0 "every place that says a version"
else
	result 1 "every place that says a version"
	sed 's/^/# /' "$w/diff"
fi

# Each place of a version is that version, byte for byte.
python3 - "$w/json" <<'X'
import json, sys
n = 0
for f in json.load(open(sys.argv[1]))["files"]:
    for p in f.get("pins", []):
        if not p.get("end"):
            continue
        b = open(p["at_file"], "rb").read()
        said = b[p.get("start", 0):p["end"]].decode()
        want = p["text"] if p.get("number") else p["version"]
        line = b[:p.get("start", 0)].count(b"\n") + 1
        if said != want or line != p["at_line"]:
            print("#", p, said)
            sys.exit(1)
        n += 1
sys.exit(n < 17)
X
result $? "the bytes of every version"

"$GOMEND" inspect . >"$w/text" 2>/dev/null
grep -q "Where Go's version is said" "$w/text" &&
	grep -q "build/Dockerfile:2  golang:\${V}-alpine  \[build\]" "$w/text" &&
	grep -q "E needs 1.24" "$w/text"
result $? "the same in words"
printf 'v\nq\n' | "$GOMEND" --linear . >"$w/linear" 2>/dev/null
grep -q "golang:\${V}-alpine" "$w/linear"
result $? "v in linear mode"

# All pins of a module are one plan, whichever finding it is asked for.
mkdir -p "$w/align/.git/objects" "$w/align/.git/refs"
echo "ref: refs/heads/main" >"$w/align/.git/HEAD"
printf 'module example.com/m\n\ngo 1.24\n' >"$w/align/go.mod"
echo "package m" >"$w/align/m.go"
echo 1.22.3 >"$w/align/.go-version"
echo "golang 1.23.4 # ours" >"$w/align/.tool-versions"
printf 'FROM golang:1.22 # here\nCOPY . .\nRUN go build ./...\n' >"$w/align/Dockerfile"
printf 't:\n  image: "golang:1.21"\n  script: go test ./...\n' >"$w/align/.gitlab-ci.yml"
(cd "$w/align" && "$GOMEND" fix align-go-version . --yes) >"$w/got" 2>&1
result $? "align-go-version asks for no finding"
cat "$w/align/.go-version" "$w/align/.tool-versions" "$w/align/Dockerfile" \
	"$w/align/.gitlab-ci.yml" >"$w/got"
cat >"$w/want" <<'X'
1.24.13
golang 1.24.13 # ours
FROM golang:1.24 # here
COPY . .
RUN go build ./...
t:
  image: "golang:1.24"
  script: go test ./...
X
diff "$w/want" "$w/got" >"$w/diff" || sed 's/^/# /' "$w/diff"
cmp -s "$w/want" "$w/got"
result $? "and changes them all, and nothing else"

# What is no YAML says so, and nothing breaks.
printf 'jobs:\n  a: [\n' >.github/workflows/bad.yml
printf 'a: &a [*a]\n' >.gitlab-ci.yml
"$GOMEND" check --json --only not-looked-at --fail-on never . >"$w/json" 2>/dev/null
python3 - "$w/json" <<'X'
import json, sys
said = sorted("%s:%s" % (f["path"], f["line"]) for f in
    json.load(open(sys.argv[1]))["findings"] if "read" in f["title"])
print("#", said)
sys.exit(said != [".github/workflows/bad.yml:3", ".gitlab-ci.yml:1"])
X
result $? "CI files that are no YAML"
echo "1..$n"
