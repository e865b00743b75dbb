# A folder that is outside as well mends nothing.
CHECK=replace-outside
SET="to=$T/other"
file "$T/shared/go.mod" "module example.com/dep1"
file "$T/shared/lib.go" "package dep1"
file "$T/other/go.mod" "module example.com/dep1"
module_with_dep1 1.19 v1.0.0
echo "replace example.com/dep1 => ../shared" >>go.mod
git_commit
