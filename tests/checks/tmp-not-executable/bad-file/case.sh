# GOTMPDIR, from the go env file, is a file.
file "$T/tmp" "no folder"
file "$HOME/.config/go/env" "GOTMPDIR=$T/tmp"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
COMPILE=yes
oracle() { fails "not a directory" "$GO" build .; }
