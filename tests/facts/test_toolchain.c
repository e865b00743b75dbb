#include "config.h"

#include "tests/cm.h"

#include "base/str.h"
#include "facts/toolchain.h"

/* Only these two exist besides the go on PATH. */
static const char *on_path(void *payload, const char *name)
{
	(void)payload;
	return cstr_eq(name, "go1.25.0") ? "/bin/go1.25.0" : NULL;
}

static const char *in_modcache(void *payload, const char *name)
{
	(void)payload;
	return cstr_eq(name, "go1.26.1") ? "/mc/go1.26.1" : NULL;
}

static bool in_proxy(void *payload, const char *url, const char *name)
{
	(void)payload;
	(void)name;
	return cstr_eq(url, "file:///full");
}

struct row {
	const char *version, *setting, *go, *toolchain;
	enum toolchain_how how;
	const char *name, *message;
};

static void decide(struct arena *a, const struct row *r, const char *proxy,
		   const char *sumdb, struct toolchain_choice *ch)
{
	struct toolchain_input in = {
		.version = r->version, .gotoolchain = r->setting,
		.modules = true, .file = r->go ? "go.mod" : NULL,
		.go = r->go, .toolchain = r->toolchain, .on_path = on_path,
		.in_modcache = in_modcache, .in_proxy = in_proxy,
		.goproxy = proxy,
		.gosumdb = sumdb, .hostos = "linux", .hostarch = "amd64",
	};

	toolchain_select(a, &in, ch);
}

static const struct row rows[] = {
	{ NULL, "auto", "1.22", "", TOOLCHAIN_NONE, NULL, NULL },
	{ "go1.19.8", "auto", "1.22", "", TOOLCHAIN_IGNORED, "go1.19.8",
	  NULL },
	{ "go1.19.13", "auto", "1.21", "", TOOLCHAIN_IGNORED, "go1.19.13",
	  NULL },
	{ "go1.19.13", "auto", "1.22", "", TOOLCHAIN_REFUSED, "go1.19.13",
	  "cannot compile Go 1.22 code" },
	{ "go1.20.7", "auto", "1.99", "", TOOLCHAIN_IGNORED, "go1.20.7",
	  NULL },
	{ "go1.20.8", "auto", "1.99", "", TOOLCHAIN_REFUSED, "go1.20.8",
	  "cannot compile Go 1.99 code" },
	{ "go1.18.10", "auto", "1.99", "", TOOLCHAIN_IGNORED, "go1.18.10",
	  NULL },
	{ "go1.19.8", "auto", "1.21.0", "", TOOLCHAIN_REFUSED, "go1.19.8",
	  "invalid go version '1.21.0': must match format 1.23" },
	{ "go1.19.8", "auto", "1.20", "", TOOLCHAIN_IGNORED, "go1.19.8",
	  NULL },
	{ "go1.18.10", "auto", "1.19", "", TOOLCHAIN_IGNORED, "go1.18.10",
	  NULL },
	{ "go1.19.8", "auto", "1.20rc1", "", TOOLCHAIN_REFUSED, "go1.19.8",
	  "invalid go version '1.20rc1': must match format 1.23" },
	{ "go1.19.8", "junk", "1.19", "", TOOLCHAIN_LOCAL, "go1.19.8", NULL },
	{ "go1.24.4", "auto", "1.24", "", TOOLCHAIN_LOCAL, "go1.24.4", NULL },
	{ "go1.24.4", "auto", "1.25", "", TOOLCHAIN_PATH, "go1.25.0", NULL },
	{ "go1.24.4", "auto", "1.25.0", "", TOOLCHAIN_PATH, "go1.25.0",
	  NULL },
	{ "go1.24.4", "auto", "1.18", "go1.26.1", TOOLCHAIN_MODCACHE,
	  "go1.26.1", NULL },
	{ "go1.24.4", "auto", "1.26.1", "go1.25.0", TOOLCHAIN_MODCACHE,
	  "go1.26.1", NULL },
	{ "go1.24.4", "auto", "1.18", "go1.23.0", TOOLCHAIN_LOCAL, "go1.24.4",
	  NULL },
	{ "go1.24.4", "auto", "1.99", "", TOOLCHAIN_DOWNLOAD, "go1.99.0",
	  NULL },
	{ "go1.24.4", "auto", "1.99rc1", "", TOOLCHAIN_DOWNLOAD,
	  "go1.99rc1", NULL },
	{ "go1.24.4", "path", "1.99", "", TOOLCHAIN_REFUSED, "go1.99.0",
	  "go: cannot find \"go1.99.0\" in PATH" },
	{ "go1.24.4", "local", "1.25", "", TOOLCHAIN_REFUSED, "go1.24.4",
	  "go: go.mod requires go >= 1.25 (running go 1.24.4; "
	  "GOTOOLCHAIN=local)" },
	{ "go1.24.4", "", "1.25", "", TOOLCHAIN_REFUSED, "go1.24.4",
	  "go: go.mod requires go >= 1.25 (running go 1.24.4)" },
	{ "go1.24.4", "auto", "1.25", "default", TOOLCHAIN_REFUSED,
	  "go1.24.4", "go: go.mod requires go >= 1.25 (running go 1.24.4; "
	  "go.mod sets toolchain default)" },
	{ "go1.24.4", "go1.25.0", "1.26", "", TOOLCHAIN_REFUSED, "go1.25.0",
	  "go: go.mod requires go >= 1.26 (running go 1.25.0; "
	  "GOTOOLCHAIN=go1.25.0)" },
	{ "go1.24.4", "go1.25.0+auto", "1.26.1", "", TOOLCHAIN_MODCACHE,
	  "go1.26.1", NULL },
	{ "go1.24.4", "foo", NULL, "", TOOLCHAIN_REFUSED, "go1.24.4",
	  "go: invalid GOTOOLCHAIN \"foo\"" },
	{ "go1.24.4", "go1.99", NULL, "", TOOLCHAIN_REFUSED, "go1.99",
	  "go: invalid toolchain: go1.99 is a language version but not a "
	  "toolchain version (go1.99.x)" },
	{ "go1.24.4", "auto", "1.18", "nonsense", TOOLCHAIN_REFUSED,
	  "go1.24.4", "go: invalid toolchain \"nonsense\" in go.mod" },
};

