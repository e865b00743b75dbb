#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/codec.h"
#include "base/json.h"
#include "base/map.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/str.h"
#include "base/text.h"

static void test_str(void **state)
{
	(void)state;
	assert_true(str_is_word(STR_LIT("-e"), "-v -e\t-w"));
	assert_false(str_is_word(STR_LIT("-"), "-v -e"));
	assert_false(str_is_word(STR_LIT(""), "-v  -e"));
	assert_false(str_is_word(STR_LIT("x"), NULL));
	assert_int_equal(str_line_at(STR_LIT("a\nb\n"), 0), 1);
	assert_int_equal(str_line_at(STR_LIT("a\nb\n"), 1), 1);
	assert_int_equal(str_line_at(STR_LIT("a\nb\n"), 2), 2);
	assert_int_equal(str_line_at(STR_LIT("a\nb\n"), 99), 3);
	assert_true(cstr_holds("abc", "b"));
	assert_false(cstr_holds("abc", "x"));
	assert_false(cstr_holds(NULL, "b"));
}

static void test_path(void **state)
{
	static const char *const clean[][2] = {
		{ "", "." }, { ".", "." }, { "/", "/" }, { "//", "/" },
		{ "a//b", "a/b" }, { "a/./b/", "a/b" }, { "a/../b", "b" },
		{ "../a", "../a" }, { "a/../../b", "../b" }, { "/..", "/" },
		{ "/a/../../b", "/b" }, { "../../x", "../../x" },
		{ "a/..", "." }, { "./..", ".." },
	};
	static const char *const rel[][3] = {
		{ "/a/b", "/a/b", "." }, { "/a", "/a/b/c", "b/c" },
		{ "/a/b", "/a", ".." }, { "/a/b", "/a/c", "../c" },
		{ "/a/b", "/a/bc", "../bc" }, { "/", "/x", "x" },
		{ "/x/y", "/", "../.." },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(clean); i++)
		assert_string_equal(path_clean(&a, clean[i][0]), clean[i][1]);
	for (i = 0; i < ARRAY_SIZE(rel); i++)
		assert_string_equal(path_rel(&a, rel[i][0], rel[i][1]),
				    rel[i][2]);
	assert_true(path_under("/a/b", "/a/b/c"));
	assert_true(path_under("/", "/a"));
	assert_false(path_under("/a/b", "/a/bc"));
	assert_true(path_under(".", "x"));
	assert_false(path_under(".", "../x"));
	assert_string_equal(path_dir(&a, "/a"), "/");
	assert_string_equal(path_dir(&a, "a"), ".");
	assert_int_equal(path_depth("a/b"), 2);
	arena_release(&a);
}

static const char *clean_of(struct arena *a, const char *s)
{
	return text_clean(a, s);
}

static void test_text(void **state)
{
	static const char *const letters[] = { "a", "b", "c", "d", "e" };
	const char *names = "";
	size_t nnames = 0, i;
	struct arena a = ARENA_INIT;
	struct str rest, line;

	(void)state;
	assert_string_equal(clean_of(&a, "a\x1b[31mb"), "a\\x1b[31mb");
	assert_string_equal(clean_of(&a, "x\xe2\x80\xaey"), "x\\u202ey");
	assert_string_equal(clean_of(&a, "\xc2\x9b"), "\\u009b");
	assert_string_equal(clean_of(&a, "\xff\xfe"), "\\xff\\xfe");
	assert_string_equal(clean_of(&a, "a\tb\nc"), "a b c");
	assert_string_equal(clean_of(&a, NULL), "");
	assert_int_equal(text_cols_of("\xe4\xb8\xad\xe6\x96\x87"), 4);
	assert_string_equal(text_head(&a, "abcdef", 4), "abc\xe2\x80\xa6");
	assert_string_equal(text_tail(&a, "abcdef", 4), "\xe2\x80\xa6" "def");
	assert_string_equal(text_head(&a, "abcd", 4), "abcd");
	for (i = 0; i < 5; i++)
		names = text_names(&a, names, &nnames, 3, letters[i]);
	assert_string_equal(names, "a, b, c, \xe2\x80\xa6");
	assert_int_equal(nnames, 5);
	rest = STR_LIT("one two three");
	assert_true(text_wrap(&rest, 8, &line));
	assert_true(str_is(line, "one two"));
	assert_true(text_wrap(&rest, 8, &line));
	assert_true(str_is(line, "three"));
	assert_false(text_wrap(&rest, 8, &line));
	/* What has no blanks breaks where its parts meet. */
	rest = str_from("/usr/bin:/usr/local/bin");
	assert_true(text_wrap(&rest, 12, &line));
	assert_true(str_is(line, "/usr/bin:"));
	assert_true(text_wrap(&rest, 12, &line));
	assert_true(str_is(line, "/usr/local/"));
	assert_true(text_wrap(&rest, 12, &line));
	assert_true(str_is(line, "bin"));
	/* "(" opens the next line, and "?" does not begin one. */
	rest = STR_LIT("\xe4\xb8\xad\xe6\x96\x87\xef\xbc\x88"
		       "\xe6\x96\x87\xef\xbc\x9f");
	assert_true(text_wrap(&rest, 6, &line));
	assert_true(str_is(line, "\xe4\xb8\xad\xe6\x96\x87"));
	assert_true(text_wrap(&rest, 6, &line));
	assert_int_equal(text_cols(line), 6);
	assert_false(text_wrap(&rest, 6, &line));
	arena_release(&a);
}

