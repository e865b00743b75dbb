# Lines older than 1.21 are not compared by any release.
# A long case: ./dev long.
file go.work "go 1.18" "" "use ./m"
file m/go.mod "module example.com/m" "" "go 1.20"
file m/m.go "package m"
ORACLE=all
oracle() {
	passes "$GO" list ./m
}
