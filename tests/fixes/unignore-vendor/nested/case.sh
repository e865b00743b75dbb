# The vendor folder of a module below, caught by a .gitignore of its own folder.
# A long case: ./dev long.
CHECK=vendor-ignored-files
mkdir -p "tools[x]"
cd "tools[x]"
module_with_dep1 1.18 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/bin/b.go "package bin"
file .gitignore bin
cd ..
file .gitignore "*.log"
git_commit
CWD="$T/repo/tools[x]"
after() {
	fails "" git check-ignore -q "vendor/example.com/dep1/bin/b.go"
	passes git check-ignore -q bin/x
}
