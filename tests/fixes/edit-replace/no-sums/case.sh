# The module is published, but go.sum has never seen it.
CHECK=replace-dangling
module_with_dep1 1.18 v1.0.0
echo "replace example.com/dep1 => ../dep1" >>go.mod
