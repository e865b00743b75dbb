#include "config.h"

#include "tests/cm.h"

#include "fmt/gochar.h"

static void printable(void **state)
{
	(void)state;
	assert_true(gochar_is_print(' ', GO_1_19));
	assert_false(gochar_is_print(0x7f, GO_1_26));
	assert_false(gochar_is_print(0xa0, GO_1_26));
	assert_false(gochar_is_print(0xad, GO_1_26));
	assert_true(gochar_is_print(0x4e2d, GO_1_19));
	assert_false(gochar_is_print(0x200b, GO_1_26));
	assert_true(gochar_is_print(0xfffd, GO_1_26));
	/* U+1FAE8, shaking face, came with Unicode 15. */
	assert_false(gochar_is_print(0x1fae8, GO_1_20));
	assert_true(gochar_is_print(0x1fae8, GO_1_21));
}

static void quoting(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(gochar_quoted(&a, STR_LIT("a\"\\\n\x01\xff\xc2\xa0"),
					  GO_1_26),
			    "\"a\\\"\\\\\\n\\x01\\xff\\u00a0\"");
	assert_string_equal(gochar_quoted(&a, STR_LIT("'\xf0\x9f\xab\xa8"),
					  GO_1_19), "\"'\\U0001fae8\"");
	assert_string_equal(gochar_quoted_char(&a, '\'', GO_1_26), "'\\''");
	assert_string_equal(gochar_quoted_char(&a, 0, GO_1_26), "'\\x00'");
	assert_string_equal(gochar_quoted_char(&a, 0xfeff, GO_1_26),
			    "'\\ufeff'");
	arena_release(&a);
}

static void unquoting(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "\"abc\"", "abc" },
		{ "\"a\\tb\\\\\\\"\"", "a\tb\\\"" },
		{ "\"\\x41\\101\\u00e9\\U0001F600\"",
		  "AA\xc3\xa9\xf0\x9f\x98\x80" },
		{ "\"\xff\"", "\xef\xbf\xbd" },
		{ "\"\\xff\"", "\xff" },
		{ "\"\\'\"", NULL }, { "\"\\q\"", NULL },
		{ "\"\\ud800\"", NULL }, { "\"\\400\"", NULL },
		{ "\"\\x4\"", NULL }, { "\"", NULL }, { "\"a", NULL },
		{ "\"a\nb\"", NULL }, { "\"a\"b\"", NULL },
		{ "\"\\U00110000\"", NULL },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		struct str out;
		bool ok = gochar_unquote(&a, str_from(t[i].in), &out);

		assert_int_equal(ok, t[i].out != NULL);
		if (ok)
			assert_true(str_is(out, t[i].out));
	}
	arena_release(&a);
}

static void blanks(void **state)
{
	struct str s = STR_LIT(" \xc2\xa0 a\xe3\x80\x80" "bc \xe2\x80\xa8\t");
	struct str f;

	(void)state;
	assert_true(str_is(gochar_trim(s), "a\xe3\x80\x80" "bc"));
	assert_true(gochar_field(&s, &f));
	assert_true(str_is(f, "a"));
	assert_true(gochar_field(&s, &f));
	assert_true(str_is(f, "bc"));
	assert_false(gochar_field(&s, &f));
	assert_int_equal(gochar_trim(STR_LIT(" \x80")).len, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printable), cmocka_unit_test(quoting),
		cmocka_unit_test(unquoting), cmocka_unit_test(blanks),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