static void decisions(void **state)
{
	struct toolchain_choice ch;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena a = ARENA_INIT;

		decide(&a, &rows[i], "https://p.example", "sum.golang.org",
		       &ch);
		assert_string_equal(toolchain_how_names[ch.how],
				    toolchain_how_names[rows[i].how]);
		if (rows[i].name)
			assert_string_equal(ch.name, rows[i].name);
		if (rows[i].message)
			assert_string_equal(ch.message, rows[i].message);
		else
			assert_null(ch.message);
		arena_release(&a);
	}
}

static void proxies(void **state)
{
	static const struct row far = { "go1.24.4", "auto", "1.99", "",
					TOOLCHAIN_REFUSED, NULL, NULL };
	static const struct row cached = { "go1.24.4", "auto", "1.26.1", "",
					   TOOLCHAIN_MODCACHE, NULL, NULL };
	struct arena a = ARENA_INIT;
	struct toolchain_choice ch;

	(void)state;
	decide(&a, &far, "off", "sum.golang.org", &ch);
	assert_string_equal(ch.message, "go: download go1.99.0 for linux/"
			    "amd64: toolchain not available");
	/* The checksum database is asked for those in the cache as well. */
	decide(&a, &cached, "https://p.example,direct", "off", &ch);
	assert_int_equal(ch.how, TOOLCHAIN_REFUSED);
	assert_int_equal(ch.found, TOOLCHAIN_REFUSED);
	assert_string_equal(ch.message, "go: golang.org/toolchain@v0.0.1-"
			    "go1.26.1.linux-amd64: verifying module: checksum "
			    "database disabled by GOSUMDB=off");
	decide(&a, &cached, "file:///proxy", "off", &ch);
	assert_int_equal(ch.how, TOOLCHAIN_MODCACHE);
	/* So it is of one that was just fetched. */
	decide(&a, &far, "file:///full,direct", "off", &ch);
	assert_int_equal(ch.how, TOOLCHAIN_REFUSED);
	assert_string_equal(ch.message, "go: download go1.99.0: golang.org/"
			    "toolchain@v0.0.1-go1.99.0.linux-amd64: verifying "
			    "module: checksum database disabled by "
			    "GOSUMDB=off");
	/* Folders alone: what they lack cannot be had. */
	decide(&a, &far, "file:///full", "off", &ch);
	assert_int_equal(ch.how, TOOLCHAIN_DOWNLOAD);
	decide(&a, &far, "file:///empty,file:///full", "sum.golang.org", &ch);
	assert_int_equal(ch.how, TOOLCHAIN_DOWNLOAD);
	decide(&a, &far, "file:///empty|https://p.example", "sum.golang.org",
	       &ch);
	assert_int_equal(ch.how, TOOLCHAIN_DOWNLOAD);
	decide(&a, &far, "file:///empty,off,file:///full", "sum.golang.org",
	       &ch);
	assert_int_equal(ch.how, TOOLCHAIN_REFUSED);
	assert_string_equal(ch.message, "go: download go1.99.0 for linux/"
			    "amd64: toolchain not available");
	arena_release(&a);
}

static void lookup(void **state)
{
	const struct str text = STR_LIT(
		"module m\n\n  go   1.22 // why\ngo 1.23\n"
		"toolchain\ngotcha 1\ntoolchain\tgo1.24.4\n");
	struct arena a = ARENA_INIT;
	int line;

	(void)state;
	assert_string_equal(toolchain_lookup(&a, text, "go", &line), "1.22");
	assert_int_equal(line, 3);
	assert_string_equal(toolchain_lookup(&a, text, "toolchain", &line),
			    "go1.24.4");
	assert_int_equal(line, 7);
	assert_string_equal(toolchain_lookup(&a, text, "use", &line), "");
	assert_int_equal(line, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decisions),
		cmocka_unit_test(proxies),
		cmocka_unit_test(lookup),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
