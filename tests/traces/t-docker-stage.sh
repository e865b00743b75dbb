#!/bin/sh
# The trace docker-stage: which step stops, and that real go stops there in a
# folder with what was copied by then.
# shellcheck disable=SC2154 # srcdir and out come from tests/run
release=$(sh "$srcdir/tests/go/releases.sh" | tail -n 1)
n=0
[ -n "$release" ] || {
	echo "1..0 # SKIP no go here"
	exit 0
}
GO=${release#* }
top=$(mktemp -d "${TMPDIR:-/tmp}/gomend-stage.XXXXXX") || exit 1
top=$(cd "$top" && pwd -P)
trap 'rm -rf "$top"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$top/home" "$top/m/cmd/app" "$top/image"
cd "$top/m" || exit 1
printf 'module example.com/m\n\ngo 1.24\n\nrequire example.com/d v1.0.0\n' >go.mod
printf 'example.com/d v1.0.0 h1:x=\nexample.com/d v1.0.0/go.mod h1:y=\n' >go.sum
printf 'package main\n\nimport _ "example.com/d"\n\nfunc main() {}\n' >cmd/app/main.go

own() {
	env -i HOME="$top/home" PATH="$(dirname "$GO"):/usr/bin:/bin" LC_ALL=C \
		GOMEND_SCAN="$GOMEND_SCAN" GOTOOLCHAIN=local GOTELEMETRY=off GOFLAGS= \
		GOPROXY=off GOCACHE="${TEST_GOCACHE:-$top/gocache}" SHELL=/bin/sh TERM=dumb "$@"
}
ends() {
	n=$((n + 1)) name=$1 text=$2
	shift 2
	said=$("$@" 2>&1)
	said=$(printf '%s\n' "$said" | tr '\n\t' '  ' | tr -s ' ')
	case $said in
	*"$text"*) echo "ok $n - $name" ;;
	*)
		echo "not ok $n - $name"
		printf '# %s\n' "$said"
		;;
	esac
}
# stages IMAGE LINE... : the Dockerfile.
stages() {
	{
		printf 'FROM golang:%s AS base\nENV CGO_ENABLED=0\nARG COMMIT\nWORKDIR /src\nFROM base AS build\n' "$1"
		shift
		printf '%s\n' "$@"
		printf 'FROM scratch\nCOPY --from=build /app /app\n'
	} >Dockerfile
}

stages 1.22-alpine "COPY go.mod go.sum ./" "RUN go mod download" "COPY . ." "RUN go build -o /app ./cmd/app"
ends "too old an image" "docker build stops at Dockerfile:7: \"go.mod requires go >= ...\" An image of Go 1.24 or newer." \
	own "$GOMEND" trace docker-stage
ends "what the image sets" "Go 1.22, GOTOOLCHAIN local; no C compiler, no git" own "$GOMEND" trace docker-stage
ends "the stage below comes first" "What does ENV set? CGO_ENABLED=0 Dockerfile:2" own "$GOMEND" trace docker-stage
stages 1.26 "COPY go.mod ./" "RUN go mod download" "COPY cmd ./cmd" "RUN go build -o /app ./cmd/app"
ends "no go.sum" "docker build stops at Dockerfile:9: \"missing go.sum entry" own "$GOMEND" trace docker-stage
cp -r go.mod cmd "$top/image"
cd "$top/image" || exit 1
ends "go's words there" "missing go.sum entry" own "$GO" build -o "$top/app" ./cmd/app
cd "$top/m" || exit 1
stages 1.26 "COPY cmd ./cmd" "RUN go build -o /app ./cmd/app"
ends "no go.mod" "go.mod file not found" own "$GOMEND" trace docker-stage
rm "$top/image/go.mod"
cd "$top/image" || exit 1
ends "go's words there, too" "go.mod file not found" own "$GO" build -o "$top/app" ./cmd/app
cd "$top/m" || exit 1
stages 1.26 "COPY go.mod go.sum ./" "RUN go mod download" "COPY . ." "RUN go build -o /app ./cmd/app"
ends "all is there" "each go command finds what it needs, with . as the build context" \
	own "$GOMEND" trace docker-stage
printf 'go.sum\n' >.dockerignore
ends "left out of the context" "docker build stops at Dockerfile:6: what it copies is not in the context" \
	own "$GOMEND" trace docker-stage Dockerfile
printf '*\n!/go.*\n!/cmd\n' >.dockerignore
ends "and taken back" "each go command finds what it needs" own "$GOMEND" trace docker-stage
rm .dockerignore
stages 1.26 "COPY cmd/app/main.go ./" "RUN go build -o /app main.go"
ends "a list of files needs no module" "each go command finds what it needs" own "$GOMEND" trace docker-stage
stages 1.26 "ADD https://example.com/x.git#v1 ." "RUN go build -o /app ./cmd/app"
ends "an address brings what it brings" "what is there is not followed" own "$GOMEND" trace docker-stage
stages 1.26 "COPY . ." "RUN --mount=type=bind,target=/x go build -o /app ./cmd/app"
ends "a mount is not followed" "what could be followed finds what it needs" own "$GOMEND" trace docker-stage
ends "the stage that runs it" "What does COPY bring from build? /app -> /app Dockerfile:9" \
	own "$GOMEND" trace docker-stage '#2'
ends "by its name" "no go command is seen in this stage" own "$GOMEND" trace docker-stage 'Dockerfile#base'
ends "no such stage" "Dockerfile has no stage x" own "$GOMEND" trace docker-stage '#x'
ends "no such file" "there is no Dockerfile y in the repository" own "$GOMEND" trace docker-stage y
ends "as JSON" '"bad": false' own "$GOMEND" trace docker-stage --json
mkdir lib
printf 'module example.com/d\n\ngo 1.24\n' >lib/go.mod
printf '\nreplace example.com/d => ./lib\n' >>go.mod
stages 1.26 "COPY go.mod go.sum ./" "RUN go mod download" "COPY . ."
ends "a replaced folder comes too late" "docker build stops at Dockerfile:7: \"reading lib/go.mod:" \
	own "$GOMEND" trace docker-stage
cp go.mod "$top/image"
cd "$top/image" || exit 1
ends "go's words of it" "reading lib/go.mod:" own "$GO" mod download
cd "$top/m" || exit 1
rm Dockerfile
ends "none at all" "there is no Dockerfile in the repository" own "$GOMEND" trace docker-stage
echo "1..$n"
