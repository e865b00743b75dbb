# Several: a folder for each system below dist/, of a module further down.
old=$(release oldest)
[ -n "$old" ] && [ "$old" != "$newest" ] || skip_case "needs two releases of Go"
file srv/go.mod "module example.com/srv" "" "go 1.18"
file srv/main.go "package main" "" "func main() {}"
(cd srv && "${old#* }" build -o dist/linux_a/srv . && cp -r dist/linux_a dist/linux_b) ||
	skip_case "this go does not build here"
ORACLE=newest
oracle() { prints "${old%% *}" "$GO" version srv/dist/linux_b/srv; }
