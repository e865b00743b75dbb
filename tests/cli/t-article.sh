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
echo "1..$n"
