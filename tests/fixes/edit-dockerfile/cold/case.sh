# A word for a word.
# A long case: ./dev long.
CHECK=docker-cache-unverified
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
file m.go "package m" "" "import _ \"example.com/dep\""
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "RUN go mod verify" "COPY . ." "RUN go build"
