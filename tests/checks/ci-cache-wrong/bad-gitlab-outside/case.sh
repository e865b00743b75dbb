# Outside the project, where GitLab caches nothing; what the fix writes is in
# order.
module_with_dep1 1.20 v1.0.0
file go.sum "example.com/dep1 v1.0.0 h1:x" "example.com/dep1 v1.0.0/go.mod h1:x"
cat >.gitlab-ci.yml <<'X'
a:
  image: golang:1.24
  cache:
    paths: [/go/pkg/mod]
  script: [go build ./...]
b:
  image: golang:1.24
  variables: {GOMODCACHE: $CI_PROJECT_DIR/.go/pkg/mod}
  cache:
    paths: [.go/pkg/mod/]
  script: [go build ./...]
X
oracle() {
	# Go's folder there is the one that the variable names.
	[ "$(GOMODCACHE=$PWD/.go/pkg/mod "$GO" env GOMODCACHE)" = \
		"$PWD/.go/pkg/mod" ] || : >"$T/disagrees"
}
