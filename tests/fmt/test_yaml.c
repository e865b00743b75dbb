#include "config.h"

#include "tests/cm.h"


#include "base/strbuf.h"
#include "fmt/yaml.h"

static struct arena arena;

static void print(struct strbuf *sb, const struct yaml_node *n)
{
	size_t i;

	switch (n->kind) {
	case YAML_SCALAR:
		strbuf_addf(sb, "%d:%d'%s'", n->line, n->col, n->text.p);
		break;
	case YAML_SEQUENCE:
		strbuf_addch(sb, '[');
		for (i = 0; i < n->nitems; i++) {
			if (i)
				strbuf_addch(sb, ' ');
			print(sb, n->items[i]);
		}
		strbuf_addch(sb, ']');
		break;
	case YAML_MAPPING:
		strbuf_addch(sb, '{');
		for (i = 0; i < n->npairs; i++) {
			if (i)
				strbuf_addch(sb, ' ');
			print(sb, n->pairs[i].key);
			strbuf_addch(sb, n->pairs[i].again ? '!' : '=');
			print(sb, n->pairs[i].value);
		}
		strbuf_addch(sb, '}');
		break;
	}
}

/* The tree as one line, or "origin: message". */
static const char *tree(struct str text, const struct yaml_limits *limits)
{
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	const char *out;
	struct yaml y;
	size_t i;

	if (yaml_parse(&arena, text, "f.yml", limits, &y, &err))
		strbuf_addf(&sb, "%s: %s", err.origin, err.message);
	for (i = 0; i < y.ndocs; i++) {
		if (i)
			strbuf_addstr(&sb, " --- ");
		print(&sb, y.docs[i]);
	}
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	error_release(&err);
	return out;
}

static void trees(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" }, { "# nothing\n", "" },
		{ "a: 1\nb:\n  - x\n  - 'y'\n",
		  "{1:1'a'=1:4'1' 2:1'b'=[3:5'x' 4:5'y']}" },
		{ "on: push\nx: yes\n", "{1:1'on'=1:5'push' 2:1'x'=2:4'yes'}" },
		{ "a: [1, 2]\nb: {c: d}", "{1:1'a'=[1:5'1' 1:8'2'] "
		  "2:1'b'={2:5'c'=2:8'd'}}" },
		{ "a:\nb: ", "{1:1'a'=1:3'' 2:1'b'=2:3''}" },
		{ "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
		  "{1:1'a'=1:4'x\ny\n' 4:1'b'=4:4'x y'}" },
		{ "a: 1\r\nb: 2\r\n", "{1:1'a'=1:4'1' 2:1'b'=2:4'2'}" },
		{ "\xef\xbb\xbf" "a: 1\nb: 2\n", "{1:1'a'=1:4'1' "
		  "2:1'b'=2:4'2'}" },
		/* Characters of several bytes: columns count bytes. */
		{ "\xc3\xa4: \xe4\xb8\xad # \xe4\xb8\xad\nb: \"\xc3\xb6\" \n",
		  "{1:1'\xc3\xa4'=1:5'\xe4\xb8\xad' 2:1'b'=2:4'\xc3\xb6'}" },
		/* What YAML 1.1 takes for a line end is none in an editor. */
		{ "a: 'x\xe2\x80\xa8y'\nb: 1\n",
		  "{1:1'a'=1:4'x\xe2\x80\xa8y' 2:1'b'=2:4'1'}" },
		{ "a: &x {b: 1}\nc: *x\nd: &y z\ne: *y\n",
		  "{1:1'a'={1:8'b'=1:11'1'} 2:1'c'={1:8'b'=1:11'1'} "
		  "3:1'd'=3:4'z' 4:1'e'=3:4'z'}" },
		{ "a: 1\n---\nb: 2\n...\n", "{1:1'a'=1:4'1'} --- "
		  "{3:1'b'=3:4'2'}" },
		{ "a: 1\na: 2\n", "{1:1'a'=1:4'1' 2:1'a'!2:4'2'}" },
		{ "? [x]\n: 1\n", "{[1:4'x']=2:3'1'}" },
		/* What cannot be read says where. */
		{ "a: 1\n\tb: 2\n", "f.yml:2:1: " },
		{ "a: [1\nb: 2\n", "f.yml:2:2: " },
		{ "a: *x\n", "f.yml:1:4: there is no anchor \"x\" above" },
		{ "a: &x [*x]\n", "f.yml:1:8: the alias \"x\" stands in "
		  "itself" },
		{ "a: &x\n  b: *x\n", "f.yml:2:6: the alias \"x\" stands in "
		  "itself" },
		{ "a: &x 1\n---\nb: *x\n", "f.yml:3:4: there is no anchor "
		  "\"x\" above" },
		{ "a: \xff\n", "f.yml:1: " },
		{ "a: 1\nb: \x01\n", "f.yml:2: " },
		{ "a: \"x\n", "f.yml:2:1: " },
		{ "a: 'x'y\n", "f.yml:1:7: " },
		{ "{{ .Template }}\n", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *got = tree(str_from(rows[i].text), NULL);

		/* libyaml's own words are not ours to hold. */
		if (rows[i].want && cstr_ends(rows[i].want, ": "))
			assert_true(cstr_starts(got, rows[i].want));
		else if (rows[i].want)
			assert_string_equal(got, rows[i].want);
	}
	arena_release(&arena);
}

