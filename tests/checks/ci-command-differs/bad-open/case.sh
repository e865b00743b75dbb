# A make of one job cannot be followed, and comes to another target: the job
# beside it is judged all the same.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: make lint FLAGS="$MORE"
  test:
    runs-on: ubuntu-latest
    steps:
      - run: go test -tags slow ./...
X
cat >Makefile <<'X'
test:
	go test ./...
lint: tidy
	go vet $(FLAGS) .
tidy:
	go mod tidy
X
oracle() {
	prints "go vet -x ." make -n lint FLAGS=-x
}
