# Every release at hand is new enough.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	prints example.com/m "$GO" list .
}