static const char *repeat(const char *head, const char *what, int n,
			  const char *tail)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;
	int i;

	strbuf_addstr(&sb, head);
	for (i = 0; i < n; i++)
		strbuf_addstr(&sb, what);
	strbuf_addstr(&sb, tail);
	out = arena_strndup(&arena, sb.buf, sb.len);
	strbuf_release(&sb);
	return out;
}

static void limits(void **state)
{
	struct yaml_limits small = yaml_limits;
	struct strbuf sb = STRBUF_INIT;
	char c;

	(void)state;
	assert_string_equal(tree(str_from(repeat("a: ", "[", 65, "")), NULL),
			    "f.yml:1:67: it is nested too deep");
	assert_string_equal(tree(str_from(repeat("a: ", "[", 50000, "")),
				 NULL), "f.yml:1:67: it is nested too deep");
	assert_string_equal(tree(str_from(repeat("", "- ", 300, "x")), NULL),
			    "f.yml:1:129: it is nested too deep");
	small.max_bytes = 4;
	assert_string_equal(tree(STR_LIT("a: 12"), &small),
			    "f.yml: it is larger than 4 bytes");
	small = yaml_limits;
	small.max_nodes = 10;
	assert_string_equal(tree(str_from(repeat("[", "1,", 20, "]")), &small),
			    "f.yml:1:22: it holds too many values");
	/* A bomb: each line is ten of the one before. */
	strbuf_addstr(&sb, "a: &a [x,x,x,x,x,x,x,x,x,x]\n");
	for (c = 'b'; c < 'k'; c++)
		strbuf_addf(&sb, "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,"
			    "*%c,*%c]\n", c, c, c - 1, c - 1, c - 1, c - 1,
			    c - 1, c - 1, c - 1, c - 1, c - 1, c - 1);
	assert_string_equal(tree(strbuf_str(&sb), NULL), "f.yml:6:11: its "
			    "aliases, written out, are too large");
	strbuf_release(&sb);
	/* Large, and fine. */
	assert_true(cstr_starts(tree(str_from(repeat("a:\n", "- x: 'y z'\n",
						     20000, "")), NULL),
				"{1:1'a'=[{2:3'x'=2:6'y z'}"));
	arena_release(&arena);
}

