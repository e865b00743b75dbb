# A long case: much of the standard library is compiled for it.
# A compiler is brought; a file for !cgo takes its place; nothing of it is built;
# cgo off where nothing needs it; static; no libc; where glibc is; another architecture;
# cgo off by go env -w.
file go.mod "module example.com/m" "" "go 1.18"
file cmd/app/main.go "package main" "" 'import _ "example.com/m/c"' "" "func main() {}"
file c/c.go "package c" "" "// int one(void) { return 1; }" 'import "C"' "" "var One = int(C.one())"
file cmd/both/main.go "package main" "" 'import _ "example.com/m/both"' "" "func main() {}"
file both/c.go "package both" "" "// int one(void) { return 1; }" 'import "C"' "" "var One = int(C.one())"
file both/pure.go "//go:build !cgo" "// +build !cgo" "" "package both" "" "var One = 1"
file cmd/only/main.go "package main" "" "func main() {}"
file cmd/only/c.go "//go:build cgo" "// +build cgo" "" "package main" "" 'import _ "example.com/m/c"'
file cmd/web/main.go "package main" "" 'import _ "net/http"' "" "func main() {}"
file cmd/plain/main.go "package main" "" 'import (' '	"fmt"' '	"net/url"' ')' "" \
	'func main() { fmt.Println(url.Parse("x")) }'
file Dockerfile "FROM golang:1.24-alpine AS a" "RUN apk add --no-cache gcc musl-dev" "WORKDIR /src" "COPY . ." \
	"RUN go build -o /app ./cmd/app" \
	"FROM golang:1.24-alpine AS b" "WORKDIR /src" "COPY . ." "RUN go build -o /both ./cmd/both" \
	"RUN go build -o /only ./cmd/only" "RUN CGO_ENABLED=0 go build -o /web ./cmd/web" \
	"FROM golang:1.24 AS c" "WORKDIR /src" "COPY . ." "RUN go build -o /app ./cmd/app" \
	"RUN go build -o /plain ./cmd/plain" \
	"RUN go build -ldflags '-extldflags -static' -o /static ./cmd/web" \
	"RUN CGO_ENABLED=0 go build -o /off ./cmd/web" "RUN go build -tags netgo,osusergo -o /netgo ./cmd/web" \
	"RUN go build -o /glibc ./cmd/web" \
	"FROM debian:bookworm" "COPY --from=c /glibc /app" \
	"FROM alpine:3.22" "RUN apk add --no-cache gcompat" "COPY --from=c /glibc /app" \
	"FROM scratch" "COPY --from=c /plain /plain" "COPY --from=c /static /static" "COPY --from=c /off /off" \
	"COPY --from=b /web /web" "COPY --from=c /netgo /netgo" \
	"FROM golang:1.24 AS d" "WORKDIR /src" "COPY . ." "ARG cgo=0" "RUN go env -w CGO_ENABLED=\$cgo" \
	"RUN go build -o /written ./cmd/web" "FROM scratch" "COPY --from=d /written /written"
ORACLE="oldest newest"
oracle() {
	passes env CGO_ENABLED=0 "$GO" build -o "$T/app" ./cmd/both
	passes env CGO_ENABLED=0 "$GO" build -o "$T/app" ./cmd/only
	[ -x /usr/bin/gcc ] || return 0
	passes env PATH="$PATH:/usr/bin:/bin" CGO_ENABLED=1 "$GO" build -o "$T/app" ./cmd/plain
	! grep -q 'ld-linux' "$T/app" || : >"$T/disagrees"
	passes env PATH="$PATH:/usr/bin:/bin" CGO_ENABLED=1 "$GO" build -tags netgo,osusergo -o "$T/app" ./cmd/web
	! grep -q 'ld-linux' "$T/app" || : >"$T/disagrees"
}
