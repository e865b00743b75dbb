#include "config.h"

#include "tests/cm.h"

#include "fmt/gomendfile.h"

static void test_parse(void **state)
{
	struct arena a = ARENA_INIT;
	struct silence *s;
	size_t n;

	(void)state;
	n = gomendfile_parse(&a, str_from("# ours\n"
		"replace-outside  tools/go.mod\tshared is a sibling\r\n\n"
		"gosum-missing\n  vendor-legacy old/** \n"), &s);
	assert_int_equal(n, 3);
	assert_string_equal(s[0].id, "replace-outside");
	assert_string_equal(s[0].glob, "tools/go.mod");
	assert_string_equal(s[0].reason, "shared is a sibling");
	assert_int_equal(s[0].line, 2);
	assert_false(s[0].malformed);
	/* Without a path or a reason nothing is silenced. */
	assert_true(s[1].malformed);
	assert_int_equal(s[1].line, 4);
	assert_true(s[2].malformed);
	assert_int_equal(gomendfile_parse(&a, STR_NONE, &s), 0);
	arena_release(&a);
}

static void test_match(void **state)
{
	static const struct {
		const char *glob, *path;
		bool hit;
	} rows[] = {
		{ "go.mod", "go.mod", true },
		{ "go.mod", "a/go.mod", false },
		{ "*", "go.mod", true },
		{ "*", "a/go.mod", false },
		{ "**", "a/b/go.mod", true },
		{ "**", "", true },
		{ "**/go.mod", "go.mod", true },
		{ "**/go.mod", "a/b/go.mod", true },
		{ "**/go.mod", "a/xgo.mod", false },
		{ "a/**/go.mod", "a/go.mod", true },
		{ "a/**/go.mod", "a/b/c/go.mod", true },
		{ "a/**/go.mod", "ab/go.mod", false },
		{ "a/*/go.mod", "a/b/go.mod", true },
		{ "a/*/go.mod", "a/b/c/go.mod", false },
		{ "a*c?", "abcd", true },
		{ "a?c", "a/c", false },
		{ "", "", true },
		{ "", "a", false },
	};
	struct arena a = ARENA_INIT;
	char *glob, *path;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (gomendfile_match(rows[i].glob, rows[i].path) !=
		    rows[i].hit)
			fail_msg("%s against %s", rows[i].glob, rows[i].path);
	/* A hostile pattern takes no longer than any other. */
	glob = arena_alloc(&a, 60001);
	path = arena_alloc(&a, 5001);
	for (i = 0; i < 20000; i++) {
		glob[3 * i] = glob[3 * i + 1] = '*';
		glob[3 * i + 2] = '/';
	}
	for (i = 0; i < 4999; i++)
		path[i] = i % 2 ? '/' : 'a';
	assert_false(gomendfile_match(glob, path));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_match),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
