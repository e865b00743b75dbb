#include "config.h"

#include "tests/cm.h"

#include "fmt/semver.h"

/* In the order of precedence; what is invalid comes with an empty form. */
static const struct {
	const char *v, *canonical;
} table[] = {
	{ "bad", "" }, { "v1-alpha.beta", "" }, { "v1-pre", "" },
	{ "v1+meta", "" }, { "v1.2-pre", "" }, { "v1.2.3.4", "" },
	{ "v01.2.3", "" }, { "v1.2.3-", "" }, { "v1.2.3-a..b", "" },
	{ "v1.2.3-01", "" }, { "v1.2.3+", "" }, { "v1.2.3+a..b", "" },
	{ "v1.2.3-a_b", "" }, { "1.2.3", "" }, { "v", "" },
	{ "v1.0.0-alpha", "v1.0.0-alpha" },
	{ "v1.0.0-alpha.1", "v1.0.0-alpha.1" },
	{ "v1.0.0-alpha.beta", "v1.0.0-alpha.beta" },
	{ "v1.0.0-beta", "v1.0.0-beta" },
	{ "v1.0.0-beta.2", "v1.0.0-beta.2" },
	{ "v1.0.0-beta.11", "v1.0.0-beta.11" },
	{ "v1.0.0-rc.1", "v1.0.0-rc.1" },
	{ "v1", "v1.0.0" }, { "v1.0", "v1.0.0" }, { "v1.0.0", "v1.0.0" },
	{ "v1.2.0", "v1.2.0" },
	{ "v1.2.3-456", "v1.2.3-456" },
	{ "v1.2.3-pre+meta", "v1.2.3-pre" },
	{ "v1.2.3+meta-pre.sha.256a", "v1.2.3" },
	{ "v1.10.0", "v1.10.0" },
	{ "v2.0.0+incompatible", "v2.0.0" },
	{ "v18446744073709551616.0.0", "v18446744073709551616.0.0" },
};

static void canonical(void **state)
{
	struct arena a = ARENA_INIT;
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		struct str v = str_from(table[i].v);

		assert_string_equal(semver_canonical(&a, v),
				    table[i].canonical);
		assert_int_equal(semver_valid(v), table[i].canonical[0] != 0);
		for (k = 0; k < ARRAY_SIZE(table); k++) {
			int c = semver_cmp(v, str_from(table[k].v)), want;

			want = strcmp(table[i].canonical,
				      table[k].canonical) ?
				(i > k) - (i < k) : 0;
			assert_int_equal((c > 0) - (c < 0), want);
		}
	}
	arena_release(&a);
}

static void parts(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_true(str_is(semver_major(STR_LIT("v12.3")), "v12"));
	assert_int_equal(semver_major(STR_LIT("12.3")).len, 0);
	assert_string_equal(semver_major_minor(&a, STR_LIT("v1")), "v1.0");
	assert_string_equal(semver_major_minor(&a, STR_LIT("v1.2.3")), "v1.2");
	assert_true(str_is(semver_prerelease(STR_LIT("v1.2.3-a.b+c")), "-a.b"));
	assert_true(str_is(semver_build(STR_LIT("v1.2.3-a.b+c.d")), "+c.d"));
	assert_int_equal(semver_build(STR_LIT("v1.2.3")).len, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical), cmocka_unit_test(parts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
