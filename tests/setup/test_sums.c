/* Which sum an archive must have, and which archive is meant. */
#include "config.h"

#include "tests/cm.h"

#include <string.h>

#include "fetch/sums.h"

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B64 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void files_of_sums(void **state)
{
	static const struct {
		const char *text, *want;	/* NULL: none */
	} rows[] = {
		{ A64, A64 },
		{ A64 "\n", A64 },
		{ "AAAAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		  A64 },
		{ A64 "  go1.tar.gz\n", A64 },
		{ A64 " *dl/go1.tar.gz\r\n", A64 },
		{ B64 "  other.tar.gz\n" A64 "  go1.tar.gz\n", A64 },
		{ A64 "  go1.tar.gz\n" A64 "  go1.tar.gz\n", A64 },
		{ A64 "  go1.tar.gz\n" B64 "  go1.tar.gz\n", NULL },
		{ B64 "  other.tar.gz\n", NULL },
		{ "aaaa  go1.tar.gz\n", NULL },
		{ A64 "a  go1.tar.gz\n", NULL },
		{ "<html>not here</html>", NULL },
		{ "", NULL },
	};
	char got[65];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		int rc = sums_find(str_from(rows[i].text), "/x/go1.tar.gz",
				   got, NULL);

		if (!rows[i].want) {
			assert_int_equal(rc, -1);
			continue;
		}
		assert_int_equal(rc, 0);
		assert_string_equal(got, rows[i].want);
	}
}

#define FILE_OF(v, os, arch, kind, sum) \
	"{\"filename\":\"" v "." os "-" arch ".tar.gz\",\"os\":\"" os \
	"\",\"arch\":\"" arch "\",\"version\":\"" v "\",\"sha256\":\"" sum \
	"\",\"size\":7,\"kind\":\"" kind "\"}"
#define RELEASE(v, stable) \
	"{\"version\":\"" v "\",\"stable\":" stable ",\"files\":[" \
	FILE_OF(v, "linux", "amd64", "archive", A64) "," \
	FILE_OF(v, "linux", "armv6l", "archive", B64) "," \
	FILE_OF(v, "darwin", "amd64", "installer", B64) "]}"

static const char list[] = "[" RELEASE("go1.25rc1", "false") ","
	RELEASE("go1.24.10", "true") "," RELEASE("go1.24.9", "true") ","
	RELEASE("go1.23.1", "true") "," RELEASE("go1.20", "true") "]";

static void pick(const char *os, const char *arch, const char *version,
		 const char *want)
{
	struct arena a = ARENA_INIT;
	struct sums_file f;
	int rc = sums_pick(&a, str_from(list), os, arch, version, &f, NULL);

	if (!want) {
		assert_int_equal(rc, -1);
	} else {
		assert_int_equal(rc, 0);
		assert_string_equal(f.version, want);
		assert_int_equal(f.bytes, 7);
	}
	arena_release(&a);
}

static void which_release(void **state)
{
	(void)state;
	pick("linux", "amd64", NULL, "go1.24.10");
	pick("linux", "amd64", "newest", "go1.24.10");
	pick("linux", "amd64", "1.24", "go1.24.10");
	pick("linux", "amd64", "go1.24", "go1.24.10");
	pick("linux", "amd64", "1.24.9", "go1.24.9");
	pick("linux", "amd64", "1.23", "go1.23.1");
	pick("linux", "amd64", "1.20", "go1.20");
	pick("linux", "amd64", "1.25rc1", "go1.25rc1");
	/* A line has no stable release yet. */
	pick("linux", "amd64", "1.25", NULL);
	pick("linux", "amd64", "1.24.11", NULL);
	pick("linux", "arm", "newest", "go1.24.10");
	pick("linux", "mips", "newest", NULL);
	/* An installer is no archive. */
	pick("darwin", "amd64", "newest", NULL);
}

static void hostile_lists(void **state)
{
	static const char *const texts[] = {
		"", "null", "{}", "[", "[1,2]", "[{\"version\":\"go1.24.1\"}]",
		"[{\"version\":5,\"stable\":true,\"files\":[]}]",
		/* A name that would lead elsewhere; a sum that is none. */
		"[{\"version\":\"go1.24.1\",\"stable\":true,\"files\":[{"
		"\"filename\":\"../x.tar.gz\",\"os\":\"linux\",\"arch\":"
		"\"amd64\",\"kind\":\"archive\",\"sha256\":\"" A64 "\"}]}]",
		"[{\"version\":\"go1.24.1\",\"stable\":true,\"files\":[{"
		"\"filename\":\"x.tar.gz\",\"os\":\"linux\",\"arch\":"
		"\"amd64\",\"kind\":\"archive\",\"sha256\":\"zz\"}]}]",
	};
	struct arena a = ARENA_INIT;
	struct sums_file f;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		assert_int_equal(sums_pick(&a, str_from(texts[i]), "linux",
					   "amd64", "newest", &f, NULL), -1);
	arena_release(&a);
}

static void by_name(void **state)
{
	struct arena a = ARENA_INIT;
	struct sums_file f;

	(void)state;
	assert_int_equal(sums_named(&a, str_from(list),
			 "go1.24.9.linux-armv6l.tar.gz", &f, NULL), 0);
	assert_string_equal(f.sha256, B64);
	assert_int_equal(sums_named(&a, str_from(list), "go9.tar.gz", &f,
				    NULL), -1);
	arena_release(&a);
}

static void what_names_one(void **state)
{
	(void)state;
	assert_true(sums_is_exact("1.24.4"));
	assert_true(sums_is_exact("go1.24rc1"));
	assert_false(sums_is_exact("1.24"));
	assert_false(sums_is_exact("newest"));
	assert_false(sums_is_exact("../x"));
	assert_true(sums_is_newest(""));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(files_of_sums), cmocka_unit_test(which_release),
	cmocka_unit_test(hostile_lists), cmocka_unit_test(by_name),
	cmocka_unit_test(what_names_one),
};

CM_MAIN(tests)
