# The image has Go 1.22, and does not switch; the module wants 1.24.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file build/Dockerfile "FROM golang:1.22-alpine AS build" "WORKDIR /src" \
	"COPY . ." "RUN CGO_ENABLED=0 go build ./..." "FROM alpine:3.20"
ORACLE="1.22 1.23 1.24"
oracle() {
	if since 1.24; then passes "$GO" build ./...
	else
		fails "go: go.mod requires go >= 1.24 (running go $FULL; GOTOOLCHAIN=local)" \
			"$GO" build ./...
	fi
}
