# Both by name, a glob, the whole folder, a later copy, a mount, a script that
# writes it, go mod download alone.
dep() {
	file m.go "package m" "" "import _ \"example.com/dep\""
	file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
	file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
}
dep
file Dockerfile "FROM golang:1.24 AS a" "WORKDIR /src" "COPY go.mod go.sum ./" \
	"COPY *.go ./" "RUN go build" \
	"FROM golang:1.24 AS b" "WORKDIR /src" "COPY go.mod ./" "RUN go mod download" \
	"COPY . ." "RUN go build" \
	"FROM golang:1.24 AS c" "WORKDIR /src" "COPY go.* ./" "COPY *.go ./" "RUN go build" \
	"FROM golang:1.24 AS d" "WORKDIR /src" "COPY go.mod *.go ./" \
	"RUN --mount=type=bind,target=. go build" \
	"FROM golang:1.24 AS e" "WORKDIR /src" "COPY go.mod *.go ./" "RUN go mod tidy" \
	"RUN go build" \
	"FROM a AS f" "COPY go.mod ./" "RUN go build" \
	"FROM golang:1.24 AS g" "WORKDIR /src" "COPY go.mod ./" "RUN go mod download"