static void types(void **state)
{
	static const struct {
		const char *text;
		enum yaml_type core, ruby;
		const char *github;
	} rows[] = {
		{ "1.20", YAML_FLOAT, YAML_FLOAT, "1.2" },
		{ "1.21", YAML_FLOAT, YAML_FLOAT, "1.21" },
		{ "1.0", YAML_FLOAT, YAML_FLOAT, "1" },
		{ "'1.20'", YAML_STR, YAML_STR, "1.20" },
		{ "\"1.20\"", YAML_STR, YAML_STR, "1.20" },
		{ "!!str 1.20", YAML_STR, YAML_STR, "1.20" },
		{ "1.20.1", YAML_STR, YAML_STR, "1.20.1" },
		{ "1.20.x", YAML_STR, YAML_STR, "1.20.x" },
		{ "^1.20", YAML_STR, YAML_STR, "^1.20" },
		{ "+1.50", YAML_FLOAT, YAML_FLOAT, "1.5" },
		{ "-0.0", YAML_FLOAT, YAML_FLOAT, "0" },
		{ "01.20", YAML_FLOAT, YAML_FLOAT, "1.2" },
		{ ".50", YAML_FLOAT, YAML_FLOAT, "0.5" },
		{ ".", YAML_STR, YAML_STR, "." },
		{ "1.", YAML_FLOAT, YAML_FLOAT, "1" },
		{ "1e3", YAML_FLOAT, YAML_STR, "1000" },
		{ "1.5e+30", YAML_FLOAT, YAML_FLOAT, "1.5E+30" },
		{ "007", YAML_INT, YAML_INT, "7" },
		{ "0x1f", YAML_INT, YAML_INT, "31" },
		{ "0o17", YAML_INT, YAML_STR, "15" },
		{ "1_000", YAML_STR, YAML_INT, "1_000" },
		{ "12345678901234567890", YAML_INT, YAML_INT,
		  "1.23456789012346E+19" },
		{ "on", YAML_STR, YAML_BOOL, "on" },
		{ "Yes", YAML_STR, YAML_BOOL, "Yes" },
		{ "TRUE", YAML_BOOL, YAML_BOOL, "true" },
		{ "False", YAML_BOOL, YAML_BOOL, "false" },
		{ "tRUE", YAML_STR, YAML_BOOL, "tRUE" },
		{ "~", YAML_NULL, YAML_NULL, "" },
		{ "Null", YAML_NULL, YAML_NULL, "" },
		{ ".inf", YAML_FLOAT, YAML_FLOAT, "Infinity" },
		{ "-.Inf", YAML_FLOAT, YAML_FLOAT, "-Infinity" },
		{ ".nan", YAML_FLOAT, YAML_FLOAT, "NaN" },
		{ "stable", YAML_STR, YAML_STR, "stable" },
		{ "1.22-alpine", YAML_STR, YAML_STR, "1.22-alpine" },
	};
	struct yaml y;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *doc = arena_printf(&arena, "v: %s\n",
					       rows[i].text);
		const struct yaml_node *v;

		assert_int_equal(yaml_parse(&arena, str_from(doc), "f", NULL,
					    &y, NULL), 0);
		v = yaml_get(y.docs[0], "v");
		assert_non_null(v);
		if (yaml_type(v) != rows[i].core ||
		    yaml_type_ruby(v) != rows[i].ruby)
			fail_msg("%s: %d, %d", rows[i].text,
				 (int)yaml_type(v), (int)yaml_type_ruby(v));
		assert_string_equal(yaml_github(&arena, v), rows[i].github);
	}
	assert_null(yaml_github(&arena, y.docs[0]));
	assert_null(yaml_get(NULL, "v"));
	assert_null(yaml_text(NULL));
	arena_release(&arena);
}

static void spans(void **state)
{
	static const char text[] = "a: \"1\\x2e2\" # c\n\xe4\xb8\xad: '1.2'\n"
		"b: 1.20   \nc: [ 1.3 , x ]\n";
	static const char *const want[] = { "\"1\\x2e2\"", "'1.2'", "1.20",
					    "1.3" };
	const char *keys[] = { "a", "\xe4\xb8\xad", "b", "c" };
	struct yaml y;
	size_t i;

	(void)state;
	assert_int_equal(yaml_parse(&arena, STR_LIT(text), "f", NULL, &y,
				    NULL), 0);
	for (i = 0; i < 4; i++) {
		const struct yaml_node *v = yaml_get(y.docs[0], keys[i]);

		assert_non_null(v);
		if (v->kind == YAML_SEQUENCE)
			v = v->items[0];
		assert_string_equal(arena_strndup(&arena,
						  text + v->span.start,
						  v->span.end - v->span.start),
				    want[i]);
	}
	arena_release(&arena);
}

static void merges(void **state)
{
	static const char text[] =
		"a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, z: 2}\n"
		"c: {<<: [*b, {w: 3, x: 3}], v: 4}\nd: {'<<': *a}\n";
	struct strbuf sb = STRBUF_INIT;
	struct yaml y;
	struct yaml_node *c, *d;

	(void)state;
	assert_int_equal(yaml_parse(&arena, STR_LIT(text), "f", NULL, &y,
				    NULL), 0);
	c = yaml_merged(&arena, yaml_get(y.docs[0], "c"));
	print(&sb, c);
	assert_string_equal(sb.buf, "{3:29'v'=3:32'4' 2:16'y'=2:19'2' "
			    "2:22'z'=2:25'2' 1:8'x'=1:11'1' "
			    "3:15'w'=3:18'3'}");
	d = yaml_get(y.docs[0], "d");
	assert_ptr_equal(yaml_merged(&arena, d), d);
	assert_null(yaml_merged(&arena, NULL));
	strbuf_release(&sb);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(trees), cmocka_unit_test(limits),
		cmocka_unit_test(types), cmocka_unit_test(spans),
		cmocka_unit_test(merges),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(all, NULL, NULL);
}
