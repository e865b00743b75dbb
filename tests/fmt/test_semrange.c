#include "config.h"

#include "tests/cm.h"

#include "fmt/semrange.h"

static enum semrange dep(const char *range, const char *version)
{
	return semrange_admits(str_from(range), str_from(version), true);
}

static enum semrange glide(const char *range, const char *version)
{
	return semrange_admits(str_from(range), str_from(version), false);
}

static void operators(void **state)
{
	(void)state;
	assert_int_equal(dep("=1.2.3", "v1.2.3"), SEMRANGE_IN);
	assert_int_equal(dep("=v1.2.3", "v1.2.4"), SEMRANGE_OUT);
	assert_int_equal(dep("!=1.4.0", "v1.4.0"), SEMRANGE_OUT);
	assert_int_equal(dep("!=1.4.0", "v1.4.1"), SEMRANGE_IN);
	assert_int_equal(dep(">1.2.3", "v1.2.3"), SEMRANGE_OUT);
	assert_int_equal(dep(">= 1.2.3", "v1.2.3"), SEMRANGE_IN);
	assert_int_equal(dep("<1.5", "v1.5.0"), SEMRANGE_OUT);
	assert_int_equal(dep("<=1.5", "v1.5.7"), SEMRANGE_IN);
	assert_int_equal(dep("<=1.5", "v1.6.0"), SEMRANGE_OUT);
	assert_int_equal(dep("~1.2.3", "v1.2.9"), SEMRANGE_IN);
	assert_int_equal(dep("~1.2.3", "v1.3.0"), SEMRANGE_OUT);
	assert_int_equal(dep("~1", "v1.9.0"), SEMRANGE_IN);
	assert_int_equal(dep("^1.2.3", "v1.9.0"), SEMRANGE_IN);
	assert_int_equal(dep("^1.2.3", "v1.2.2"), SEMRANGE_OUT);
	assert_int_equal(dep("^1.2.3", "v2.0.0"), SEMRANGE_OUT);
	assert_int_equal(dep("^0.2.3", "v0.3.0"), SEMRANGE_OUT);
	assert_int_equal(dep("^0.0.3", "v0.0.4"), SEMRANGE_OUT);
	assert_int_equal(dep("*", "v7.0.0+incompatible"), SEMRANGE_IN);
	assert_int_equal(dep("1.2.x", "v1.2.9"), SEMRANGE_IN);
	assert_int_equal(glide("1.2.x", "v1.3.0"), SEMRANGE_OUT);
	assert_int_equal(dep("1.2 - 1.4.5", "v1.4.5"), SEMRANGE_IN);
	assert_int_equal(dep("1.2 - 1.4.5", "v1.4.6"), SEMRANGE_OUT);
	/* A bare version: the tools do not agree. */
	assert_int_equal(dep("1.2.3", "v1.9.0"), SEMRANGE_IN);
	assert_int_equal(glide("1.2.3", "v1.9.0"), SEMRANGE_OUT);
	assert_int_equal(glide("v1.2.3", "v1.2.3"), SEMRANGE_IN);
}

static void several(void **state)
{
	(void)state;
	assert_int_equal(dep(">=1.0, <1.4", "v1.3.9"), SEMRANGE_IN);
	assert_int_equal(dep(">=1.0, <1.4", "v1.4.0"), SEMRANGE_OUT);
	assert_int_equal(glide("~1.2 || ^2", "v2.4.0"), SEMRANGE_IN);
	assert_int_equal(glide("~1.2 || ^2", "v1.3.0"), SEMRANGE_OUT);
	/* A pseudo-version lies where its numbers do. */
	assert_int_equal(dep("^1.2.0", "v1.2.4-0.20170101000000-"
			     "0123456789ab"), SEMRANGE_IN);
	assert_int_equal(dep("^1.2.0", "v0.0.0-20170101000000-"
			     "0123456789ab"), SEMRANGE_OUT);
	assert_int_equal(dep("master", "v1.2.3"), SEMRANGE_NONE);
	assert_int_equal(dep("release-1.2", "v1.2.3"), SEMRANGE_NONE);
	assert_int_equal(dep("", "v1.2.3"), SEMRANGE_NONE);
	assert_int_equal(dep("1.2.3.4", "v1.2.3"), SEMRANGE_NONE);
}

static void exceptions(void **state)
{
	struct arena a = ARENA_INIT;
	const char **v;

	(void)state;
	assert_int_equal(semrange_excepts(&a, str_from(">=1.0, !=1.4.0, "
						       "!= v1.4.2, !=1.5"),
					  &v), 2);
	assert_string_equal(v[0], "v1.4.0");
	assert_string_equal(v[1], "v1.4.2");
	/* One side of "||" alone excepts nothing. */
	assert_int_equal(semrange_excepts(&a, str_from("!=1.4.0 || ^2"), &v),
			 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators),
		cmocka_unit_test(several),
		cmocka_unit_test(exceptions),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
