# A published version in place of the folder.
# A long case: ./dev long.
CHECK=replace-dangling
SET=version=v1.2.0
module_with_dep1 1.18 v1.0.0
mkmod example.com/dep1 v1.2.0
sums example.com/dep1 v1.2.0 >go.sum
echo "replace example.com/dep1 => ../dep1" >>go.mod
before() {
	fails "replacement directory ../dep1 does not exist" "$GO" list -deps .
}
after() {
	prints "v1.2.0" "$GO" list -m -f '{{.Replace}}' example.com/dep1
	passes "$GO" list -deps .
}
