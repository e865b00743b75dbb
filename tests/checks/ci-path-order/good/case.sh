# In front; behind, where nothing stands before it; an image; a folder alone in
# $GITHUB_PATH; and GitLab, where only the image is on PATH.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  front:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /usr/local -xz
          export PATH=/usr/local/go/bin:$PATH
          go build ./...
      - run: |
          go install example.com/tools/lint@latest
          export PATH=$PATH:$(go env GOPATH)/bin
          lint ./...
      - run: echo "$(go env GOPATH)/bin" >> "$GITHUB_PATH"
      - run: echo "$HOME/bin:$PATH" >> "$GITHUB_PATH"
  image:
    runs-on: ubuntu-latest
    container: debian
    steps:
      - run: |
          curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /usr/local -xz
          export PATH=$PATH:/usr/local/go/bin
          go build ./...
X
cat >.gitlab-ci.yml <<'X'
test:
  image: debian
  script:
    - curl -L https://go.dev/dl/go1.24.4.linux-amd64.tar.gz | tar -C /usr/local -xz
    - export PATH=$PATH:/usr/local/go/bin
    - go build ./...
X
