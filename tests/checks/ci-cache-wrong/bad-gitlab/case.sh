# Outside the project; below it, and not where go keeps it.
# A long case: ./dev long.
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
mkdir -p .github/workflows
cat >.gitlab-ci.yml <<'X'
default:
  image: golang:1.24
outside:
  cache:
    key: go
    paths: [/go/pkg/mod]
  script:
    - go build ./...
image-variable:
  cache: {paths: [$GOPATH/pkg/mod]}
  script: [go build ./...]
not-that:
  cache:
    paths:
      - .go/pkg/mod/
  script:
    - go build ./...
X
oracle() {
	[ "$(env GOPATH=/go GOMODCACHE= "$GO" env GOMODCACHE)" = /go/pkg/mod ] || : >"$T/disagrees"
}
