# Copied before, by folder or by name; fetched; a tool at its version.
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file Dockerfile "FROM golang:1.24 AS a" "WORKDIR /app" "COPY go.mod go.sum ./" \
	"RUN go mod download" "COPY . ." "RUN go build" \
	"FROM golang:1.24 AS b" "WORKDIR /app" "COPY go.mod main.go ./" "RUN go build" \
	"FROM golang:1.24 AS c" "WORKDIR /app" "COPY go.mod ./" "COPY cmd cmd" "RUN go build ./cmd/x" \
	"FROM golang:1.24 AS d" "WORKDIR /app" "COPY go.mod ./" \
	"RUN go install example.com/tool@v1.0.0" \
	"FROM golang:1.24 AS e" "WORKDIR /app" "COPY go.mod ./" \
	"RUN git clone https://example.com/x && go build" \
	"FROM golang:1.24 AS f" "WORKDIR /app" "COPY go.mod ./" "COPY --from=a /app /app" "RUN go build"
