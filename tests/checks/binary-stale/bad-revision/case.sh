# bin/app was built before the last commit.
# A long case: ./dev long.
[ -n "$newest" ] || skip_case "no go here"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
file .gitignore "/bin/"
git_commit
"${newest#* }" build -o bin/app . || skip_case "this go does not build here"
was=$(git rev-parse HEAD)
file main.go "package main" "" 'func main() { println("new") }'
git_commit
ORACLE=newest
oracle() {
	prints "$was" "$GO" version -m bin/app
	fails "" sh -c "'$GO' version -m bin/app | grep -q $(git rev-parse HEAD)"
	passes "$GO" build -o "$T/app" .
	prints "$(git rev-parse HEAD)" "$GO" version -m "$T/app"
}
