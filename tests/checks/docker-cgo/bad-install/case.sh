# go install puts it into GOPATH/bin, and go build beside the sources.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "" "import \"net\"" "" \
	"func main() { net.LookupHost(\"x\") }"
file x/tool/v2/main.go "package main" "" "import \"net\"" "" \
	"func main() { net.LookupHost(\"x\") }"
file Dockerfile "FROM golang:1.22 AS b" "WORKDIR /src" "COPY . ." "RUN go install ." \
	"FROM scratch" "COPY --from=b /go/bin/m /m"
file b.Dockerfile "FROM golang:1.22 AS b" "WORKDIR /src" "COPY . ." "RUN go build ." \
	"FROM scratch" "COPY --from=b /src/m /m"
file c.Dockerfile "FROM golang:1.22 AS b" "WORKDIR /src" "COPY . ." \
	"RUN go build ./x/tool/v2" "FROM scratch" "COPY --from=b /src/tool /m"
file d.Dockerfile "FROM golang:1.22 AS b" "WORKDIR /src" "COPY . ." "RUN go install ." \
	"FROM scratch" "COPY --from=b /src/m /m"
ORACLE="newest"
oracle() {
	GOPATH=$T/gopath passes "$GO" install .
	[ -x "$T/gopath/bin/m" ] || : >"$T/disagrees"
	passes "$GO" build ./x/tool/v2
	[ -x tool ] || : >"$T/disagrees"
}
