# Built beside go.mod by the oldest release; no git.
# A long case: ./dev long.
old=$(release oldest)
[ -n "$old" ] && [ "$old" != "$newest" ] || skip_case "needs two releases of Go"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
"${old#* }" build -o app . || skip_case "this go does not build here"
ORACLE=newest
oracle() {
	prints "${old%% *}" "$GO" version app
	passes "$GO" build -o "$T/app" .
	prints "${newest%% *}" "$GO" version "$T/app"
}
