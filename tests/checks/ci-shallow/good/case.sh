# All is fetched, by the checkout or by a script; a tag that is there itself;
# nothing derived.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .github/workflows
cat >.github/workflows/ci.yml <<'X'
on: push
jobs:
  full:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: 0}
      - run: git describe --tags
  later:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: git fetch --tags --unshallow
      - run: git describe --tags
  unknown:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: "${{ inputs.depth }}"}
      - run: git describe --tags
  nothing:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo git describe && git rev-parse HEAD
X
cat >.github/workflows/tag.yml <<'X'
on: {push: {tags: ['v*']}}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: git describe --tags
X
cat >.gitlab-ci.yml <<'X'
variables: {GIT_DEPTH: "0"}
build:
  image: golang:1.24
  script:
    - git describe --tags
X
