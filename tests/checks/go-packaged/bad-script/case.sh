# A script that sets something and starts one go.
found=$(release newest)
[ -n "$found" ] || skip_case "no Go here"
file "$T/bin/go" "#!/bin/sh" "# GOFLAGS for all" "export GOFLAGS=-trimpath" "exec ${found#* } \"\$@\""
chmod +x "$T/bin/go"
PATH=$T/bin:$BASE_PATH
export PATH
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { prints trimpath "$T/bin/go" env GOFLAGS; }
