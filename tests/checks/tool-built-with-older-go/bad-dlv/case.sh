# Delve goes by its own version, which go install of a version stamps.
needs 1.24
[ -n "$newest" ] || skip_case "no go here"
mkmod github.com/go-delve/delve v1.21.0 'cmd/dlv/main.go=package main

func main() {}'
GOBIN=$T/tools GOFLAGS=-modcacherw GONOSUMDB=* "${newest#* }" install github.com/go-delve/delve/cmd/dlv@v1.21.0 ||
	skip_case "this go does not install here"
PATH=$PATH:$T/tools
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { prints "github.com/go-delve/delve	v1.21.0" "$GO" version -m "$T/tools/dlv"; }
