# A newer go wrote it, and an older one reads it.
use_go 1.19.8
file "$HOME/.config/go/env" "GOTOOLCHAIN=local"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=1.19.8
oracle() {
	fails "unknown go command variable GOTOOLCHAIN" \
		env GOENV="$T/env" "$GO" env -w GOTOOLCHAIN=local
}
