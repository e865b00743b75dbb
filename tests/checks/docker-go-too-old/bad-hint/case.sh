# 1.19 takes the line for a hint; the workflow's container is meant.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.21"
file m.go "package m"
file .github/workflows/ci.yml "on: push" "jobs:" "  test:" \
	"    container: golang:1.19-bullseye" "    steps:" \
	"      - run: go build ./..."
ORACLE="1.19"
oracle() {
	passes "$GO" build ./...
}
