# Broken, and not in effect.
file go.work "go 1.19" "use ./nope" "foo"
file go.mod "module example.com/m" "" "go 1.19"
file m.go "package m"
GOWORK=off
export GOWORK
oracle() {
	prints example.com/m "$GO" list -m
}
