# A pattern hides it: a last line takes it back; CR LF and a missing last one stay.
CHECK=docker-context-missing
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep v1.0.0"
file go.sum "example.com/dep v1.0.0 h1:x=" "example.com/dep v1.0.0/go.mod h1:y="
file m.go "package m" "" "import _ \"example.com/dep\""
printf 'docs\r\n*.sum' >.dockerignore
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod go.sum ./" "COPY *.go ./" "RUN go build"
after() {
	printf 'docs\r\n*.sum\r\n!go.sum\r\n' | cmp - .dockerignore || : >"$T/disagrees"
}
