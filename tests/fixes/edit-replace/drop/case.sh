# The folder is gone; the module is published, and go.sum knows it.
# A long case: ./dev long.
CHECK=replace-dangling
module_with_dep1 1.18 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
cached example.com/dep1 v1.0.0
printf '\n// while it was young\nreplace example.com/dep1 v1.0.0 => ../dep1\n' >>go.mod
before() {
	fails "replacement directory ../dep1 does not exist" "$GO" list -deps .
}
after() {
	passes "$GO" list -deps .
}
