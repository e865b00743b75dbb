# go.work asks for as much as its module.
file go.work "go 1.21" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.21"
file m/m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" list ./m
}
