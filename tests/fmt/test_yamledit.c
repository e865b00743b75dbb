#include "config.h"

#include "tests/cm.h"

#include "fmt/yamledit.h"

static struct str parse(struct arena *a, const char *text, struct yaml *y)
{
	struct error err = ERROR_INIT;
	struct str bytes = str_from(arena_strdup(a, text));

	assert_int_equal(yaml_parse(a, bytes, "t.yml", NULL, y, &err), 0);
	error_release(&err);
	return bytes;
}

/* The value of key: its text [at, at+len) becomes `text`; NULL: refused. */
static const char *changed(struct arena *a, const char *file,
			   const char *key, size_t at, size_t len,
			   const char *text)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	struct yaml y;
	struct str bytes = parse(a, file, &y), out;

	if (!yamledit_text(a, bytes, yaml_get(y.docs[0], key), at, len, text,
			   &spans))
		return NULL;
	out = span_edits_apply(a, bytes, &spans);
	return arena_strndup(a, out.p, out.len);
}

static const char *with_pair(struct arena *a, const char *file,
			     const char *key, bool map)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	struct yaml y, again;
	struct error err = ERROR_INIT;
	struct str bytes = parse(a, file, &y), out;
	const struct yaml_node *n = y.docs[0];

	if (n->kind == YAML_SEQUENCE)
		n = n->items[0];
	if (map ? !yamledit_map(a, bytes, n, key, "with", "k", "0", &spans)
		: !yamledit_pair(a, bytes, key ? yaml_get(n, key) : n, "k",
				 "0", &spans))
		return NULL;
	out = span_edits_apply(a, bytes, &spans);
	/* It is YAML still. */
	assert_int_equal(yaml_parse(a, out, "t.yml", NULL, &again, &err), 0);
	error_release(&err);
	return arena_strndup(a, out.p, out.len);
}

static void test_text(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(changed(&a, "run: |  # c\n\n    a b\n      c\n\n"
				    "    d\nx: 1\n", "run", 3, 1, "Z"),
			    "run: |  # c\n\n    a Z\n      c\n\n    d\n"
			    "x: 1\n");
	assert_string_equal(changed(&a, "run: |\r\n  a b\r\n  c\r\n", "run",
				    4, 1, "Z"),
			    "run: |\r\n  a b\r\n  Z\r\n");
	assert_string_equal(changed(&a, "run: |2\n   a b\n", "run", 1, 1,
				    "Z"), "run: |2\n   Z b\n");
	assert_string_equal(changed(&a, "run: 'a b'\n", "run", 2, 1, "it's"),
			    "run: 'a it''s'\n");
	assert_string_equal(changed(&a, "run: \"a b\"\n", "run", 2, 1,
				    "\"c\""), "run: \"a \\\"c\\\"\"\n");
	assert_string_equal(changed(&a, "run: a b # c\n", "run", 2, 1, "\"d\""),
			    "run: a \"d\" # c\n");
	/* What would become another thing, or stands in no one piece. */
	assert_null(changed(&a, "run: a b\n", "run", 0, 1, "\"d\""));
	assert_null(changed(&a, "run: a b\n", "run", 2, 1, "c: d"));
	assert_null(changed(&a, "run: a b\n", "run", 2, 1, "c #d"));
	assert_null(changed(&a, "run: >\n  a\n  b\n", "run", 2, 1, "c"));
	assert_null(changed(&a, "run: \"a\\tb\"\n", "run", 2, 1, "c"));
	arena_release(&a);
}

static void test_pairs(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(with_pair(&a, "- uses: x # c\n  with:\n"
				      "      a: 1\n", "with", false),
			    "- uses: x # c\n  with:\n      k: 0\n"
			    "      a: 1\n");
	assert_string_equal(with_pair(&a, "- uses: x\n  with: {a: 1 }\n",
				      "with", false),
			    "- uses: x\n  with: {a: 1, k: 0 }\n");
	assert_string_equal(with_pair(&a, "- uses: x # c\n  name: y\n",
				      "uses", true),
			    "- uses: x # c\n  with:\n    k: 0\n  name: y\n");
	assert_string_equal(with_pair(&a, "-   name: y\n    uses: x\n", "uses",
				      true),
			    "-   name: y\n    uses: x\n    with:\n"
			    "      k: 0\n");
	assert_string_equal(with_pair(&a, "- {uses: x, name: y}\n", "uses",
				      true),
			    "- {uses: x, with: {k: 0}, name: y}\n");
	assert_string_equal(with_pair(&a, "- uses: x", "uses", true),
			    "- uses: x\n  with:\n    k: 0");
	assert_string_equal(with_pair(&a, "- uses: x\r\n", "uses", true),
			    "- uses: x\r\n  with:\r\n    k: 0\r\n");
	assert_null(with_pair(&a, "- uses: x\n  with:\n", "with", false));
	arena_release(&a);
}

/* A step behind the first item of "s". */
static const char *with_item(struct arena *a, const char *file)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	struct yaml y, again;
	struct error err = ERROR_INIT;
	struct str bytes = parse(a, file, &y), out;
	const struct yaml_node *s = yaml_get(y.docs[0], "s");

	if (!yamledit_item(a, bytes, s->items[0], "u", "x@v1", "with", "k",
			   "0", &spans))
		return NULL;
	out = span_edits_apply(a, bytes, &spans);
	assert_int_equal(yaml_parse(a, out, "t.yml", NULL, &again, &err), 0);
	error_release(&err);
	s = yaml_get(again.docs[0], "s");
	assert_true(yaml_says(yaml_get(s->items[1], "u"), "x@v1"));
	assert_true(yaml_says(yaml_get(yaml_get(s->items[1], "with"), "k"),
			      "0"));
	return arena_strndup(a, out.p, out.len);
}

static void test_item(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(with_item(&a, "s:\n  - u: y # c\n  # d\n  - r: z\n"),
			    "s:\n  - u: y # c\n  - u: x@v1\n    with:\n"
			    "      k: 0\n  # d\n  - r: z\n");
	assert_string_equal(with_item(&a, "s:\n- u: y\n  with: {\n"
				      "    a: [1,\n    ],\n  } # c\n"),
			    "s:\n- u: y\n  with: {\n    a: [1,\n    ],\n"
			    "  } # c\n- u: x@v1\n  with:\n    k: 0\n");
	assert_string_equal(with_item(&a, "s:\n-   with:\n      a: |\n"
				      "        b\n\n- r: z\n"),
			    "s:\n-   with:\n      a: |\n        b\n"
			    "- u: x@v1\n  with:\n    k: 0\n\n- r: z\n");
	assert_string_equal(with_item(&a, "s:\r\n- {u: y}"),
			    "s:\r\n- {u: y}\r\n- u: x@v1\r\n  with:\r\n"
			    "    k: 0");
	assert_null(with_item(&a, "s: [{u: y}]\n"));
	assert_null(with_item(&a, "a: &b {c: d}\ns:\n- u: y\n  w: *b\n"));
	arena_release(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_text),
	cmocka_unit_test(test_pairs),
	cmocka_unit_test(test_item),
};

CM_MAIN(tests)
