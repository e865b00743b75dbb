#include "config.h"

#include "tests/cm.h"

#include "fmt/gorelease.h"
#include "fmt/gover.h"

static void order(void **state)
{
	/* Each is less than the next. */
	static const char *const up[] = {
		"1", "1.1", "1.9", "1.18beta1", "1.20rc1", "1.20", "1.20.1",
		"1.21", "1.21beta1", "1.21rc1", "1.21rc2", "1.21.0",
		"1.21.1", "1.21.10", "1.22", "1.99", "2.0",
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(up); i++)
		for (k = 0; k < ARRAY_SIZE(up); k++) {
			int c = gover_cmp_of(up[i], up[k]);

			assert_int_equal((c > 0) - (c < 0),
					 (i > k) - (i < k));
		}
	assert_int_equal(gover_cmp_of("1.20", "1.20.0"), 0);
	assert_true(gover_cmp_of("1.21", "1.21.0") < 0);
	assert_true(gover_cmp_of("junk", "1") < 0);
	assert_int_equal(gover_cmp_of("junk", "1.x"), 0);
}

static void validity(void **state)
{
	static const char *const bad[] = {
		"", "go1.21", "v1.21", "1.", "01.2", "1.02", "1.2.03",
		"1.21rc", "1.21.x", "1.21.0rc1", "1.21.0-x", "1.21RC1", "1.2.3.4",
	};
	size_t i;

	(void)state;
	/* "1.21rc" is read by internal/gover: a kind without a number. */
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(gover_valid(str_from(bad[i])),
				 !strcmp(bad[i], "1.21rc"));
	assert_true(gover_is_lang(STR_LIT("1.21")));
	assert_false(gover_is_lang(STR_LIT("1.20")));
	assert_false(gover_is_lang(STR_LIT("1.21.0")));
	assert_false(gover_is_lang(STR_LIT("1.21rc1")));
}

static void names(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(gover_lang(&a, STR_LIT("1.21.3")), "1.21");
	assert_string_equal(gover_lang(&a, STR_LIT("1.21rc1")), "1.21");
	assert_string_equal(gover_lang(&a, STR_LIT("1")), "1");
	assert_string_equal(gover_lang(&a, STR_LIT("x")), "");
	assert_true(str_is(gover_of_toolchain(STR_LIT("go1.21.3")), "1.21.3"));
	assert_true(str_is(gover_of_toolchain(STR_LIT("go1.21.3-corp")),
			   "1.21.3"));
	assert_true(str_is(gover_of_toolchain(STR_LIT("go1.2.3 X:boring")),
			   "1.2.3"));
	assert_int_equal(gover_of_toolchain(STR_LIT("go1.21/x")).len, 0);
	assert_int_equal(gover_of_toolchain(STR_LIT("1.21")).len, 0);
	assert_true(gover_cmp_toolchain(STR_LIT("go1.21.0-foo"),
					STR_LIT("go1.21rc2")) > 0);
	assert_false(gover_valid_toolchain(STR_LIT("local")));
	arena_release(&a);
}

static void releases(void **state)
{
	enum gorelease r;

	(void)state;
	assert_true(gorelease_find("go1.24.4", &r));
	assert_int_equal(r, GO_1_24);
	assert_true(gorelease_find("1.21rc1", &r));
	assert_int_equal(r, GO_1_21);
	assert_true(gorelease_find(NULL, &r));
	assert_int_equal(r, GORELEASE_NEWEST);
	assert_true(gorelease_find("1.99", &r));
	assert_int_equal(r, GORELEASE_NEWEST);
	assert_true(gorelease_find("1.5", &r));
	assert_int_equal(r, GO_1_18);
	assert_false(gorelease_find("nonsense", &r));
	assert_true(gorelease_is_known("1.26.8"));
	assert_false(gorelease_is_known("1.99"));
	assert_string_equal(gorelease_name(GO_1_19), "1.19");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order), cmocka_unit_test(validity),
		cmocka_unit_test(names), cmocka_unit_test(releases),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
