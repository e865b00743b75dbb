# CGO_ENABLED=0 by ENV, with a driver that has a stub; and by the command, in a pattern.
file go.mod "module example.com/m" "" "go 1.18" "" "require github.com/mattn/go-sqlite3 v1.14.0"
file main.go "package main" "" "import (" '	"database/sql"' '	_ "github.com/mattn/go-sqlite3"' ")" "" \
	"func main() {" '	_, err := sql.Open("sqlite3", ":memory:")' "	if err != nil {" "		panic(err)" "	}" "}"
file Dockerfile "FROM golang:1.24" "ENV CGO_ENABLED=0" "WORKDIR /src" "COPY . ." "RUN go build -o /app ."
file alpine/Dockerfile "FROM golang:1.19-alpine" "WORKDIR /src" "COPY . ." "RUN go test -race ./..." \
	"RUN CGO_ENABLED=0 go build -o /app ./..."
ORACLE="newest"
oracle() {
	fails "requires cgo" env CGO_ENABLED=0 "$GO" test -race ./...
}
