# The command itself lets go switch, by export or before go.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file Dockerfile "FROM golang:1.22" "WORKDIR /src" "COPY . ." \
	"RUN export GOTOOLCHAIN=auto && go build ./..." \
	"FROM golang:1.22" "WORKDIR /src" "COPY . ." \
	"RUN GOTOOLCHAIN=auto go build ./..."
ORACLE="1.22"
oracle() {
	# It goes for another release, and does not stop for its own.
	(export GOTOOLCHAIN=auto GOPROXY=off && "$GO" build ./...) >"$T/said" 2>&1
	grep -q "go: download go1.24" "$T/said" || : >"$T/disagrees"
}
