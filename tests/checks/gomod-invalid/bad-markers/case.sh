# A merge that nobody finished.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "<<<<<<< HEAD" "go 1.20" "=======" \
	"go 1.21" ">>>>>>> topic"
file m.go "package m"
oracle() {
	fails "go.mod:3: unknown directive: <<<<<<<" "$GO" list .
}
