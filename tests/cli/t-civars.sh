#!/bin/sh
# What stands in no file: variables of a group, vars, secrets and inputs that
# somebody supplies; inputs that the repository's own workflows are called with.
set -u
w=$out/cli-civars
rm -rf "$w"
mkdir -p "$w/home" "$w/repo/.github/workflows" "$w/repo/.git/objects" \
	"$w/repo/.git/refs"
w=$(cd "$w" && pwd -P)
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
cd "$w/repo" || exit 1
echo "ref: refs/heads/main" >.git/HEAD
printf 'module example.com/m\n\ngo 1.24.0\n' >go.mod
printf 'package m\n' >m.go
cat >.gitlab-ci.yml <<'X'
variables: {GO: "1.23", GOPROXY: "https://file.example"}
unit:
  image: $REGISTRY/golang:$GO_VERSION-alpine
  script: go test ./...
two:
  image: golang:$GO
  variables: {GOFLAGS: "-tags=$TOKEN"}
  script: go test ./...
X
cat >.github/workflows/call.yml <<'X'
on: push
jobs:
  a:
    uses: ./.github/workflows/re.yml
    with:
      go: '1.23'
      flags: -race
  b:
    uses: ./.github/workflows/re.yml
    with: {go: '1.23', flags: -v}
  one:
    uses: ./.github/workflows/once.yml
    with:
      go: '1.22'
X
cat >.github/workflows/re.yml <<'X'
on:
  workflow_call:
    inputs:
      go: {type: string, required: true}
      flags: {type: string}
      tags: {type: string, default: integration}
jobs:
  t:
    runs-on: ubuntu-24.04
    env:
      GOFLAGS: -tags=${{ inputs.tags }}
      GOPROXY: ${{ vars.goproxy }}
      GOPRIVATE: ${{ inputs.flags }}
      GONOSUMDB: ${{ secrets.HOSTS }}
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '${{ inputs.go }}'}
      - run: go test ./...
X
cat >.github/workflows/once.yml <<'X'
on: {workflow_call: {inputs: {go: {type: string}}}}
jobs:
  t:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '${{ inputs.go }}'}
      - run: go test ./...
X
# Started by hand it has what a person types.
cat >.github/workflows/hand.yml <<'X'
on:
  workflow_call: {inputs: {go: {default: '1.22'}}}
  workflow_dispatch: {inputs: {go: {default: '1.22'}}}
jobs:
  t:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/setup-go@v5
        with: {go-version: '${{ inputs.go }}'}
      - run: go test ./...
X
cat >"$w/group.env" <<'X'
# of the group
export GO_VERSION="1.22"

REGISTRY='registry.example/x'
TOKEN=verysecret
GOPROXY=https://group.example
GO_VERSION=1.21
X
unset GOFLAGS GOPROXY GOSUMDB GOTOOLCHAIN GOPRIVATE GONOSUMDB
HOME=$w/home PATH=/usr/bin:/bin LC_ALL=C
export HOME PATH LC_ALL
n=0
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$w/got" "$w/diff" 2>/dev/null
	fi
}

pins() { # OPTIONS...
	"$GOMEND" inspect --json "$@" . 2>"$w/err" | python3 -c '
import json, sys
for r in json.load(sys.stdin)["versions"]:
    if r["kind"] == "pin":
        print(r["file"].split("/")[-1], r["line"], r.get("version"),
              r.get("supplied", "-"))' >"$w/got"
}
cat >"$w/want" <<'X'
hand.yml 9 None -
once.yml 7 1.22.12 -
re.yml 17 1.23.12 -
.gitlab-ci.yml 3 None -
.gitlab-ci.yml 6 1.23.12 -
X
pins
diff "$w/want" "$w/got" >"$w/diff"
result $? "inputs by the calls of the repository; the rest is unknown"
cat >"$w/want" <<'X'
hand.yml 9 1.20.14 go
once.yml 7 1.20.14 go
re.yml 17 1.20.14 go
.gitlab-ci.yml 3 1.21.13 GO_VERSION
.gitlab-ci.yml 6 1.23.12 -
X
pins --ci-vars "$w/group.env" --ci-var go=1.20
diff "$w/want" "$w/got" >"$w/diff"
result $? "what is supplied, by a file and by hand"

