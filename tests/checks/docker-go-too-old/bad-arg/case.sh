# A patch release, in an ARG: the line of the ARG is evidence, too.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.22.99"
file m.go "package m"
file Dockerfile "ARG GO=1.22.3" "FROM golang:\${GO}" "COPY go.mod ./" \
	"RUN go mod download"
ORACLE="1.22"
oracle() {
	fails "go: go.mod requires go >= 1.22.99 (running go $FULL; GOTOOLCHAIN=local)" \
		"$GO" mod download
}
