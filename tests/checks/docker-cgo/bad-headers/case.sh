# gcc without musl-dev: its #include finds nothing.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "" "// int f(void) { return 1; }" "import \"C\"" \
	"" "func main() { C.f() }"
file Dockerfile "FROM golang:1.22-alpine" "RUN apk add --no-cache -t .d gcc git" \
	"WORKDIR /src" "COPY . ." "RUN go build -o /app ." \
	"FROM golang:1.22-alpine" "RUN apk add --no-cache gcc musl-dev" \
	"WORKDIR /src" "COPY . ." "RUN go build -o /app ." \
	"FROM golang:1.22-alpine" "RUN apk add gcc && curl -o x https://example.com/x" \
	"WORKDIR /src" "COPY . ." "RUN go build -o /app ."
ORACLE="newest"
oracle() {
	# A gcc that finds no header of the C library stops go.
	command -v gcc >/dev/null || return 0
	# Its own it has, as without musl-dev.
	own=$(gcc -print-file-name=include)
	printf '#!/bin/sh\nexec gcc -nostdinc -isystem %s "$@"\n' "$own" \
		>"$T/cc"
	chmod +x "$T/cc"
	CGO_ENABLED=1 CC="$T/cc" fails "stdlib.h: No such file or directory" \
		"$GO" build -o "$T/app" .
}
