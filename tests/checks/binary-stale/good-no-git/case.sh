# Without stamps only the release can be told, and it is the same.
[ -n "$newest" ] || skip_case "no go here"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file .gitignore "/bin/"
git_commit
"${newest#* }" build -buildvcs=false -o bin/app . || skip_case "this go does not build here"
file main.go "package main" "" 'func main() { println("new") }'
git_commit
ORACLE=newest
oracle() { fails "" sh -c "'$GO' version -m bin/app | grep vcs"; }
