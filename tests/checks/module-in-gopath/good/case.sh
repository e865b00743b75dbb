# Anywhere else; and a folder that only begins alike.
ROOT=$HOME/go/src2/app
mkdir -p "$ROOT"
cd "$ROOT" || exit 1
file go.mod "module example.com/app" "" "go 1.18"
file m.go "package app"
oracle() {
	passes "$GO" build .
}
