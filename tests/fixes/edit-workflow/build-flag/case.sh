# One word goes, of a job of GitLab.
# A long case: ./dev long.
CHECK=ci-build-flags
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
cat >.gitlab-ci.yml <<'X'
test:
  image: golang:1.24   # ours
  script:
    - go build -v -i ./...   # all
X
