# Built now, of what is checked out.
# A long case: ./dev long.
[ -n "$newest" ] || skip_case "no go here"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file .gitignore "/bin/"
git_commit
"${newest#* }" build -o bin/app . || skip_case "this go does not build here"
ORACLE=newest
oracle() {
	prints "$(git rev-parse HEAD)" "$GO" version -m bin/app
	prints "${newest%% *}" "$GO" version bin/app
}
