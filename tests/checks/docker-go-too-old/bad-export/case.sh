# What one RUN exports ends with it, and local stays local.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "FROM golang:1.22" "WORKDIR /src" "COPY . ." \
	"RUN export GOTOOLCHAIN=auto" "RUN go build ./..." \
	"FROM golang:1.23" "WORKDIR /src" "COPY . ." \
	"RUN export GOTOOLCHAIN=local && go build ./..."
ORACLE="1.22 1.23"
oracle() {
	sh -c 'export GOTOOLCHAIN=auto'
	fails "go: go.mod requires go >= 1.24 (running go $FULL; GOTOOLCHAIN=local)" \
		"$GO" build ./...
}
