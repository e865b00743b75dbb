# A line before the COPY; line ends of CR LF stay.
CHECK=docker-workdir-gopath
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
printf 'FROM golang:1.21\r\nCOPY . .\r\nRUN go build -o /app\r\n' >Dockerfile
after() {
	[ "$(grep -c "$(printf '\r')$" Dockerfile)" = 4 ] || : >"$T/disagrees"
	sed -n 2p Dockerfile | grep -q "^WORKDIR /src" || : >"$T/disagrees"
}
