# A word that is no directive: every release refuses it.
file go.mod "module example.com/m" "" "go 1.19" "" "requires example.com/x v1.0.0"
file m.go "package m"
oracle() {
	fails "go.mod:5: unknown directive: requires" "$GO" list .
}
