# GOWORK=off: the one above is not looked at.
file "$T/go.work" "go 1.19" "" "use ./elsewhere"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
git_commit
GOWORK=off
export GOWORK
oracle() {
	passes "$GO" list .
}
