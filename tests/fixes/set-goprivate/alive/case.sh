# Nothing is wrong with it.
SET="name=GOPRIVATE value=b.example"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
file "$HOME/.config/go/env" "GOPRIVATE=*.example.com"
