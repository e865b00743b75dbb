# A line that names just the file is taken out.
CHECK=docker-context-missing
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
file m.go "package m" "" "import _ \"example.com/dep\""
file .dockerignore "# sums" "/go.sum" "docs"
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "COPY *.go ./" "RUN go build"
