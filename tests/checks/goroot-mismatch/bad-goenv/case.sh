# The same from the go env file.
old=$(release oldest) new=$(release newest)
[ "$old" != "$new" ] || skip_case "needs two releases of Go"
root=$(dirname "$(dirname "${old#* }")")
file "$HOME/.config/go/env" "GOROOT=$root"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	fails "does not match go tool version" "$GO" build .
	passes "$GO" env -u GOROOT
	passes "$GO" build .
}
