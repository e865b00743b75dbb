#include "config.h"

#include "tests/cm.h"

#include "base/strbuf.h"
#include "fmt/gosum.h"

#define A "h1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa="
#define B "h1:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb="

/* All pieces of each size must tell the same. */
static struct gosum_reader *read_all(const char *text, size_t step)
{
	struct gosum_reader *r = gosum_open(NULL);
	struct str s = str_from(text);

	while (s.len) {
		size_t n = s.len < step ? s.len : step;

		assert_true(gosum_feed(r, str_sub(s, 0, n)));
		s = str_sub(s, n, s.len - n);
	}
	gosum_finish(r);
	return r;
}

static void issues(void **state)
{
	static const struct {
		const char *text;
		int nentries;
		enum gosum_issue_kind kind;
		int line;	/* 0: no issue */
		const char *message;
	} t[] = {
		{ "", 0, 0, 0, NULL },
		{ "x v1 " A "\nx v1/go.mod " B "\n", 2, 0, 0, NULL },
		{ "x v1 " A, 1, 0, 0, NULL },
		{ "x v1 " A "\r\n\r\n \t\ny v1 " A "\r\n", 2, 0, 0, NULL },
		{ " x\tv1  " A " \n", 1, 0, 0, NULL },
		{ "x\xc2\xa0v1\xe3\x80\x80" A "\n", 1, 0, 0, NULL },
		{ "x v1 " A "\nx v1 " A "\n", 2, 0, 0, NULL },
		{ "x v1 h2:aa\nx v1 h2:bb\n", 2, 0, 0, NULL },
		{ "x v1 " A "\nx v1\n", 1, GOSUM_ISSUE_MALFORMED, 2,
		  "wrong number of fields 2" },
		{ "x v1 " A " more\n", 0, GOSUM_ISSUE_MALFORMED, 1,
		  "wrong number of fields 4" },
		{ "<<<<<<< HEAD\nx v1 " A "\n", 1, GOSUM_ISSUE_MARKER, 1,
		  "wrong number of fields 2" },
		{ "x v1 " A "\n=======\n", 1, GOSUM_ISSUE_MARKER, 2,
		  "wrong number of fields 1" },
		{ ">>>>>>> a b\n", 1, GOSUM_ISSUE_MARKER, 1, NULL },
		{ "x v1 " A "\n\ny v1 " A "\nx v1 " B "\n", 3,
		  GOSUM_ISSUE_CONFLICT, 4, NULL },
		{ "x v1 h2:zz\nx v1 " A "\nx v1 " B "\n", 3,
		  GOSUM_ISSUE_CONFLICT, 3, NULL },
		{ "\xef\xbb\xbfx v1 " A "\n", 1, GOSUM_ISSUE_BOM, 1, NULL },
		/* Go drops what an old bug of its wrote. */
		{ "x v1/go.mod "
		  "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n"
		  "x v1/go.mod " A "\n", 2, 0, 0, NULL },
	};
	static const size_t steps[] = { 1, 3, 7, 64, 100000 };
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		for (k = 0; k < ARRAY_SIZE(steps); k++) {
			struct gosum_reader *r = read_all(t[i].text, steps[k]);

			assert_int_equal(r->nentries, t[i].nentries);
			assert_int_equal(r->nissues, t[i].line != 0);
			assert_int_equal(r->issues_total, r->nissues);
			if (r->nissues) {
				assert_int_equal(r->issues[0].kind,
						 t[i].kind);
				assert_int_equal(r->issues[0].line,
						 t[i].line);
				assert_true(cstr_eq(r->issues[0].message,
						    t[i].message));
			}
			gosum_close(r);
		}
	}
}

