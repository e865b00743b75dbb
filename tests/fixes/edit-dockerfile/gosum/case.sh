# One word; comments and the rest stay, in a folder, too.
# A long case: ./dev long.
CHECK=docker-gosum-missing
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
file m.go "package m" "" "import _ \"example.com/dep\""
file Dockerfile "FROM golang:1.24" "WORKDIR /src   # here" "COPY  ./go.mod  ./" "COPY *.go ./" "RUN go build"
