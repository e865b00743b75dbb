# Said by what is called, by an action or an image; not known; or no go of PATH.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows scripts fetch
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  fetched:
    steps:
      - run: make -C fetch test
  bootstrapped:
    steps:
      - run: ./scripts/bootstrap.sh
      - run: make test
  action:
    steps:
      - uses: example/setup@v1
      - run: make test
  said:
    steps:
      - uses: actions/setup-go@v5
        with: {go-version-file: go.mod}
      - run: make test
  image:
    container: golang:1.24
    steps:
      - run: make test
  open:
    steps:
      - run: make nowhere
      - run: make test
  other:
    steps:
      - run: make other
  set:
    steps:
      - run: make set
  path:
    env: {PATH: /opt/go/bin}
    steps:
      - run: make test
  outside:
    steps:
      - run: make docker
  may-fail:
    steps:
      - run: make test
        continue-on-error: true
X
cat >Makefile <<'X'
test:
	go test ./...
other:
	/opt/go/bin/go test ./...
set:
	PATH=/opt/go/bin:$$PATH go test ./...
docker:
	docker run --rm example.com/builder go test ./...
X
cat >fetch/Makefile <<'X'
test: sdk
	cd .. && go test ./...
sdk:
	curl -sSL https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /opt -xz
X
cat >scripts/bootstrap.sh <<'X'
#!/bin/sh
curl -sSL https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /opt -xz
echo /opt/go/bin >>"$GITHUB_PATH"
X
chmod +x scripts/bootstrap.sh
