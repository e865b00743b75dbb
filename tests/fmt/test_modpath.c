#include "config.h"

#include <stdio.h>

#include "tests/cm.h"

#include "fmt/modpath.h"

/* Go's words; NULL: a valid path. */
static const struct {
	const char *path, *module, *import;
} paths[] = {
	{ "example.com/m", NULL, NULL },
	{ "example.com/M_x~y", NULL, NULL },
	{ "gopkg.in/yaml.v2", NULL, NULL },
	{ "gopkg.in/yaml", "invalid version", NULL },
	{ "example.com/m/v2", NULL, NULL },
	{ "example.com/m/v1", "invalid version", NULL },
	{ "example.com/m/v02", "invalid version", NULL },
	{ "example.com/m/v2.1", "invalid version", NULL },
	{ "Foo Bar", "invalid char ' '", "invalid char ' '" },
	{ "x/y", "missing dot in first path element", NULL },
	{ "", "empty string", "empty string" },
	{ "-x.com/y", "leading dash", "leading dash" },
	{ "x.com//y", "double slash", "double slash" },
	{ "https://x.com", "double slash", "double slash" },
	{ "x.com/y/", "trailing slash", "trailing slash" },
	{ "/x.com/y", "empty path element", "empty path element" },
	{ "x.com/.y", "leading dot in path element", NULL },
	{ "x.com/y.", "trailing dot in path element",
	  "trailing dot in path element" },
	{ "x.com/..", "invalid path element \"..\"",
	  "invalid path element \"..\"" },
	{ "x.com/c++", "invalid char '+'", NULL },
	{ "x.com/\xc3\xa9", "invalid char '\xc3\xa9'", "invalid char '\xc3\xa9'" },
	{ "x.com/\xff", "invalid UTF-8", "invalid UTF-8" },
	{ "x.com/\x01", "invalid char '\\x01'", "invalid char '\\x01'" },
	{ "X.com/y", "invalid char 'X' in first path element", NULL },
	{ "x.com/Com1.z",
	  "\"Com1\" disallowed as path element component on Windows",
	  "\"Com1\" disallowed as path element component on Windows" },
	{ "x.com/com0", NULL, NULL },
	{ "x.com/a~1", "trailing tilde and digits in path element",
	  "trailing tilde and digits in path element" },
	{ "x.com/a~1.b", "trailing tilde and digits in path element",
	  "trailing tilde and digits in path element" },
	{ "x.com/a~", NULL, NULL },
};

static void expect(int rc, struct error *err, const char *kind,
		   const char *why)
{
	if (!why) {
		assert_int_equal(rc, 0);
		return;
	}
	assert_int_equal(rc, -1);
	assert_non_null(strstr(err->message, why));
	assert_int_equal(strlen(strstr(err->message, why)), strlen(why));
	assert_non_null(strstr(err->message, kind));
	error_release(err);
}

static void check(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(paths); i++) {
		struct error err = ERROR_INIT;
		struct str p = str_from(paths[i].path);

		expect(modpath_check(p, &err), &err, "malformed module path ",
		       paths[i].module);
		expect(modpath_check_import(p, &err), &err,
		       "malformed import path ", paths[i].import);
	}
}

static void split(void **state)
{
	static const struct {
		const char *path, *prefix, *major;	/* NULL: not ok */
	} t[] = {
		{ "x.com/y", "x.com/y", "" },
		{ "x.com/y/v2", "x.com/y", "/v2" },
		{ "x.com/y/v10", "x.com/y", "/v10" },
		{ "x.com/y/v1", NULL, NULL },
		{ "x.com/y/v0", NULL, NULL },
		{ "x.com/yv2", "x.com/yv2", "" },
		{ "x.com/v", "x.com/v", "" },
		{ "v2", "v2", "" },
		{ "gopkg.in/y.v0", "gopkg.in/y", ".v0" },
		{ "gopkg.in/y.v1", "gopkg.in/y", ".v1" },
		{ "gopkg.in/y.v2-unstable", "gopkg.in/y", ".v2-unstable" },
		{ "gopkg.in/y.v01", NULL, NULL },
		{ "gopkg.in/y/v2", NULL, NULL },
	};
	struct error err = ERROR_INIT;
	struct str prefix, major;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		bool ok = modpath_split(str_from(t[i].path), &prefix, &major);

		assert_int_equal(ok, t[i].prefix != NULL);
		/* What go mod init says of it. */
		assert_int_equal(!modpath_check_new(str_from(t[i].path), &err),
				 ok);
		if (!ok)
			assert_non_null(strstr(err.message, "must "));
		error_release(&err);
		if (!ok)
			continue;
		assert_true(str_is(prefix, t[i].prefix));
		assert_true(str_is(major, t[i].major));
	}
}

