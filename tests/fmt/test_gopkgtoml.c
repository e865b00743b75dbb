#include "config.h"

#include "tests/cm.h"

#include "fmt/gopkgtoml.h"

static void rules(void **state)
{
	struct arena a = ARENA_INIT;
	struct gopkgtoml t;

	(void)state;
	gopkgtoml_read(&a, str_from(
		"# required = [\"no\"]\n"
		"required = [\"example.com/tool/cmd\", # why\n"
		"  'example.com/other',\n]\r\n"
		"ignored = [ \"example.com/gone*\" ]\n\n"
		"[prune]\n  go-tests = true\n  name = \"none\"\n"
		"  [[prune.project]]\n    name = \"example.com/p\"\n"
		"[[constraint]]\n  name = \"example.com/a\" # said\n"
		"  version = \"^1.2\"\n\n"
		"[[override]]\n  name = 'example.com/b'\n"
		"  revision = \"abc\"\n"
		"  source = \"https://example.org/b.git\"\n"
		"  [metadata]\n  branch = \"none\"\n"), &t);
	assert_int_equal(t.nrequired, 2);
	assert_string_equal(t.required[0], "example.com/tool/cmd");
	assert_string_equal(t.required[1], "example.com/other");
	assert_int_equal(t.nignored, 1);
	assert_string_equal(t.ignored[0], "example.com/gone*");
	assert_int_equal(t.nrules, 2);
	assert_string_equal(t.rules[0].name, "example.com/a");
	assert_string_equal(t.rules[0].version, "^1.2");
	assert_false(t.rules[0].override);
	assert_int_equal(t.rules[0].line, 12);
	assert_true(t.rules[1].override);
	assert_string_equal(t.rules[1].name, "example.com/b");
	assert_string_equal(t.rules[1].revision, "abc");
	assert_string_equal(t.rules[1].source, "https://example.org/b.git");
	assert_null(t.rules[1].branch);
	arena_release(&a);
}

/* What no dep would take is passed over. */
static void broken(void **state)
{
	struct arena a = ARENA_INIT;
	struct gopkgtoml t;

	(void)state;
	gopkgtoml_read(&a, str_from("required = [\n  oops\n[[constraint]]\n"
		"  version\n  name = bare\n  branch = \"open\n"
		"[[override]]\n  version = \"\\x\"\n"), &t);
	assert_int_equal(t.nrequired, 0);
	assert_int_equal(t.nrules, 2);
	assert_string_equal(t.rules[0].name, "");
	assert_null(t.rules[0].branch);
	assert_null(t.rules[1].version);
	gopkgtoml_read(&a, STR_NONE, &t);
	assert_int_equal(t.nrules, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules),
		cmocka_unit_test(broken),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
