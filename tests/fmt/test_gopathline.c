#include "config.h"

#include "tests/cm.h"

#include "fmt/gopathline.h"
#include "fmt/span.h"

static const char *const names[] = {
	"restore", "tool-get", "tool", "tool-go", "novendor", "get-all",
	"get", "off", "gopath", "place", "old-go", "lock",
};

/* "LINE KIND PATH", with "!" behind those that become something, then the text
 * after. */
static const char *read(struct arena *a, enum gopathline_file kind,
			const char *text)
{
	struct span_edits edits = SPAN_EDITS_INIT;
	struct gopathline *l;
	struct str after;
	const char *out = "";
	size_t n, i;

	gopathline_read(a, str_from(text), kind, &l, &n);
	for (i = 0; i < n; i++) {
		out = arena_printf(a, "%s%d %s%s%s%s\n", out, l[i].line,
				   names[l[i].kind], l[i].path ? " " : "",
				   l[i].path ? l[i].path : "",
				   l[i].with ? "!" : "");
		if (l[i].with)
			span_edits_add(a, &edits, (size_t)l[i].start,
				       (size_t)l[i].end, str_from(l[i].with));
	}
	after = span_edits_apply(a, str_from(text), &edits);
	return arena_printf(a, "%s--\n%.*s", out, STR_FMT(after));
}

