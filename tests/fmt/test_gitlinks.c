#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/gitconfig.h"
#include "fmt/gitlinks.h"
#include "fmt/pathrefs.h"

static void test_gitfile(void **state)
{
	static const struct {
		const char *text, *path;	/* NULL: no such file */
	} rows[] = {
		{ "gitdir: ../.git/modules/x\n", "../.git/modules/x" },
		{ "gitdir: /a b/.git/worktrees/w\r\n", "/a b/.git/worktrees/w" },
		{ "gitdir: x", "x" },
		{ "gitdir: x \n", "x " },
		{ "gitdir: \n", NULL },
		{ "gitdir:x\n", NULL },
		{ "gitdir: x\ny\n", NULL },
		{ "", NULL },
	};
	struct arena a = ARENA_INIT;
	struct gitlink l;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str s = str_from(rows[i].text);
		bool is = gitlinks_gitfile(&a, s, &l);

		assert_int_equal(is, rows[i].path != NULL);
		if (!is)
			continue;
		assert_string_equal(l.path, rows[i].path);
		assert_memory_equal(s.p + l.span.start, l.path,
				    l.span.end - l.span.start);
		assert_int_equal(l.span.end - l.span.start, strlen(l.path));
	}
	arena_release(&a);
}

static void test_path(void **state)
{
	struct arena a = ARENA_INIT;
	struct gitlink l, *many;
	size_t n;

	(void)state;
	assert_true(gitlinks_path(&a, str_from("/w/x/.git \t\n\n"), &l));
	assert_string_equal(l.path, "/w/x/.git");
	assert_int_equal(l.span.start, 0);
	assert_int_equal(l.span.end, 9);
	assert_false(gitlinks_path(&a, str_from(" \n"), &l));
	assert_false(gitlinks_path(&a, (struct str){ "a\0b", 3 }, &l));

	gitlinks_alternates(&a, str_from("# of another\n/o/objects\n\n"
		"\"/quo\\\"ted\"\n../../x/objects"), &many, &n);
	assert_int_equal(n, 2);
	assert_string_equal(many[0].path, "/o/objects");
	assert_int_equal(many[0].span.start, 13);
	assert_string_equal(many[1].path, "../../x/objects");
	arena_release(&a);
}

/* The raw bytes of a value, read again, are the value; and quoting too. */
static void test_config_values(void **state)
{
	static const struct {
		const char *text, *value, *raw;	/* raw "": cannot be changed */
	} rows[] = {
		{ "[core]\n\tworktree = /a/b\n", "/a/b", "/a/b" },
		{ "[core]\n\tworktree=/a/b ; c\n", "/a/b", "/a/b" },
		{ "[core] worktree = \"/a b\" # x\n", "/a b", "\"/a b\"" },
		{ "\xef\xbb\xbf[core]\n  worktree = /a\\\\b\r\n", "/a\\b",
		  "/a\\\\b" },
		{ "[core]\n\tworktree = /a\\\n/b\n", "/a/b", "" },
		{ "[core]\n\tworktree\n", "", "" },
		{ "[core]\n\tworktree = \n", "", "" },
	};
	static const char *const values[] = {
		"/a/b", "/a b", " x", "x ", "a#b", "a;b", "a\"b", "a\\b", "",
		"a\tb", "a\nb"
	};
	struct arena a = ARENA_INIT;
	struct gitconfig_entry *e;
	size_t n, i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str s = str_from(rows[i].text);

		gitconfig_parse(&a, s, &e, &n);
		assert_int_equal(n, 1);
		assert_string_equal(e[0].value, rows[i].value);
		assert_int_equal(e[0].raw.end - e[0].raw.start,
				 strlen(rows[i].raw));
		assert_memory_equal(s.p + e[0].raw.start, rows[i].raw,
				    strlen(rows[i].raw));
	}
	for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
		gitconfig_parse(&a, str_from(arena_printf(&a, "[a]\nk = %s\n",
				gitconfig_quote(&a, values[i]))), &e, &n);
		assert_int_equal(n, 1);
		assert_string_equal(e[0].value, values[i]);
	}
	arena_release(&a);
}

