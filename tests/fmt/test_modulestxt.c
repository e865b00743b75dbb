#include "config.h"

#include "tests/cm.h"

#include "fmt/modulestxt.h"

static const char every[] =
	"## workspace\n"
	"before/any/module\n"				/* no module yet */
	"# example.com/a v1.0.0 => ../a\n"
	"## explicit; go 1.17\n"
	"example.com/a\n"
	"example.com/a/b\r\n"
	"not a package\n"
	"bad//path\n"
	"<<<<<<< HEAD\n"
	"# example.com/b v1.2.0\n"
	"## explicit\n"
	"# short\n"
	"example.com/b/p\n"				/* of b still */
	"# example.com/c master\n"
	"example.com/c/p\n"				/* of none */
	"## explicit\n"
	"# example.com/d v1.0.0 => example.com/e v2.0.0\n"
	"## other ; explicit ;go 1.2;  go 1.21  \n"
	"# example.com/d v1.0.0 => what is this\n"
	"# example.com/f => ../f\n"
	"# example.com/g v1.2.3 => other v1.0.0\n"
	"# example.com/g v1.2.3 => ../g\n"
	"# example.com/b v1.1.0\n"
	"example.com/b/older\n"
	"# example.com/b v1.10.0\n"
	"example.com/b/newer";

static void grammar(void **state)
{
	struct arena a = ARENA_INIT;
	struct modulestxt *m = modulestxt_parse(&a, str_from(every));
	const struct modulestxt_module *x;

	(void)state;
	assert_true(m->is_workspace);
	assert_int_equal(m->nmodules, 7);
	x = modulestxt_find(m, "example.com/a", "v1.0.0");
	assert_non_null(x);
	assert_true(x->is_explicit);
	assert_int_equal(x->line, 3);
	assert_int_equal(x->explicit_line, 4);
	assert_string_equal(x->go_version, "1.17");
	assert_string_equal(x->replace_path, "../a");
	assert_null(x->replace_version);
	assert_int_equal(x->npackages, 2);

	x = modulestxt_find(m, "example.com/b", "v1.2.0");
	assert_true(x->is_explicit);
	assert_int_equal(x->npackages, 1);
	assert_null(x->go_version);

	assert_null(modulestxt_find(m, "example.com/c", "master"));
	x = modulestxt_find(m, "example.com/d", "v1.0.0");
	assert_true(x->is_explicit);
	assert_string_equal(x->go_version, "1.21");
	assert_string_equal(x->replace_path, "example.com/e");
	assert_string_equal(x->replace_version, "v2.0.0");

	x = modulestxt_find(m, "example.com/f", NULL);
	assert_string_equal(x->replace_path, "../f");
	assert_null(modulestxt_find(m, "example.com/f", "v1.0.0"));
	x = modulestxt_find(m, "example.com/g", "v1.2.3");
	assert_string_equal(x->replace_path, "../g");
	assert_null(x->replace_version);

	assert_int_equal(m->npackages, 5);
	assert_true(str_is(m->packages[1].path, "example.com/a/b"));
	assert_int_equal(m->packages[1].line, 6);
	assert_int_equal(m->nreplaced, 5);
	/* v1.1.0 of b gives a package too late to be listed. */
	assert_int_equal(m->nlisted, 3);
	assert_string_equal(modulestxt_version(m, "example.com/b"), "v1.10.0");
	assert_null(modulestxt_version(m, "example.com/g"));
	arena_release(&a);
}

static void workspace(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} t[] = {
		{ "", false }, { "## workspace", true },
		{ "## workspace\r\n", true }, { "##workspace\n", false },
		{ "## x; workspace ;y\n", true }, { "\n## workspace\n", false },
		{ "# workspace\n", false }, { "## workspaces\n", false },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		assert_int_equal(modulestxt_parse(&a, str_from(t[i].text))->
				 is_workspace, t[i].is);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grammar), cmocka_unit_test(workspace),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
