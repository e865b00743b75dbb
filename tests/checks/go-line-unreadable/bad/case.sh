# 1.20 and older read no patch release in a go line.
file go.mod "module example.com/m" "" "go 1.21.0"
file m.go "package m"
file Dockerfile "FROM golang:1.20" "COPY . ." "RUN go build ./..."
ORACLE="1.19 1.20 1.21 newest"
oracle() {
	if since 1.21; then passes "$GO" build ./...
	else
		fails "go.mod:3: invalid go version '1.21.0': must match format 1.23" \
			"$GO" build ./...
	fi
}
