# Debian's image builds with cgo, and net/http links to glibc; scratch and alpine have none.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import "example.com/m/web"' "" "func main() { web.Serve() }"
file web/web.go "package web" "" 'import "net/http"' "" "func Serve() { _ = http.ListenAndServe(\":1\", nil) }"
file Dockerfile "FROM golang:1.24 AS build" "WORKDIR /src" "COPY . ." "RUN go build -o /bin/app ." \
	"FROM scratch" "COPY --from=build /bin/app /app" 'ENTRYPOINT ["/app"]'
file alpine.Dockerfile "FROM golang AS build" "WORKDIR /src" "COPY . ." "RUN go build -o app" \
	"FROM alpine:3.22" "RUN apk add --no-cache ca-certificates" "COPY --from=build /src/app /app"
ORACLE="oldest newest"
oracle() {
	[ -x /usr/bin/gcc ] || return 0
	passes env PATH="$PATH:/usr/bin:/bin" CGO_ENABLED=1 "$GO" build -o "$T/app" .
	grep -q 'ld-linux' "$T/app" || : >"$T/disagrees"
	passes env CGO_ENABLED=0 "$GO" build -o "$T/app" .
	! grep -q 'ld-linux' "$T/app" || : >"$T/disagrees"
}
