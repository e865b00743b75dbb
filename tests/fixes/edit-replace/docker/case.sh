# Outside the build context, and published: the replace goes.
CHECK=docker-replace-outside-context
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
cached example.com/dep1 v1.0.0
file "$T/dep1/go.mod" "module example.com/dep1"
file "$T/dep1/lib.go" "package dep1"
echo "replace example.com/dep1 => ../dep1" >>go.mod
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build ./..."
SET="how=drop"
after() {
	passes "$GO" list -deps .
}
