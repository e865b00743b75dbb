# Nothing is said: go takes it for 1.16, and so it is written.
CHECK=
printf 'module example.com/m\n\n// what it needs\nrequire (\n)' >go.mod
file m.go "package m"
after() {
	prints "1.16" "$GO" list -f '{{.Module.GoVersion}}' .
}