static void conflict(void **state)
{
	struct gosum_reader *r = read_all("m v1.0.0/go.mod " A "\n"
					  "n v1.0.0 " B "\n"
					  "m v1.0.0/go.mod " B "\n", 5);

	(void)state;
	assert_int_equal(r->nissues, 1);
	assert_int_equal(r->issues[0].line, 3);
	assert_int_equal(r->issues[0].other_line, 1);
	assert_string_equal(r->issues[0].module, "m");
	assert_string_equal(r->issues[0].version, "v1.0.0/go.mod");
	assert_string_equal(r->issues[0].hash, B);
	assert_string_equal(r->issues[0].other_hash, A);
	gosum_close(r);
}

static void lookup(void **state)
{
	struct gosum_reader *r = read_all("m v1 " A "\nm v1/go.mod " B "\n"
					  "m v1 " B "\nm v2 h2:x\n", 100);
	struct str hash;
	size_t at = 0;
	int line;

	(void)state;
	assert_true(gosum_find(r, STR_LIT("m"), STR_LIT("v1"), &at, &hash,
			       &line));
	assert_true(str_is(hash, A));
	assert_int_equal(line, 1);
	assert_true(gosum_find(r, STR_LIT("m"), STR_LIT("v1"), &at, &hash,
			       &line));
	assert_true(str_is(hash, B));
	assert_int_equal(line, 3);
	assert_false(gosum_find(r, STR_LIT("m"), STR_LIT("v1"), &at, &hash,
				&line));
	at = 0;
	assert_false(gosum_find(r, STR_LIT("m"), STR_LIT("v3"), &at, &hash,
				NULL));
	assert_true(gosum_find(r, STR_LIT("m"), STR_LIT("v1/go.mod"), &at,
			       &hash, NULL));
	gosum_close(r);
}

static bool stop(void *arg)
{
	return (*(int *)arg)-- == 0;
}

static void limits(void **state)
{
	int countdown = 2;
	struct gosum_limits lim = {
		.max_bytes = 4096, .max_issues = 10,
		.cancelled = stop, .cancelled_arg = &countdown,
	};
	struct gosum_reader *r = gosum_open(&lim);
	struct arena a = ARENA_INIT;
	struct strbuf sb = STRBUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		strbuf_addf(&sb, "example.com/m%d v1.0.0 " A "\nodd\n", i);
	assert_true(gosum_feed(r, strbuf_str(&sb)));
	assert_int_equal(r->nentries, 1000);
	assert_int_equal(r->nissues, 10);
	assert_int_equal(r->issues_total, 1000);
	assert_non_null(r->cut);
	/* A line without an end takes no more than its cap. */
	strbuf_reset(&sb);
	for (i = 0; i < 200000; i++)
		strbuf_addstr(&sb, "0123456789");
	assert_true(gosum_feed(r, str_sub(strbuf_str(&sb), 0, 1000000)));
	assert_false(gosum_feed(r, STR_LIT("x y z\n")));
	assert_true(r->cancelled);
	gosum_close(r);

	r = gosum_open(NULL);
	assert_true(gosum_feed(r, strbuf_str(&sb)));
	assert_true(gosum_feed(r, STR_LIT("\nx y z\n")));
	gosum_finish(r);
	assert_int_equal(r->nissues, 1);
	assert_int_equal(r->nlines, 2);
	assert_int_equal(r->nentries, 1);
	gosum_close(r);
	strbuf_release(&sb);
	arena_release(&a);
}

/* Many hashes of one version must not cost the square of them. */
static void chain(void **state)
{
	struct gosum_reader *r = gosum_open(NULL);
	struct strbuf sb = STRBUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 200000; i++)
		strbuf_addf(&sb, "m v1 h1:%d\n", i);
	assert_true(gosum_feed(r, strbuf_str(&sb)));
	assert_int_equal(r->issues_total, 199999);
	assert_int_equal(r->nissues, 1000);
	strbuf_release(&sb);
	gosum_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(issues), cmocka_unit_test(conflict),
		cmocka_unit_test(lookup), cmocka_unit_test(limits),
		cmocka_unit_test(chain),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