#define IS(kind, text, want) \
	assert_string_equal(read(&a, GOPATHLINE_##kind, (text)), (want))

static void test_script(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(SHELL, "#!/bin/sh\n"
		"# dep ensure\n"
		"echo dep ensure; say \"dep ensure\"\n"
		"go get -u github.com/golang/dep/cmd/dep\n"
		"dep ensure -v >log && sudo glide --debug install -v\n"
		"./dep ensure -vendor-only\n"
		"godep go test ./... | tee out\n",
		"4 tool-get dep!\n5 restore dep!\n5 restore glide!\n"
		"6 restore dep!\n7 tool-go godep!\n--\n"
		"#!/bin/sh\n"
		"# dep ensure\n"
		"echo dep ensure; say \"dep ensure\"\n"
		"go mod download >log && sudo go mod download\n"
		"go mod download\n"
		"go test ./... | tee out\n");
	/* Those that are more than that are left. */
	IS(SHELL, "dep ensure -update\ndep ensure $X\nglide up\nvndr a\n"
		"dep status\n$RUN govendor sync\ngb build all\n",
		"1 tool dep\n2 tool dep\n3 tool glide\n4 tool vndr\n"
		"5 tool dep\n6 restore govendor\n7 tool gb\n--\n"
		"dep ensure -update\ndep ensure $X\nglide up\nvndr a\n"
		"dep status\n$RUN govendor sync\ngb build all\n");
	IS(SHELL, "govendor test -v +local\ngovendor build +local -x\n"
		"govendor test +external\n",
		"1 tool-go govendor!\n2 tool govendor\n3 tool govendor\n--\n"
		"go test -v ./...\ngovendor build +local -x\n"
		"govendor test +external\n");
	IS(SHELL, "go get github.com/rogpeppe/godeps\n"
		"godeps -u dependencies.tsv\ngodeps -t ./... >dependencies.tsv\n",
		"1 tool-get godeps!\n2 restore godeps!\n3 tool godeps\n--\n"
		"go mod download\n"
		"godeps -t ./... >dependencies.tsv\n");
	arena_release(&a);
}

/* What several tools pinned is fetched by one command. */
static void test_again(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(SHELL, "dep ensure\ndep ensure -v\nglide i && go build\n",
		"1 restore dep!\n2 restore dep!\n3 restore glide!\n--\n"
		"go mod download\ngo build\n");
	IS(SHELL, "go get github.com/tools/godep && godep restore\n"
		"go get github.com/Masterminds/glide\nglide i\n",
		"1 restore godep!\n1 tool-get godep!\n2 tool-get glide!\n"
		"3 restore glide!\n--\n"
		"go mod download\ngo mod download\n");
	IS(SHELL, "godep restore\ngo get github.com/Masterminds/glide\n"
		"glide i\ngo get -d ./...\n",
		"1 restore godep!\n2 tool-get glide!\n3 restore glide!\n"
		"4 get-all!\n--\n"
		"go mod download\n");
	IS(SHELL, "dep ensure\ndep ensure && glide i\n",
		"1 restore dep!\n2 restore dep!\n2 restore glide!\n--\n"
		"go mod download\ngo mod download\n");
	IS(SHELL, "a && dep ensure && glide i && b\n",
		"1 restore dep!\n1 restore glide!\n--\n"
		"a && go mod download && b\n");
	/* Elsewhere, as another, perhaps not, once more, or to go into the
	 * vendor folder. */
	IS(SHELL, "dep ensure\ncd x\ndep ensure\n",
		"1 restore dep!\n3 restore dep!\n--\n"
		"go mod download\ncd x\ngo mod download\n");
	IS(SHELL, "dep ensure\nsudo dep ensure\nGOPATH=/go dep ensure\n"
		"dep ensure\n",
		"1 restore dep!\n2 restore dep!\n3 restore dep!\n"
		"4 restore dep!\n--\n"
		"go mod download\nsudo go mod download\n"
		"GOPATH=/go go mod download\ngo mod download\n");
	IS(SHELL, "a && dep ensure\ndep ensure || dep ensure\n(dep ensure)\n"
		"dep ensure | tee log\nif dep ensure; then dep ensure; fi\n",
		"1 restore dep!\n2 restore dep!\n2 restore dep!\n"
		"3 restore dep!\n4 restore dep!\n5 restore dep!\n"
		"5 restore dep!\n--\n"
		"a && go mod download\ngo mod download || go mod download\n"
		"(go mod download)\ngo mod download | tee log\n"
		"if go mod download; then go mod download; fi\n");
	/* What somebody types keeps a vendor folder; what is built elsewhere
	 * does not. */
	IS(YAML, "install:\n  - go get -d ./...\n  - dep ensure\n  - go vet\n",
		"2 get-all!\n3 restore dep!\n--\n"
		"install:\n  - go mod download\n  - go vet\n");
	IS(SHELL, "go get -d ./...\ndep ensure\n",
		"1 get-all!\n2 restore dep!\n--\n"
		"go mod download\ngo mod download\n");
	IS(MAKEFILE, "deps:\n\tdep ensure\n\t@# and\n\n\t@glide install\n"
		"again:\n\t$(Q) dep ensure\n\t-cd x && dep ensure\n"
		"once:\n\t-dep ensure\n\tdep ensure\n",
		"2 restore dep!\n5 restore glide!\n7 restore dep!\n"
		"8 restore dep!\n10 restore dep!\n11 restore dep!\n--\n"
		"deps:\n\tgo mod download\n\t@# and\n\n"
		"again:\n\t$(Q) go mod download\n\t-cd x && go mod download\n"
		"once:\n\t-go mod download\n\tgo mod download\n");
	IS(DOCKERFILE, "FROM golang:1.13\nCOPY . .\nRUN dep ensure\n"
		"# and\nRUN dep ensure\nRUN a\nRUN dep ensure && \\\n"
		"  glide install\n"
		"WORKDIR /x\nRUN dep ensure \\\n  && go build\n",
		"3 restore dep!\n5 restore dep!\n7 restore dep!\n"
		"8 restore glide!\n10 restore dep!\n--\n"
		"FROM golang:1.13\nCOPY . .\nRUN go mod download\n"
		"# and\nRUN a\nRUN go mod download\n"
		"WORKDIR /x\nRUN go mod download \\\n  && go build\n");
	IS(YAML, "install:\n  - dep ensure\n  - glide install\n"
		"script: dep ensure\n",
		"2 restore dep!\n3 restore glide!\n4 restore dep!\n--\n"
		"install:\n  - go mod download\n"
		"script: go mod download\n");
	arena_release(&a);
}

static void test_installing(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(SHELL, "curl https://glide.sh/get | sh\n"
		"a && go get github.com/Masterminds/glide && b\n"
		"go get github.com/Masterminds/glide; b\n"
		"a \\\n  && go get github.com/tools/godep\n"
		"which dep || go get github.com/golang/dep/cmd/dep\n"
		"command -v dep || go get github.com/golang/dep/cmd/dep\n"
		"glide --version || go get -u -f github.com/Masterminds/glide\n",
		"1 tool-get glide!\n2 tool-get glide!\n3 tool-get glide!\n"
		"5 tool-get godep!\n6 tool-get dep!\n7 tool-get dep!\n"
		"8 tool-get glide!\n--\n"
		"a && b\nb\na\n");
	/* Woven in: they are told. */
	IS(SHELL, "if x; then\n  go get github.com/tools/godep\nfi\n"
		"a || go get github.com/tools/godep\n"
		"wget -O dep https://github.com/golang/dep/releases/x\n"
		"curl https://glide.sh/get >x\n"
		"go get github.com/tools/godep github.com/x/y\n",
		"2 tool-get godep\n4 tool-get godep\n5 tool-get dep\n"
		"6 tool-get glide\n7 get godep\n--\n"
		"if x; then\n  go get github.com/tools/godep\nfi\n"
		"a || go get github.com/tools/godep\n"
		"wget -O dep https://github.com/golang/dep/releases/x\n"
		"curl https://glide.sh/get >x\n"
		"go get github.com/tools/godep github.com/x/y\n");
	arena_release(&a);
}

static void test_go(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(SHELL, "go get -d -v ./...\ngo get -t ./...\ngo get -d -u ./...\n"
		"go get\ngo get -u golang.org/x/lint/golint\ngo get-x\n"
		"$GO get .\n",
		"1 get-all!\n2 get-all\n3 get-all\n4 get-all\n5 get\n"
		"7 get-all\n--\n"
		"go mod download\ngo get -t ./...\ngo get -d -u ./...\n"
		"go get\ngo get -u golang.org/x/lint/golint\ngo get-x\n"
		"$GO get .\n");
	IS(SHELL, "go test $(glide novendor)\ngodep go vet `glide nv`\n"
		"for p in $(glide nv); do go test $p; done\n"
		"golint $(glide nv)\ngo test $(go list ./... | grep -v vendor)\n",
		"1 novendor glide!\n2 tool-go godep!\n2 novendor glide!\n"
		"4 novendor glide\n--\n"
		"go test ./...\ngo vet ./...\n"
		"for p in $(glide nv); do go test $p; done\n"
		"golint $(glide nv)\ngo test $(go list ./... | grep -v vendor)\n");
	IS(SHELL, "export GO111MODULE=off\nGO111MODULE=off CGO_ENABLED=0 go build\n"
		"GO111MODULE=off go get x.org/tool\nGO111MODULE=on go test\n"
		"export GO111MODULE=\"off\" GOPATH=$PWD\n"
		"GOPATH=${GOPATH:-$(go env GOPATH)}\n",
		"1 off!\n2 off!\n3 get\n5 off\n5 gopath\n--\n"
		"export GO111MODULE=on\nGO111MODULE=on CGO_ENABLED=0 go build\n"
		"GO111MODULE=off go get x.org/tool\nGO111MODULE=on go test\n"
		"export GO111MODULE=\"off\" GOPATH=$PWD\n"
		"GOPATH=${GOPATH:-$(go env GOPATH)}\n");
	arena_release(&a);
}

static void test_place(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(SHELL, "cd $GOPATH/src/github.com/me/app && x\n"
		"ln -s $PWD ${GOPATH}/src/a.org/b/\n"
		"protoc -I$GOPATH/src:x\ncp x /usr/local/go/src/y\n"
		"cat /usr/src/linux x/mygo/src/z gopath/srcs\n"
		"docker run -v .:/go/src/app golang:1.8 x golang:1.20\n",
		"1 place github.com/me/app\n2 place a.org/b\n3 place \n"
		"6 place app\n6 old-go\n--\n"
		"cd $GOPATH/src/github.com/me/app && x\n"
		"ln -s $PWD ${GOPATH}/src/a.org/b/\n"
		"protoc -I$GOPATH/src:x\ncp x /usr/local/go/src/y\n"
		"cat /usr/src/linux x/mygo/src/z gopath/srcs\n"
		"docker run -v .:/go/src/app golang:1.8 x golang:1.20\n");
	arena_release(&a);
}

static void test_makefile(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(MAKEFILE, "PKGS ?= $(shell glide novendor)\n"
		"OTHER = $(shell glide nv)\n"
		"export GOPATH := $(CURDIR)\nexport GO111MODULE = off\n"
		"deps:\n\t@go get -u github.com/Masterminds/glide\n"
		"\t$(Q)glide install\n\t@$Q glide install\n"
		"test: Gopkg.lock\n\tgo test $(PKGS)\n\tfor x in $(OTHER); do \\\n"
		"\t\tgo vet $$x; done\n"
		"\tgodep go test $$(glide novendor) $(shell glide nv)\n"
		"\t$(GOPATH)/bin/glide install && touch $@\n"
		"\t# dep ensure\n\t$(GO) get -d ./...\n",
		"1 novendor glide!\n2 novendor glide\n3 gopath\n4 off!\n"
		"6 tool-get glide!\n8 restore glide!\n9 lock Gopkg.lock\n"
		"13 tool-go godep!\n13 novendor glide!\n13 novendor glide!\n"
		"14 restore glide!\n16 get-all!\n--\n"
		"PKGS ?= ./...\n"
		"OTHER = $(shell glide nv)\n"
		"export GOPATH := $(CURDIR)\nexport GO111MODULE = on\n"
		"deps:\n"
		"\t$(Q)glide install\n\t@$Q go mod download\n"
		"test: Gopkg.lock\n\tgo test $(PKGS)\n\tfor x in $(OTHER); do \\\n"
		"\t\tgo vet $$x; done\n"
		"\tgo test ./... ./...\n"
		"\tgo mod download && touch $@\n"
		"\t# dep ensure\n\tgo mod download\n");
	arena_release(&a);
}

static void test_dockerfile(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(DOCKERFILE, "FROM golang:1.9 AS build\n"
		"WORKDIR /go/src/github.com/me/app\n"
		"RUN go get -u github.com/golang/dep/cmd/dep\n"
		"RUN apk add git \\\n # a word\n && go get github.com/tools/godep \\\n"
		" && rm -rf x\n"
		"COPY Gopkg.toml Gopkg.lock ./\n"
		"ENV GO111MODULE=off GOPATH=/app\nENV GO111MODULE off\n"
		"RUN dep ensure -vendor-only && \\\n    godep go build\n"
		"COPY --from=build /go/src/github.com/me/app/app /app\n",
		"1 old-go\n2 place github.com/me/app\n3 tool-get dep!\n"
		"6 tool-get godep!\n8 lock Gopkg.lock!\n9 off!\n9 gopath\n"
		"10 off!\n11 restore dep!\n12 tool-go godep!\n"
		"13 place github.com/me/app/app\n--\n"
		"FROM golang:1.9 AS build\n"
		"WORKDIR /go/src/github.com/me/app\n"
		"RUN apk add git \\\n"
		" && rm -rf x\n"
		"COPY go.mod go.sum ./\n"
		"ENV GO111MODULE=on GOPATH=/app\nENV GO111MODULE on\n"
		"RUN go mod download && \\\n    go build\n"
		"COPY --from=build /go/src/github.com/me/app/app /app\n");
	/* go.mod has to be there first, and of each stage by itself. */
	IS(DOCKERFILE, "FROM a\nCOPY vendor/vendor.json x/\nRUN govendor sync\n"
		"COPY . .\nRUN govendor sync\n"
		"FROM b\nRUN glide install; go get -d ./...\n",
		"2 lock vendor.json\n3 restore govendor\n"
		"5 restore govendor!\n7 restore glide\n7 get-all\n--\n"
		"FROM a\nCOPY vendor/vendor.json x/\nRUN govendor sync\n"
		"COPY . .\nRUN go mod download\n"
		"FROM b\nRUN glide install; go get -d ./...\n");
	/* A pattern that can mean nothing but dep's files; one that may. */
	IS(DOCKERFILE, "FROM a\nCOPY Gopkg.* ./\nRUN dep ensure -vendor-only\n"
		"FROM b\nCOPY ./*.lock Gopkg.toml ./\n",
		"2 lock Gopkg.lock!\n3 restore dep!\n5 lock Gopkg.lock\n--\n"
		"FROM a\nCOPY go.mod go.sum ./\nRUN go mod download\n"
		"FROM b\nCOPY ./*.lock Gopkg.toml ./\n");
	arena_release(&a);
}

static void test_yaml(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	IS(YAML, "language: go\ngo_import_path: a.org/b\n"
		"go:\n  - 1.9.x\n  - 1.13\n  - tip\n"
		"env:\n  - GO111MODULE=off X=1\n  - GO111MODULE=on\n"
		"before_install:\n  - go get github.com/golang/dep/cmd/dep\n"
		"  - 'go get github.com/tools/godep'\n  - dep ensure\n"
		"install: glide install\n"
		"before_script:\n  - go get github.com/tools/godep\n"
		"script:\n  - go test $(glide novendor)\n  - \"godep go vet\"\n",
		"2 place a.org/b\n4 old-go\n8 off!\n11 tool-get dep!\n"
		"12 tool-get godep!\n13 restore dep!\n14 restore glide!\n"
		"16 tool-get godep\n18 novendor glide!\n19 tool-go godep!\n--\n"
		"language: go\ngo_import_path: a.org/b\n"
		"go:\n  - 1.9.x\n  - 1.13\n  - tip\n"
		"env:\n  - GO111MODULE=on X=1\n  - GO111MODULE=on\n"
		"before_install:\n"
		"  - go mod download\n"
		"install: go mod download\n"
		"before_script:\n  - go get github.com/tools/godep\n"
		"script:\n  - go test ./...\n  - \"go vet\"\n");
	IS(YAML, "jobs:\n  build:\n    working_directory: /go/src/a.org/b\n"
		"    docker:\n      - image: circleci/golang:1.10\n"
		"    environment:\n      GO111MODULE: off\n"
		"    steps:\n      - run: dep ensure\n"
		"      - run:\n          name: dep ensure\n"
		"          command: |\n            dep ensure\n"
		"            go get github.com/tools/godep\n"
		"      - restore_cache:\n"
		"          key: x-{{ checksum \"Gopkg.lock\" }}\n",
		"3 place a.org/b\n5 old-go\n7 off!\n9 restore dep!\n"
		"13 restore dep!\n14 tool-get godep!\n16 lock Gopkg.lock\n--\n"
		"jobs:\n  build:\n    working_directory: /go/src/a.org/b\n"
		"    docker:\n      - image: circleci/golang:1.10\n"
		"    environment:\n      GO111MODULE: \"on\"\n"
		"    steps:\n      - run: go mod download\n"
		"      - run:\n          name: dep ensure\n"
		"          command: |\n            go mod download\n"
		"      - restore_cache:\n"
		"          key: x-{{ checksum \"Gopkg.lock\" }}\n");
	IS(YAML, "steps:\n  - uses: actions/checkout@v1\n    with:\n"
		"      path: src/github.com/me/app\n"
		"  - uses: x\n    with:\n      path: src/lib\n"
		"clone_folder: c:\\gopath\\src\\a.org\\b\n",
		"4 place github.com/me/app\n8 place a.org/b\n--\n"
		"steps:\n  - uses: actions/checkout@v1\n    with:\n"
		"      path: src/github.com/me/app\n"
		"  - uses: x\n    with:\n      path: src/lib\n"
		"clone_folder: c:\\gopath\\src\\a.org\\b\n");
	IS(YAML, "jobs:\n  t:\n    strategy:\n      matrix:\n        go-version: [1.10.x, 1.13]\n"
		"    steps:\n      - uses: actions/setup-go@v2\n        with:\n          go-version: 1.12.x\n"
		"      - uses: actions/checkout@v2\n        with:\n          path: go/src/a.org/b\n"
		"      - run: make\n        working-directory: ${{ github.workspace }}/go/src/a.org/b\n"
		"      - run: make\n        working-directory: go/src/a.org/b\n"
		"      - run: ls\n        working-directory: /usr/local/go/src/a.org\n"
		"      - uses: actions/cache@v1\n        with:\n          key: ${{ hashFiles('**/Godeps') }}\n",
		"5 old-go\n9 old-go\n12 place a.org/b\n14 place a.org/b\n16 place a.org/b\n21 lock Godeps\n--\n"
		"jobs:\n  t:\n    strategy:\n      matrix:\n        go-version: [1.10.x, 1.13]\n"
		"    steps:\n      - uses: actions/setup-go@v2\n        with:\n          go-version: 1.12.x\n"
		"      - uses: actions/checkout@v2\n        with:\n          path: go/src/a.org/b\n"
		"      - run: make\n        working-directory: ${{ github.workspace }}/go/src/a.org/b\n"
		"      - run: make\n        working-directory: go/src/a.org/b\n"
		"      - run: ls\n        working-directory: /usr/local/go/src/a.org\n"
		"      - uses: actions/cache@v1\n        with:\n          key: ${{ hashFiles('**/Godeps') }}\n");
	IS(YAML, "a: [", "--\na: [");
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_script),
	cmocka_unit_test(test_again),
	cmocka_unit_test(test_installing),
	cmocka_unit_test(test_go),
	cmocka_unit_test(test_place),
	cmocka_unit_test(test_makefile),
	cmocka_unit_test(test_dockerfile),
	cmocka_unit_test(test_yaml),
};

CM_MAIN(tests)
