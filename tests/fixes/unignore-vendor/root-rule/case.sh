# The vendor folder of a module below, caught by the rule at the top.
CHECK=vendor-ignored-files
mkdir "tools[x]"
cd "tools[x]"
module_with_dep1 1.18 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/bin/b.go "package bin"
cd ..
file .gitignore "bin/" "*.log"
git_commit
CWD="$T/repo/tools[x]"
after() {
	fails "" git check-ignore -q "vendor/example.com/dep1/bin/b.go"
	passes git check-ignore -q bin/x
}
