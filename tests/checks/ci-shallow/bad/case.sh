# A version from tags, releases, and GitLab's twenty commits.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          go build -ldflags "-X main.version=$(git describe --tags)" ./...
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: goreleaser/goreleaser-action@v6
        with: {args: release}
X
cat >.gitlab-ci.yml <<'X'
build:
  image: golang:1.24
  script:
    - VERSION=$(git describe --tags)
    - go build ./...
X
oracle() {
	git init -q "$T/full" && cd "$T/full" || return
	for i in 1 2; do
		git -c user.name=x -c user.email=x@x commit -q --allow-empty -m "$i"
		[ $i = 2 ] || git -c user.name=x -c user.email=x@x tag v1.0.0
	done
	git clone -q --depth 1 "file://$T/full" "$T/shallow" && cd "$T/shallow" || return
	fails "No names found" git describe --tags
}
ORACLE=newest
