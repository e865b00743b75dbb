#include "config.h"

#include "tests/cm.h"

#include "facts/cgoneeds.h"
#include "facts/gotable.h"
#include "fmt/gocommand.h"

static struct arena arena;

/* "1.22..1.22 exact", or "?" */
static const char *range(const struct gorange *g, bool ok)
{
	if (!ok)
		return "?";
	return arena_printf(&arena, "%s..%s%s", g->low ? g->low : "",
			    g->high ? g->high : "", g->exact ? "!" : "");
}

static void specs(void **state)
{
	static const struct {
		const char *spec, *want;
	} rows[] = {
		{ "1.22", "1.22..1.22" }, { "1.22.3", "1.22.3..1.22.3!" },
		{ "1.22.x", "1.22..1.22" }, { "1.x", "1.." },
		{ "1", "1.." }, { "^1.20", "1.20.." },
		{ "^1.20.3", "1.20.3.." }, { ">=1.18", "1.18.." },
		{ ">=1.18 <1.22", "?" }, { "~1.22", "1.22..1.22" },
		{ "~1.22.3", "1.22.3..1.22" }, { "v1.22", "1.22..1.22" },
		{ "1.23rc1", "1.23rc1..1.23rc1!" },
		{ "1.23.0-rc.1", "1.23..1.23!" }, { "*", ".." },
		{ "1.2", "1.2..1.2" }, { "latest", "?" }, { "go1.22", "?" },
		{ "tip", "?" }, { "1.22 ", "1.22..1.22" }, { "<1.22", "?" },
	};
	struct gorange g;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool ok = gotable_range_setup_go(&arena, rows[i].spec, &g);

		assert_string_equal(range(&g, ok), rows[i].want);
	}
	/* What is newest only ever becomes newer. */
	assert_true(gotable_range_setup_go(&arena, "stable", &g));
	assert_non_null(g.low);
	assert_null(g.high);
	assert_true(gotable_range_version(&arena, STR_LIT("1.18"), &g));
	assert_false(g.exact);
	assert_true(gotable_range_version(&arena, STR_LIT("1.18.3"), &g));
	assert_true(g.exact);
	arena_release(&arena);
}

static void images(void **state)
{
	static const struct {
		const char *ref, *version;	/* NULL: no image of Go */
		bool official, alpine;
	} rows[] = {
		{ "golang", "", true, false },
		{ "golang:1.22", "1.22", true, false },
		{ "golang:1.22.3-alpine3.19", "1.22.3", true, true },
		{ "docker.io/library/golang:1.22@sha256:ab", "1.22", true,
		  false },
		{ "golang:1.23rc1-bookworm", "1.23rc1", true, false },
		{ "golang:alpine", "", true, true },
		{ "golang:latest", "", true, false },
		{ "golang:1", "", true, false },
		{ "golang:bookworm", "", true, false },
		{ "golang:tip-trixie", NULL, false, false },
		{ "golang:rc", NULL, false, false },
		{ "golang:$X", NULL, false, false },
		{ "registry.example.com:5000/golang:1.22", "1.22", false,
		  false },
		{ "mcr.microsoft.com/devcontainers/go:1-1.22-bullseye",
		  "1.22", false, false },
		{ "mcr.microsoft.com/devcontainers/go", "", false, false },
		{ "cimg/go:1.22", "1.22", false, false },
		{ "example.org/go:v3", NULL, false, false },
		{ "golangci/golangci-lint:v1.55", NULL, false, false },
		{ "alpine:3.20", NULL, false, false },
		{ "", NULL, false, false },
	};
	struct goimage g;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool ok = gotable_image(str_from(rows[i].ref), &g);

		if (ok != (rows[i].version != NULL))
			fail_msg("%s", rows[i].ref);
		if (!ok)
			continue;
		assert_true(str_is(g.version, rows[i].version));
		assert_int_equal(g.official, rows[i].official);
		assert_int_equal(g.alpine, rows[i].alpine);
	}
	assert_false(gotable_image_is_local(STR_LIT("1.21.0")));
	assert_true(gotable_image_is_local(STR_LIT("1.21.1")));
	assert_string_equal(gotable_last(STR_LIT("1.22.3")), "1.22.12");
	assert_string_equal(gotable_last(STR_LIT("1.2")), "1.2.2");
	assert_null(gotable_last(STR_LIT("1.99")));
	assert_true(gotable_has_variant(STR_LIT("1.22"),
					STR_LIT("alpine3.20")));
	assert_false(gotable_has_variant(STR_LIT("1.24"),
					 STR_LIT("alpine3.19")));
	assert_string_equal(gotable_variant(&arena, STR_LIT("1.24"),
					    STR_LIT("alpine3.19")),
			    "alpine3.23");
	assert_string_equal(gotable_variant(&arena, STR_LIT("1.26"),
					    STR_LIT("bullseye")), "trixie");
	/* Majors, as their sources are. */
	assert_null(gotable_setup_go(0));
	assert_false(gotable_setup_go(5)->local);
	assert_true(gotable_setup_go(6)->local);
	assert_true(gotable_setup_go(99)->local);
	assert_false(gotable_setup_go(3)->caches);
	assert_true(gotable_setup_go(4)->caches);
	arena_release(&arena);
}

