# A line that is no longer maintained.
use_go 1.22
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.22
oracle() { prints "go1.22" "$GO" version; }
