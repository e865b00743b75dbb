# A cache that several jobs have: the variable is the file's, beside its own.
# A long case: ./dev long.
CHECK=ci-cache-wrong
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.gitlab-ci.yml <<'X'
variables:
    # why
    A: b
.cache: &cache
    paths: [$GOPATH/pkg/mod]
build:
    image: golang:1.24
    cache: *cache
    script: [go build ./...]
test:
    image: golang:1.24
    cache: *cache
    script: [go test ./...]
X
