# A go.work in the folder above the repository.
CHECK=gowork-from-above
file "$T/go.work" "go 1.18" "" "use ./repo"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
mkdir -p "$HOME/.config/go"
file "$HOME/.config/go/env" "GOFLAGS=-v"
STATE=$T/go.work
git_commit
before() {
	prints "$T/go.work" "$GO" env GOWORK
}
after() {
	prints "off" "$GO" env GOWORK
	passes "$GO" list .
}