"$GOMEND" inspect --ci-var go=1.20 . 2>"$w/err" >"$w/got"
tr -s ' \n' '  ' <"$w/got" | grep -q 'the newest 1.20 (1.20.14 by [0-9-]*); go was supplied\.'
result $? "the ledger marks it"

# setting JOB NAME OPTIONS...: its value, origin and note
setting() {
	job=$1 name=$2
	shift 2
	"$GOMEND" env --json --place "job:$job" "$@" . 2>"$w/err" >"$w/env"
	python3 -c '
import json, sys
for p in json.load(open(sys.argv[1]))["places"]:
    for s in p["settings"]:
        if s["name"] == sys.argv[2]:
            print(s["value"], s["known"], s.get("file", "-").split("/")[-1],
                  s.get("line", 0), s.get("note", ""))' "$w/env" "$name" >"$w/got"
}
: >"$w/diff"
setting .gitlab-ci.yml#two GOPROXY --ci-vars "$w/group.env"
grep -qxF "https://group.example derived group.env 6 GOPROXY was supplied." "$w/got"
result $? "a group's variable is stronger than the file's"
setting .gitlab-ci.yml#two GOFLAGS --ci-vars "$w/group.env"
grep -q '^-tags=\*\*\* derived' "$w/got" && ! grep -q verysecret "$w/env"
result $? "a secret is put in as a mark"
setting re.yml#t GOFLAGS
grep -q '^-tags=integration derived' "$w/got"
result $? "an input by its default"
setting re.yml#t GOPRIVATE
grep -q 'unknown' "$w/got"
result $? "the calls do not agree"
setting re.yml#t GOPROXY --ci-var GOPROXY=https://p.example
grep -q '^https://p.example derived re.yml 12 GOPROXY was supplied.' "$w/got"
result $? "vars, whatever the case"
setting re.yml#t GONOSUMDB --ci-var HOSTS=hidden.example
grep -qF '***' "$w/got" && ! grep -q hidden "$w/env"
result $? "secrets stay secrets, whatever their names"

# The version is mended where the call says it, and read again.
# Two calls that say the same in two places are left to their author.
sed "s/'1.23'/'1.24.0'/" .github/workflows/call.yml >"$w/call.yml"
cp "$w/call.yml" .github/workflows/call.yml
cp .gitlab-ci.yml "$w/gitlab.yml"
"$GOMEND" fix version-pins-disagree . --yes >"$w/got" 2>&1
sed "s/'1.22'/'1.24.0'/" "$w/call.yml" | diff - .github/workflows/call.yml >"$w/diff"
result $? "align-go-version edits the call"
cp "$w/call.yml" .github/workflows/call.yml
cp "$w/gitlab.yml" .gitlab-ci.yml

bad() { # WHAT WANT OPTIONS...
	what=$1 want=$2
	shift 2
	"$GOMEND" check "$@" . >"$w/got" 2>&1
	[ $? = 2 ] && grep -qF "$want" "$w/got"
	result $? "$what"
}
printf 'A=1\nb ad\n' >"$w/bad.env"
bad "a line that is none" "bad.env:2: " --ci-vars "$w/bad.env"
printf 'A="x\n' >"$w/bad.env"
bad "quotes without an end" "bad.env:1: " --ci-vars "$w/bad.env"
bad "no file" "none.env: No such file" --ci-vars "$w/none.env"
bad "no NAME=VALUE" "wants NAME=VALUE" --ci-var hush-hush
! grep -q hush "$w/got"
result $? "it is not said again"
echo "1..$n"
