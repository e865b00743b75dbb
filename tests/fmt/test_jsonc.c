#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/jsonc.h"

static struct strbuf sb = STRBUF_INIT;

/* "a=1 b={…}" of the members of a text. */
static const char *members(const char *text)
{
	struct jsonc_iter it = jsonc_begin(jsonc_root(str_from(text)));
	struct str key, value;

	strbuf_reset(&sb);
	while (jsonc_next(&it, &key, &value))
		strbuf_addf(&sb, "%s%.*s=%.*s", sb.len ? " " : "",
			    STR_FMT(key), STR_FMT(value));
	return sb.len ? sb.buf : "";
}

static void reading(void **state)
{
	(void)state;
	assert_string_equal(members("{\"a\": 1, \"b\": \"x,}\"}"),
			    "a=1 b=\"x,}\"");
	assert_string_equal(members("// one\n{ /* two */ \"a\": [1, {\"c\": "
				    "\"]\"}], // \"x\": 1,\n \"b\": null,\n}"),
			    "a=[1, {\"c\": \"]\"}] b=null");
	assert_string_equal(members("[\"a\", true,]"), "=\"a\" =true");
	assert_string_equal(members("\xef\xbb\xbf{\"a\\\"b\":{}}"),
			    "a\\\"b={}");
	assert_string_equal(members("{\"a\": \"http://x\"/* y */}"),
			    "a=\"http://x\"");
}

static void broken(void **state)
{
	static const char *const texts[] = {
		"", "{", "[", "}", "{\"a\"", "{\"a\":", "{\"a\":}", "{a: 1}",
		"{,}", "\"a\"", "1", "// x", "/* x", "{\"a\" 1}", "{\"",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		assert_string_equal(members(texts[i]), "");
	/* What was read before it broke counts. */
	assert_string_equal(members("{\"a\": 1, \"b\""), "a=1");
	assert_string_equal(members("{\"a\": [1, [2"), "a=[1, [2");
	assert_string_equal(members("{\"a\": \"x\\"), "a=\"x\\");
}

static void finding(void **state)
{
	struct str root = jsonc_root(STR_LIT("{\"x\": {\"a\": \"in\"}, \"a\": "
					     "\"out\", \"n\": 1}"));

	(void)state;
	assert_true(str_is(jsonc_string(jsonc_get(root, "a")), "out"));
	assert_true(str_is(jsonc_string(jsonc_get(jsonc_get(root, "x"), "a")),
			   "in"));
	assert_null(jsonc_get(root, "b").p);
	assert_null(jsonc_string(jsonc_get(root, "n")).p);
	assert_null(jsonc_get(STR_LIT("[\"a\"]"), "").p);
	strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(reading), cmocka_unit_test(broken),
		cmocka_unit_test(finding),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
