# The folder comes into the project: the path, and the variable beside the cache.
# A long case: ./dev long.
CHECK=ci-cache-wrong
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.gitlab-ci.yml <<'X'
# ours
test:
  image: "golang:1.24"   # the newest
  cache:
    key: go
    paths:
      - '/go/pkg/mod'  # modules
  script:
    - go build ./...
X
