# A cache that lasts: go builds what lies in it, and only go mod verify looks.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
mkmod example.com/dep1 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
file Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." \
	"RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache go build ./..."
ORACLE="oldest newest"
oracle() {
	export GOFLAGS=-modcacherw GOMODCACHE="$T/mod$REL"
	passes "$GO" build ./...
	# A change of its size and its time, as somebody else's build may make.
	echo 'package dep1 // changed' >"$GOMODCACHE/example.com/dep1@v1.0.0/lib.go"
	passes "$GO" build ./...
	fails "dir has been modified" "$GO" mod verify
}
