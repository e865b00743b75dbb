# The variable that puts the module cache where the cache is.
# A long case: ./dev long.
CHECK=ci-cache-wrong
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24
  cache:
    paths: [.go/pkg/mod/]
  script:
    - go build ./...
X
