# What the image has when go builds: go.mod and the sources, no go.sum.
dep() {
	file m.go "package m" "" "import _ \"example.com/dep\""
	file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
	file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
}
dep
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod ./" "RUN go mod download" \
	"COPY *.go ./" "RUN go build -o /app ."
ORACLE="1.19 1.24 newest"
oracle() {
	mkdir -p "$T/image"
	cp go.mod m.go "$T/image"
	cd "$T/image" || exit
	fails "missing go.sum entry" "$GO" build -o "$T/app" .
}
