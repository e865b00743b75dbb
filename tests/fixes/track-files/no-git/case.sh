# There is no git to ask.
CHECK=gosum-ignored
file m.go "package m"
git_commit
module_with_dep1 1.19 v1.0.0
sums example.com/dep1 v1.0.0 >go.sum
PLACE_PATH=$(dirname "$(command -v go)"):$T/nowhere