static void under(void **state)
{
	(void)state;
	assert_true(modpath_under("a.b/c", "a.b/c"));
	assert_true(modpath_under("a.b/c/d", "a.b/c"));
	assert_false(modpath_under("a.b/cd", "a.b/c"));
	assert_false(modpath_under("a.b", "a.b/c"));
	assert_false(modpath_under("a.b", ""));
	assert_false(modpath_under("a.b", NULL));
}

static void major_fits(void **state)
{
	static const struct {
		const char *v, *major, *why;
	} t[] = {
		{ "v1.2.3", "", NULL },
		{ "v2.0.0", "", "should be v0 or v1, not v2" },
		{ "v2.0.0+incompatible", "", NULL },
		{ "v2.0.0", "/v2", NULL },
		{ "v3.0.0", "/v2", "should be v2, not v3" },
		{ "v1.0.0", ".v2-unstable", "should be v2, not v1" },
		{ "v0.0.0-20161208181325-20d25e280405", ".v1", NULL },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		const char *why = NULL;

		if (!modpath_major_fits(&a, str_from(t[i].v),
					str_from(t[i].major), &why))
			assert_string_equal(why, t[i].why);
		else
			assert_null(t[i].why);
	}
	arena_release(&a);
}

static void escaping(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(modpath_escape(&a, STR_LIT("x.com/BurntS"), NULL),
			    "x.com/!burnt!s");
	assert_null(modpath_escape(&a, STR_LIT("nodot"), NULL));
	assert_string_equal(modpath_unescape(&a, STR_LIT("x.com/!burnt!s")),
			    "x.com/BurntS");
	assert_null(modpath_unescape(&a, STR_LIT("x.com/A")));
	assert_null(modpath_unescape(&a, STR_LIT("x.com/a!")));
	assert_null(modpath_unescape(&a, STR_LIT("x.com/!A")));
	assert_string_equal(
		modpath_escape_version(&a, STR_LIT("v1.0.0-RC1"), NULL),
		"v1.0.0-!r!c1");
	assert_null(modpath_escape_version(&a, STR_LIT("v1!"), NULL));
	assert_string_equal(modpath_cache_dir(&a, "/m", "example.com/Dep",
					      "v2.0.0+incompatible"),
			    "/m/example.com/!dep@v2.0.0+incompatible");
	assert_null(modpath_cache_dir(&a, "/m", "example.com/dep", "v1!"));
	assert_string_equal(modpath_cache_file(&a, "/m", "example.com/Dep",
					       "v1.0.0-RC1", "mod"),
		"/m/cache/download/example.com/!dep/@v/v1.0.0-!r!c1.mod");
	assert_null(modpath_cache_file(&a, "/m", "example.com/dep", "v1!",
				       "mod"));
	assert_null(modpath_cache_versions(&a, "/m", "example.com/d!"));
	assert_string_equal(
		modpath_unescape_version(&a, STR_LIT("v1.0.0-!r!c1")),
		"v1.0.0-RC1");
	arena_release(&a);
}

