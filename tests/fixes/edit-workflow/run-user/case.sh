# A build cache for the user without a home.
# A long case: ./dev long.
CHECK=ci-run-mounts
file go.mod "module example.com/m" "" "go 1.20"
file main.go "package main" "func main() {}"
mkdir -p .github/workflows
cat >.gitlab-ci.yml <<'X'
test:
  image: docker:27
  script:
    - docker run -u 1000 -v "$PWD:/src" -w /src golang:1.24 go test ./...  # as us
X
