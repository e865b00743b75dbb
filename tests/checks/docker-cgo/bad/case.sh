# alpine has no C compiler; a package of the module is only cgo, two imports away.
file go.mod "module example.com/m" "" "go 1.18"
file cmd/app/main.go "package main" "" 'import _ "example.com/m/mid"' "" "func main() {}"
file mid/mid.go "package mid" "" 'import _ "example.com/m/c"'
file c/c.go "package c" "" "// int one(void) { return 1; }" 'import "C"' "" "var One = int(C.one())"
file Dockerfile "FROM golang:1.24-alpine AS build" "WORKDIR /src" "COPY . ." \
	"RUN go build -o /app ./cmd/app" "FROM alpine:3.22" "COPY --from=build /app /app"
ORACLE="1.19 1.24 newest"
oracle() {
	# As in the image: no gcc on PATH, nothing set.
	mkdir -p "$T/none"
	if since 1.20; then
		fails "build constraints exclude all Go files" env PATH="$T/none" "$GO" build -o "$T/app" ./cmd/app
	else
		fails "executable file not found" env PATH="$T/none" "$GO" build -o "$T/app" ./cmd/app
	fi
	fails "build constraints exclude all Go files" env CGO_ENABLED=0 "$GO" build -o "$T/app" ./cmd/app
}
