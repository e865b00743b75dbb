# A tool of another module, a script and a link to a program elsewhere.
# A long case: ./dev long.
old=$(release oldest)
[ -n "$old" ] || skip_case "no go here"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
mkdir bin "$T/tool" "$T/away"
file "$T/tool/go.mod" "module example.com/tool" "" "go 1.18"
file "$T/tool/main.go" "package main" "" "func main() {}"
(cd "$T/tool" && "${old#* }" build -o "$T/repo/bin/tool" .) || skip_case "this go does not build here"
"${old#* }" build -o "$T/away/app" .
ln -s "$T/away/app" bin/app
ln -s "$T/away" dist
file bin/run '#!/bin/sh'
chmod +x bin/run
ORACLE=newest
oracle() { prints "mod	example.com/tool" "$GO" version -m bin/tool; }
