# Names that go env does not print, and yet go knows them.
file "$HOME/.config/go/env" "GOARM=6" "CGO_CFLAGS_ALLOW=-x" "GO_EXTLINK_ENABLED=1" \
	"FC=gfortran" "GOPRIVATE=example.com" "# GOPROXXY=off" "GOWASM=satconv"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	for name in GOARM=6 CGO_CFLAGS_ALLOW=-x GO_EXTLINK_ENABLED=1 FC=gfortran GOWASM=satconv; do
		passes env GOENV="$T/env" "$GO" env -w $name
	done
}
