# What make does is not seen: no error, and no silence.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "FROM golang:1.22" "COPY . /src" "RUN make -C /src"
ORACLE="1.22"
oracle() {
	fails "requires go >= 1.24" "$GO" build ./...
}
