# The context is a folder above both; vendor/ is copied; the folder lies in the context.
file shared/go.mod "module example.com/shared" "" "go 1.18"
file shared/s.go "package shared"
for d in a b c; do
	file $d/go.mod "module example.com/$d" "" "go 1.18" "" "require example.com/shared v0.0.0" "" \
		"replace example.com/shared => ../shared"
	file $d/m.go "package $d" "" 'import _ "example.com/shared"'
done
file a/Dockerfile "FROM golang:1.24" "WORKDIR /src/a" "COPY shared ../shared" "COPY a/go.mod ./" \
	"RUN go mod download" "COPY a ." "RUN go build ./..."
file b/vendor/modules.txt "# example.com/shared v0.0.0 => ../shared" "## explicit; go 1.18" "example.com/shared" \
	"# example.com/shared => ../shared"
file b/vendor/example.com/shared/s.go "package shared"
file b/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build ./..."
# Here nobody needs it.
file d/go.mod "module example.com/d" "" "go 1.18" "" "replace example.com/shared => ../shared"
file d/m.go "package d"
file d/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build ./..."
# The folder that it works in tells that the context is the repository; the same in one
# that copies a module by its folder.
file e/go.mod "module example.com/e" "" "go 1.18" "" "require example.com/shared v0.0.0" "" \
	"replace example.com/shared => ../shared"
file e/cmd/e.go "package main" "" 'import _ "example.com/shared"' "" "func main() {}"
file e/Dockerfile "FROM golang:1.24" "COPY . /all" "WORKDIR /all/e" "RUN go mod download" "RUN go build ./cmd"
file deploy/Dockerfile "FROM golang:1.24" "WORKDIR /all/e" "COPY shared/ /all/shared" "COPY e/ ." "RUN go build ./cmd"
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/in"
	mkdir -p "$T/in"
	cp -r b "$T/in/image"
	(cd "$T/in/image" && passes "$GO" build ./...)
	rm -rf "$T/in/image"
	cp -r d "$T/in/image"
	(cd "$T/in/image" && passes "$GO" build ./...)
	cd a && passes "$GO" build ./...
}