static void test_names(void **state)
{
	static const struct {
		const char *line;
		bool hit;
	} rows[] = {
		{ "cd /h/go/src/x/app", true },
		{ "cd /h/go/src/x/app/cmd && make", true },
		{ "cd \"$HOME/go/src/x/app\"", true },
		{ "cd ~/go/src/x/app;", true },
		{ "-I${GOPATH}/src/x/app", true },
		{ "D := $(GOPATH)/src/x/app/", true },
		{ "cd $(go env GOPATH)/src/x/app.", true },
		{ "\"${env:HOME}/go/src/x/app\",", true },
		{ "cd /h/go/src/x/app2", false },
		{ "cd /h/go/src/x/app-old", false },
		{ "cd /h/go/src/x/app.git", false },
		{ "cd /h/go/src/x/app2 /h/go/src/x/app", true },
		{ "cd /h/go/src/x", false },
		{ "import \"x/app\"", false },
		{ "/h/go/src/x/app\xc3\xa9", false },
	};
	struct arena a = ARENA_INIT;
	struct pathrefs names = { NULL, 0 };
	size_t i;

	(void)state;
	pathrefs_names(&a, "/h/go/src/x/app", "/h", "/h/go", &names);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct pathref *refs = NULL;
		size_t n = 0;

		assert_int_equal(pathrefs_find(&a, str_from(rows[i].line),
					       &names, &refs, &n, 5),
				 rows[i].hit);
		assert_int_equal(n, rows[i].hit);
	}
	arena_release(&a);
}

static void test_lines(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct pathrefs names = { NULL, 0 };
	struct pathref *refs = NULL;
	size_t n = 0, i;

	(void)state;
	pathrefs_names(&a, "/r/app", NULL, NULL, &names);
	assert_int_equal(names.n, 1);
	strbuf_addstr(&text, "a\n\tX=/r/app # \xc3\xa4\r\n\n");
	for (i = 0; i < 150; i++)
		strbuf_addstr(&text, "\xc3\xa4");
	strbuf_addstr(&text, "/r/app\n/r/app\n");
	assert_int_equal(pathrefs_find(&a, strbuf_str(&text), &names, &refs,
				       &n, 2), 3);
	assert_int_equal(n, 2);
	assert_int_equal(refs[0].line, 2);
	assert_string_equal(refs[0].text, "X=/r/app # \xc3\xa4");
	assert_int_equal(refs[1].line, 4);
	/* Cut between characters. */
	assert_int_equal(strlen(refs[1].text), 200);

	refs = NULL;
	n = 0;
	assert_int_equal(pathrefs_word(&a, str_from("\"go.inferGopath\": 1\n"
		"x\n<GOPATH/>"), "gopath", &refs, &n, 9), 2);
	assert_int_equal(refs[1].line, 3);
	strbuf_release(&text);
	arena_release(&a);
}

static void test_json(void **state)
{
	struct arena a = ARENA_INIT;
	struct pathref_value *v;
	size_t n;

	(void)state;
	pathrefs_json(&a, str_from("{ // \"path\": \"no\"\n"
		" \"folders\": [ { \"path\": \"../app\" }, /* \"path\":\n"
		" \"no\" */ { \"path\" : /**/ \"a\\/b \\\"c\\\"\" } ],\n"
		" \"name\": \"path\", \"path\": 3, \"path\": \"z\" }"),
		"path", &v, &n);
	assert_int_equal(n, 3);
	assert_string_equal(v[0].value, "../app");
	assert_int_equal(v[0].line, 2);
	assert_string_equal(v[1].value, "a/b \"c\"");
	assert_int_equal(v[1].line, 3);
	assert_string_equal(v[2].value, "z");
	assert_int_equal(v[2].line, 4);
	/* Broken ones end. */
	pathrefs_json(&a, str_from("\"path\": \"x"), "path", &v, &n);
	assert_int_equal(n, 1);
	pathrefs_json(&a, str_from("/* \"path\": \"x\" *"), "path", &v, &n);
	assert_int_equal(n, 0);
	pathrefs_json(&a, str_from("\"path\":"), "path", &v, &n);
	assert_int_equal(n, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gitfile),
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_config_values),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_json),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
