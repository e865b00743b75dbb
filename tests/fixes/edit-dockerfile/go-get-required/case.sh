# The version that go.mod has for it; a version that is said stays.
# A long case: ./dev long.
CHECK=ci-go-get
file go.mod "module example.com/m" "" "go 1.18" "" "require gotest.tools/gotestsum v1.10.0 // indirect"
file m.go "package m"
file Dockerfile "FROM golang:1.22-alpine AS tools" "RUN cd /tmp; go get gotest.tools/gotestsum" "COPY . ."