static void test_map(void **state)
{
	struct map m = MAP_INIT;
	char key[16];
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		(void)snprintf(key, sizeof(key), "k%d", i);
		map_put(&m, key, (void *)(uintptr_t)(i + 1));
	}
	assert_int_equal(m.n, 1000);
	for (i = 0; i < 1000; i++) {
		(void)snprintf(key, sizeof(key), "k%d", i);
		assert_int_equal((uintptr_t)map_get(&m, key), i + 1);
	}
	assert_false(map_has(&m, "k1000"));
	map_release(&m);
}

static void test_msg(void **state)
{
	struct arena a = ARENA_INIT;
	static const char *const sentences[] = {
		"cannot open {0}: {1}", "no: {0}", "{0} is bad", "stop", NULL
	};
	struct msg m = MSG(&a, "{1} hides {0}", "a\x1b", "b"), back = { 0 };

	(void)state;
	assert_string_equal(msg_english(&a, &m), "b hides a\\x1b");
	codec_copy(&msg_codec, &a, &m, &back);
	assert_string_equal(msg_english(&a, &back), "b hides a\\x1b");
	m = MSG_N(&a, "{n} line", "{n} lines", 1);
	assert_string_equal(msg_english(&a, &m), "1 line");
	m.n = 3;
	assert_string_equal(msg_english(&a, &m), "3 lines");
	m = MSG(&a, "{0}", "cannot open a\x1b: no");
	msg_set_sentences(sentences);
	/* A sentence that is known has its arguments cleaned. */
	assert_string_equal(msg_told(&a, "cannot open a\x1b: no"),
			    "cannot open a\\x1b: no");
	assert_string_equal(msg_told(&a, "no: x\x1b is bad"),
			    "no: x\\x1b is bad");
	assert_string_equal(msg_told(&a, "x\x1b is bad, too"),
			    "x\x1b is bad, too");
	assert_string_equal(msg_told(&a, "stop"), "stop");
	assert_string_equal(msg_text(&a, &m), "cannot open a\\x1b: no");
	assert_null(msg_told(&a, NULL));
	msg_set_sentences(NULL);
	arena_release(&a);
}

static void test_json(void **state)
{
	struct error err = ERROR_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct cJSON *j;

	(void)state;
	assert_null(json_parse(STR_LIT("{\"a\":"), &err));
	assert_non_null(err.message);
	error_release(&err);
	assert_null(json_parse(STR_LIT("{} x"), &err));
	error_release(&err);
	j = json_object();
	json_put_str(j, "bad", "\xff" "a");
	json_print(&sb, j, false);
	assert_string_equal(sb.buf, "{\"bad\":\"\\\\xffa\"}");
	json_free(j);
	strbuf_release(&sb);
}

static void test_arena(void **state)
{
	struct arena a = ARENA_INIT;
	int *v = NULL;
	size_t n = 0;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		*ARENA_PUSH(&a, v, n) = i;
	for (i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	/* Made shorter, and longer again. */
	n = 998;
	assert_int_equal(*ARENA_PUSH(&a, v, n), 0);
	arena_release(&a);
}

/* Words as they are typed, and what bash makes of them. */
static void test_quote(void **state)
{
	static const char *const words[][2] = {
		{ "plain/word", "plain/word" }, { "", "''" },
		{ "it's", "'it'\\''s'" }, { "a b", "'a b'" },
		{ "a\nb", "$'a\\nb'" }, { "it's\t\\", "$'it\\'s\\t\\\\'" },
		{ "\x1b[1m1", "$'\\033[1m1'" }, { "\xff", "$'\\377'" },
		{ "\xe2\x80\xae", "$'\\342\\200\\256'" },
		{ "\xe4\xb8\xad", "'\xe4\xb8\xad'" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(words); i++) {
		struct strbuf sb = STRBUF_INIT, line = STRBUF_INIT;
		char got[64] = "";
		FILE *f;

		quote_add(&sb, words[i][0]);
		assert_string_equal(sb.buf, words[i][1]);
		strbuf_addf(&line, "exec /bin/bash 2>&1 <<'END'\n"
			    "printf %%s %s\nEND\n", sb.buf);
		f = access("/bin/bash", X_OK) ? NULL : popen(line.buf, "r");
		if (f) {
			(void)!fread(got, 1, sizeof(got) - 1, f);
			assert_int_equal(pclose(f), 0);
			assert_string_equal(got, words[i][0]);
		}
		strbuf_release(&line);
		strbuf_release(&sb);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_quote),
	cmocka_unit_test(test_arena), cmocka_unit_test(test_json),
	cmocka_unit_test(test_map), cmocka_unit_test(test_msg),
	cmocka_unit_test(test_str), cmocka_unit_test(test_path), cmocka_unit_test(test_text),
};

int main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
