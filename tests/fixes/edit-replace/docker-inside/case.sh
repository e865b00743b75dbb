# In the repository, but not in the build context, and published nowhere.
CHECK=docker-replace-outside-context
file shared/go.mod "module example.com/shared" "" "go 1.18"
file shared/s.go "package shared"
file svc/go.mod "module example.com/svc" "" "go 1.18" "" "require example.com/shared v0.0.0" "" \
	"replace example.com/shared => ../shared"
file svc/m.go "package svc" "" 'import _ "example.com/shared"'
file svc/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY go.mod ./" "COPY *.go ./" "RUN go build ./..."
