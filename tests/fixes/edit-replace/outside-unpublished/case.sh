# It leads out, and there is no version to take instead.
CHECK=replace-outside
SET=how=drop
file "$T/shared/go.mod" "module example.com/dep1"
file "$T/shared/lib.go" "package dep1"
module_with_dep1 1.19 v0.0.0
echo "replace example.com/dep1 => ../shared" >>go.mod
git_commit