static void commands(void **state)
{
	static const struct {
		const char *script;
		enum gocommand want;
	} rows[] = {
		{ "go test ./...", GOCOMMAND_MODULE },
		{ "CGO_ENABLED=0 go build -o x .", GOCOMMAND_MODULE },
		{ "cd x && go vet ./...", GOCOMMAND_MODULE },
		{ "set -e\n# go test\necho go test", GOCOMMAND_NONE },
		{ "apk add git; \\\n  /usr/local/go/bin/go mod download",
		  GOCOMMAND_MODULE },
		{ "sudo env A=b go -C x test", GOCOMMAND_MODULE },
		{ "go version", GOCOMMAND_TOOL },
		{ "go env -w GOPROXY=off", GOCOMMAND_TOOL },
		{ "go install example.com/x@latest", GOCOMMAND_TOOL },
		{ "go run example.com/x@v1 ./...", GOCOMMAND_TOOL },
		{ "go install ./cmd/x", GOCOMMAND_MODULE },
		{ "go mod init x", GOCOMMAND_TOOL },
		{ "make test", GOCOMMAND_ELSEWHERE },
		{ "./build.sh", GOCOMMAND_ELSEWHERE },
		{ "if [ -f go.mod ]; then go build; fi", GOCOMMAND_MODULE },
		{ "x=$(go list -m)", GOCOMMAND_MODULE },
		{ "echo \"$(go list ./...)\"", GOCOMMAND_MODULE },
		{ "echo 'go build'", GOCOMMAND_NONE },
		{ "django go build", GOCOMMAND_NONE },
		{ "go", GOCOMMAND_NONE }, { "", GOCOMMAND_NONE },
		{ "'", GOCOMMAND_NONE }, { "\\", GOCOMMAND_NONE },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (gocommand_find(str_from(rows[i].script)) != rows[i].want)
			fail_msg("%s: %d", rows[i].script, (int)
				 gocommand_find(str_from(rows[i].script)));
}

/* With and without a major version in the path, and nothing that only begins so. */
static void packages_that_need_cgo(void **state)
{
	static const char *const yes[] = {
		"github.com/mattn/go-sqlite3",
		"github.com/libgit2/git2go/v34",
		"github.com/confluentinc/confluent-kafka-go/kafka",
		"github.com/confluentinc/confluent-kafka-go/v2/kafka",
		"github.com/davidbyttow/govips/v2/vips",
	};
	static const char *const no[] = {
		"", "github.com", "github.com/mattn/go-sqlite3x",
		"github.com/mattn/go-sqlite3v2", "github.com/mattn/go-sqlite",
		"github.com/mattn/go-sqlite3/driver",
		"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry",
		"github.com/confluentinc/confluent-kafka-go/v2",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(yes); i++)
		if (!cgoneeds_find(yes[i]))
			fail_msg("%s is not known", yes[i]);
	for (i = 0; i < ARRAY_SIZE(no); i++)
		if (cgoneeds_find(no[i]))
			fail_msg("%s is none of them", no[i]);
	assert_true(cgoneeds_find(yes[0])->stub);
	assert_false(cgoneeds_find(yes[1])->stub);
	assert_true(cgoneeds_is_libc("net/http"));
	assert_false(cgoneeds_is_libc("net/url"));
	assert_false(cgoneeds_is_libc("net/netip"));
}

static void runners(void **state)
{
	struct goimage image;

	(void)state;
	assert_string_equal(gotable_runner("ubuntu-24.04-arm")->arch, "arm64");
	assert_string_equal(gotable_runner("macos-latest")->os, "darwin");
	assert_null(gotable_runner("windows-latest")->home);
	assert_null(gotable_runner("self-hosted"));
	assert_null(gotable_runner(NULL));
	assert_true(gotable_image(STR_LIT("golang:1.24-alpine"), &image));
	assert_string_equal(gotable_image_compilers(&image), "");
	assert_true(gotable_image(STR_LIT("golang:1.24"), &image));
	assert_string_equal(gotable_image_compilers(&image), "gcc g++");
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(specs), cmocka_unit_test(images),
		cmocka_unit_test(commands), cmocka_unit_test(runners),
		cmocka_unit_test(packages_that_need_cgo),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
