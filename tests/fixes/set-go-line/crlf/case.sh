# Line ends stay what they are.
# A long case: ./dev long.
CHECK=gomod-invalid
printf 'module example.com/m\r\n\r\ngo go1.20\r\n' >go.mod
file m.go "package m"
before() {
	fails "invalid go version 'go1.20'" "$GO" list .
}
after() {
	prints "1.20" "$GO" list -f '{{.Module.GoVersion}}' .
}
