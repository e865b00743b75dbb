# Nothing is copied by its name, so docker passes and go stops: go.sum, a
# replaced folder, and the package that is built.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require (" "	example.com/dep1 v1.0.0" "	example.com/near v0.0.0" ")" "" \
	"replace example.com/near => ./near"
file near/go.mod "module example.com/near" "" "go 1.18"
file near/near.go "package near"
file cmd/app/main.go "package main" "" 'import (' '	_ "example.com/dep1"' \
	'	_ "example.com/near"' ')' "" "func main() {}"
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file .dockerignore "near" "**/app" "go.sum"
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build -o /bin/app ./cmd/app"
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image"
	cp -r go.mod go.sum cmd "$T/image"
	cd "$T/image" || exit
	fails "replacement directory ./near does not exist" "$GO" build ./cmd/app
	rm -r cmd/app
	fails "directory not found" "$GO" build ./cmd/app
	cp -r "$T/repo/cmd" "$T/repo/near" .
	rm go.sum
	fails "missing go.sum entry" "$GO" build ./cmd/app
}
