# Two absolute entries, the first not there yet; empty would do as well.
export GOPATH="$HOME/new:$HOME/go"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
oracle() {
	passes "$GO" build .
	prints "$HOME/go" env GOPATH= "$GO" env GOPATH
}