static void pseudo(void **state)
{
	static const struct {
		const char *v, *base, *rev, *why;
	} t[] = {
		{ "v0.0.0-20200106030405-a06fbd7ee88f", "", "a06fbd7ee88f",
		  NULL },
		{ "v1.2.4-0.20200106030405-a06fbd7ee88f", "v1.2.3",
		  "a06fbd7ee88f", NULL },
		{ "v1.2.10-0.20200106030405-a06fbd7ee88f", "v1.2.9",
		  "a06fbd7ee88f", NULL },
		{ "v1.2.100-0.20200106030405-abc", "v1.2.99", "abc", NULL },
		{ "v2.1.1-0.20200106030405-abc+incompatible",
		  "v2.1.0+incompatible", "abc", NULL },
		{ "v1.3.0-rc.1.0.20200106030405-abc", "v1.3.0-rc.1", "abc",
		  NULL },
		{ "v1.0.0-0.20200106030405-abc", NULL, NULL,
		  "version before v1.0.0 would have negative patch number" },
		{ "v2.0.0-20200106030405-abc+incompatible", NULL, NULL,
		  "lacks base version, but has build metadata "
		  "\"+incompatible\"" },
		{ "v1.2.3-pre.20200106030405-abc", NULL, NULL,
		  "syntax error" },
		{ "v1.2.3-a-0.20200106030405-abc", NULL, NULL,
		  "syntax error" },
		{ "v1.2.3", NULL, NULL, "syntax error" },
		{ "v1.2.3-20200106030405-abc", NULL, NULL, "syntax error" },
		{ "v0.0.0-2020010603040-abc", NULL, NULL, "syntax error" },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		struct pseudo_version p;
		struct error err = ERROR_INIT;
		int rc = modpath_parse_pseudo(&a, str_from(t[i].v), &p, &err);

		if (t[i].why) {
			assert_int_equal(rc, -1);
			assert_true(cstr_ends(err.message, t[i].why));
			error_release(&err);
			continue;
		}
		assert_int_equal(rc, 0);
		assert_string_equal(p.base, t[i].base);
		assert_true(str_is(p.revision, t[i].rev));
		assert_true(str_is(p.timestamp, "20200106030405"));
	}
	arena_release(&a);
}

/* The table of `go help module-private` as measured. */
static void patterns(void **state)
{
	static const char *const yes[] = {
		"example.com", "example.com/dep1", "example.com/dep1/",
		"*.com", "example.com/*", "exam*", "*", "example.com/de?1",
		"a,example.com", ",,*.com", "example.com/[a-d]ep1",
		"example.com/[^x]ep1", "e*l*.com", "example\\.com",
	};
	static const char *const no[] = {
		"", "example.com/dep", "EXAMPLE.com", "*.example.com", ".com",
		"com", "https://example.com", "example.com/dep1/sub",
		"a, example.com", "[", "example.com/[", "example.com/[]",
		"example.com/dep1\\", "*/dep", "*z*", "example.com/[d-",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(yes); i++)
		assert_true(modpath_match_patterns(str_from(yes[i]),
				STR_LIT("example.com/dep1")));
	for (i = 0; i < ARRAY_SIZE(no); i++)
		assert_false(modpath_match_patterns(str_from(no[i]),
				STR_LIT("example.com/dep1")));
	assert_true(modpath_match_patterns(STR_LIT("example.com/d"),
					   STR_LIT("example.com/d/e/f")));
}

static void glob_errors(void **state)
{
	bool bad;

	(void)state;
	assert_false(modpath_glob(STR_LIT("zz*[a"), STR_LIT("abc"), &bad));
	assert_true(bad);
	assert_false(modpath_glob(STR_LIT("zz*[a]"), STR_LIT("abc"), &bad));
	assert_false(bad);
	assert_true(modpath_glob(STR_LIT("a*b*c"), STR_LIT("aXbbYc"), &bad));
	assert_false(modpath_glob(STR_LIT("a*c"), STR_LIT("a/c"), &bad));
	assert_true(modpath_glob(STR_LIT("[\xc3\xa0-\xc3\xbf]"),
				 STR_LIT("\xc3\xa9"), &bad));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check), cmocka_unit_test(split), cmocka_unit_test(under),
		cmocka_unit_test(major_fits), cmocka_unit_test(escaping),
		cmocka_unit_test(pseudo), cmocka_unit_test(patterns),
		cmocka_unit_test(glob_errors),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
