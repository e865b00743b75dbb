# Another program of that name, and a script that starts the real one.
needs 1.24
go_tool 1.22 gopls 'example.com/mine!cmd/gopls'
file "$T/tools/golangci-lint" '#!/bin/sh' 'exec docker run golangci/golangci-lint "$@"'
chmod +x "$T/tools/golangci-lint"
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .golangci.yml 'version: "2"'
ORACLE=newest
oracle() { prints example.com/mine/cmd/gopls "$GO" version -m "$T/tools/gopls"; }
