#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/goenvfile.h"

static struct goenvfile parse(struct arena *a, const char *text)
{
	struct goenvfile f;

	goenvfile_parse(a, str_from(text), &f);
	return f;
}

static void test_lines(void **state)
{
	struct arena a = ARENA_INIT;
	struct goenvfile f = parse(&a, "# mine\nGOPROXY=direct \r\njunk\n\n"
				       "lower=1\n =x\nGOFLAGS=-a=b\nGOBIN=");

	(void)state;
	assert_int_equal(f.nentries, 3);
	assert_string_equal(f.entries[0].name, "GOPROXY");
	/* Blanks and CR are part of the value. */
	assert_string_equal(f.entries[0].value, "direct \r");
	assert_int_equal(f.entries[0].line, 2);
	assert_string_equal(f.entries[1].value, "-a=b");
	assert_int_equal(f.entries[1].line, 7);
	assert_string_equal(f.entries[2].value, "");
	assert_int_equal(f.njunk, 3);
	assert_int_equal(f.first_junk_line, 3);
	arena_release(&a);
}

static void test_duplicates(void **state)
{
	struct arena a = ARENA_INIT;
	struct goenvfile f = parse(&a, "A=1\nB=2\nA=3\n");

	(void)state;
	assert_string_equal(goenvfile_last(&f, "A")->value, "3");
	assert_string_equal(goenvfile_first(&f, "A")->value, "1");
	assert_null(goenvfile_last(&f, "C"));
	assert_null(goenvfile_first(NULL, "A"));
	assert_null(goenvfile_last(NULL, "A"));
	arena_release(&a);
}

static void test_cut(void **state)
{
	struct arena a = ARENA_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct goenvfile f;
	int i;

	(void)state;
	for (i = 0; i < GOENVFILE_MAX_ENTRIES + 5; i++)
		strbuf_addstr(&sb, "A=1\n");
	goenvfile_parse(&a, strbuf_str(&sb), &f);
	assert_true(f.cut);
	assert_int_equal(f.nentries, GOENVFILE_MAX_ENTRIES);
	goenvfile_parse(&a, STR_LIT(""), &f);
	assert_int_equal(f.nentries, 0);
	strbuf_release(&sb);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_cut),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
