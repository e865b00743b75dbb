# A script that works out which go it starts.
needs 1.21
found=$(release newest)
file "$T/bin/go" "#!/bin/sh" "d=$(dirname "${found#* }")" 'exec "$d/go" "$@"'
chmod +x "$T/bin/go"
PATH=$T/bin:$BASE_PATH
export PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { prints "go version" "$T/bin/go" version; }
