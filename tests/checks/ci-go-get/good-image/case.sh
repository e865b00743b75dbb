# Images whose go get installs still: of 1.17, and without modules up to 1.21.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.16"
file m.go "package m"
file a/Dockerfile "FROM golang:1.17" "RUN go get golang.org/x/lint/golint"
file b/Dockerfile "FROM golang:1.21" "RUN GO111MODULE=off go get golang.org/x/lint/golint"
file c/Dockerfile "FROM golang:1.20" "ENV GO111MODULE=auto" "RUN go get golang.org/x/lint/golint"
ORACLE="1.21 1.22"
oracle() {
	if since 1.22; then
		fails "modules disabled" env GO111MODULE=off GOFLAGS= "$GO" get example.com/x/y
	else
		passes env GO111MODULE=off GOFLAGS= "$GO" get -n fmt
	fi
}
