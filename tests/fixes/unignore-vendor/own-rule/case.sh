# The rule came along with the vendored files.
CHECK=vendor-ignored-files
module_with_dep1 1.18 v1.0.0
vendor_dep1 v1.0.0
file vendor/example.com/dep1/.gitignore "*.gen.go"
file vendor/example.com/dep1/x.gen.go "package dep1"
git_commit
