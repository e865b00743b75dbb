#!/bin/sh
# A well-read article shows Dockerfiles and workflows as they should be: each of
# its samples gets the finding that is true of it.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
n=0
[ -n "$release" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
GO=${release#* }
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-article.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/app/.github/workflows"
cd "$top/app" || exit 1
printf 'module example.com/app\n\ngo 1.22\n\nrequire example.com/d v1.0.0\n' >go.mod
printf 'example.com/d v1.0.0 h1:x=\nexample.com/d v1.0.0/go.mod h1:y=\n' >go.sum
printf 'package main\n\nimport _ "example.com/d"\n\nfunc main() {}\n' >main.go

own() {
	env -i HOME="$top/home" PATH="$(dirname "$GO"):/usr/bin:/bin" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off \
		SHELL=/bin/sh TERM=dumb "$@"
}
# finds ID PATH LINE NAME: the check of that id tells of that line.
finds() {
	n=$((n + 1))
	said=$(own "$GOMEND" check --json --fail-on never --only "$1" |
		tr -d '\t\n')
	case $said in
	*"\"path\":\"$2\",\"line\":$3,"*) echo "ok $n - $4: $1" ;;
	*)
		echo "not ok $n - $4: $1"
		printf '# %s\n' "$said"
		;;
	esac
}

# silent PATH NAME ID...: nothing is told of that file by those checks.
silent() {
	file=$1 name=$2
	shift 2
	for id; do
		n=$((n + 1))
		said=$(own "$GOMEND" check --json --fail-on never --only "$id" |
			tr -d '\t\n')
		case $said in
		*"\"path\":\"$file\""*)
			echo "not ok $n - $name: $id is silent"
			printf '# %s\n' "$said"
			;;
		*'"findings":'*) echo "ok $n - $name: $id is silent" ;;
		*) echo "not ok $n - $name: $id did not look" ;;
		esac
	done
}
# claims NUMBER SUBJECT: its myth line is shown with that subject.
claims() {
	n=$((n + 1))
	word=$(sed -n "s/^| $1 | \([^|]*\) |.*/\1/p" "$srcdir/docs/myths.md")
	own "$GOMEND" explain "$2" >"$top/got"
	if [ -n "$word" ] && tr -s ' \n' '  ' <"$top/got" |
		grep -q -F -e "${word% }"; then
		echo "ok $n - claim $1 is corrected with $2"
	else
		echo "not ok $n - claim $1 is corrected with $2"
		sed 's/^/# /' "$top/got"
	fi
}

# Its Dockerfile, and what it takes for the cure of it.
cat >Dockerfile <<'END'
# 多阶段Dockerfile片段(无显式校验)
FROM golang:1.22-alpine AS builder
WORKDIR /app
COPY go.mod go.sum ./
RUN go build -o bin/app . # ❌ 静默忽略 go.sum 不匹配
END
finds docker-sources-missing Dockerfile 5 "its Dockerfile"
cat >Dockerfile <<'END'
FROM golang:1.22-alpine AS builder
WORKDIR /app
COPY go.mod go.sum ./
RUN go build -o bin/app . && go mod verify
END
finds docker-sources-missing Dockerfile 4 "its Dockerfile, mended its way"
cat >Dockerfile <<'END'
FROM golang:1.22-alpine AS builder
WORKDIR /app
COPY . .
ENV GOSUMDB=off # 仅调试用;生产应保留 sumdb
RUN go build -o bin/app .
END
finds docker-env-differs Dockerfile 4 "its other cure"
rm Dockerfile

# The job that keeps the build cache, with -a -i.
cat >.github/workflows/ci.yml <<'END'
on: push
jobs:
  cache:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with:
          path: ~/.cache/go-build
          key: ${{ runner.os }}-go-${{ hashFiles('**/go.sum') }}
      - run: go build -a -i ./...
END
finds ci-go-unpinned .github/workflows/ci.yml 3 "its job with a cache"
finds ci-build-flags .github/workflows/ci.yml 11 "its go build -a -i"
n=$((n + 1))
own "$GOMEND" check --json --fail-on never --only ci-build-flags >"$top/got"
if [ "$(grep -c '"fingerprint"' "$top/got")" = 2 ]; then
	echo "ok $n - -a and -i are told of, each"
else
	echo "not ok $n - -a and -i are told of, each"
fi

# Two releases of Go in one job, and its cure.
cat >.github/workflows/ci.yml <<'END'
on: push
jobs:
  mismatch-demo:
    runs-on: ubuntu-latest
    steps:
      - name: Check host Go
        run: go version # 输出:go version go1.20.15 linux/amd64
      - name: Run in container (Go 1.22)
        uses: docker://golang:1.22-alpine
        with:
          entrypoint: /bin/sh
          args: -c "go version" # 输出:go version go1.22.13 linux/amd64
END
finds ci-go-differs .github/workflows/ci.yml 9 "its docker:// step"
cat >.github/workflows/ci.yml <<'END'
on: push
jobs:
  pinned:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-go@v4
        with:
          go-version: '1.22'
      - run: go build ./...
      - uses: docker://golang:1.22-alpine
        with:
          entrypoint: /bin/sh
          args: -c "unset GOROOT GOPATH && export PATH=/usr/local/go/bin:$PATH && go version"
END
silent .github/workflows/ci.yml "its cure for it" ci-go-unpinned ci-go-differs \
	ci-go-version-float ci-path-order

# The work tree may well be read-only; a tmpfs without exec may not be /tmp.
race() { # OPTIONS COMMAND
	cat >.github/workflows/ci.yml <<END
on: push
jobs:
  race:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          docker run $1 -v \$(pwd):/workspace:ro -w /workspace golang:1.22 \\
            $2
END
}
race '' "sh -c 'go test -race ./... 2>&1 | grep \"permission denied\"'"
silent .github/workflows/ci.yml "its docker run -race" ci-run-mounts
race '--tmpfs /tmp' "sh -c 'go test -race ./... 2>&1 | grep \"permission denied\"'"
finds ci-run-mounts .github/workflows/ci.yml 8 "the same with a tmpfs as docker mounts it"
race '--tmpfs /tmp:exec,uid=1001,gid=1001,mode=1777' 'go test -race ./...'
silent .github/workflows/ci.yml "its cure, a tmpfs with exec" ci-run-mounts
race '--tmpfs /tmp' "sh -c 'GOPATH=/workspace/.gopath go test -race ./...'"
finds ci-run-mounts .github/workflows/ci.yml 8 "its other cure, GOPATH, which is none"
rm .github/workflows/ci.yml

# The log that is to prove a gap between go1.21.0 and go 1.21: that function is
# in every release, so gomend does not say that a newer Go has it.
printf '%s\n' '$ go build -o app .' '# github.com/example/pkg' \
	'./pkg.go:12:2: undefined: subtle.ConstantTimeCompare' >"$top/ci.log"
n=$((n + 1))
if ! own "$GOMEND" log "$top/ci.log" >"$top/got" </dev/null &&
	grep -q 'looks like a failure' "$top/got" && ! grep -q 'came with' "$top/got"; then
	echo "ok $n - its log of a missing symbol: no release is blamed"
else
	echo "not ok $n - its log of a missing symbol: no release is blamed"
	sed 's/^/# /' "$top/got"
fi

# What it claims in 2.5, 3.3 and 4, where its subject comes up.
claims 13 toolchain
claims 14 go-too-old
claims 21 docker-cache-unverified
claims 22 docker-gosum-missing
claims 23 docker-cache-unverified
claims 24 docker-env-differs
claims 25 docker-sources-missing
claims 26 ci-go-differs
claims 27 ci-go-differs
claims 28 ci-go-differs
claims 29 ci-run-mounts
claims 30 ci-run-mounts
claims 31 clock-skewed
claims 32 dns-slow
claims 33 limits-low
claims 34 ci-build-flags
claims 35 ci-cache-wrong
claims 36 ci-go-unpinned
echo "1..$n"
