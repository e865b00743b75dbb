#include "config.h"

#include "plan/journal.h"

#include <stdio.h>
#include <string.h>

#include "apply/gitindex.h"
#include "base/json.h"
#include "tests/cm.h"

static void add(struct strbuf *out, const char *json)
{
	struct cJSON *rec = json_parse(str_from(json), NULL);

	assert_non_null(rec);
	journal_line(out, rec);
	json_free(rec);
}

static enum txn_state state_of(struct strbuf *text, struct txn *t)
{
	static struct arena a;

	arena_release(&a);
	assert_int_equal(journal_read(&a, strbuf_str(text), t, NULL), 0);
	return t->state;
}

static void test_states(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct txn t;

	(void)state;
	assert_int_equal(journal_read(&a, STR_LIT(""), &t, NULL), -1);
	add(&text, "{\"rec\":\"begin\",\"n\":7,\"fix\":\"tidy\",\"root\":\"/r\","
	    "\"title\":{\"id\":\"so\"},\"when\":\"2026-11-26T10:15:00Z\","
	    "\"seconds\":5,\"nchanges\":3}");
	assert_int_equal(state_of(&text, &t), TXN_OPEN);
	assert_int_equal(t.n, 7);
	assert_string_equal(t.fix, "tidy");
	assert_string_equal(t.title.id, "so");
	assert_int_equal(t.nchanges, 3);
	add(&text, "{\"rec\":\"staged\"}");
	assert_int_equal(state_of(&text, &t), TXN_OPEN);
	add(&text, "{\"rec\":\"commit\",\"undo_bytes\":99}");
	assert_int_equal(state_of(&text, &t), TXN_APPLIED);
	assert_int_equal(t.undo_bytes, 99);
	assert_true(txn_can_undo(&t));
	add(&text, "{\"rec\":\"verified\"}");
	assert_int_equal(state_of(&text, &t), TXN_VERIFIED);
	add(&text, "{\"rec\":\"undo\"}");
	assert_int_equal(state_of(&text, &t), TXN_UNDOING);
	assert_false(txn_can_undo(&t));
	add(&text, "{\"rec\":\"undo-stopped\"}");
	assert_int_equal(state_of(&text, &t), TXN_VERIFIED);
	add(&text, "{\"rec\":\"undo\",\"reason\":\"go vet fails\"}");
	add(&text, "{\"rec\":\"undone\",\"to\":\"put-back\"}");
	add(&text, "{\"rec\":\"clean\"}");
	assert_int_equal(state_of(&text, &t), TXN_PUT_BACK);
	assert_string_equal(t.reason, "go vet fails");
	assert_int_equal(t.undo_bytes, 0);
	strbuf_release(&text);
	arena_release(&a);
}

/* However it is cut or bent, no record is read that was not written. */
static void test_torn(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	size_t first, i;
	struct txn t;

	(void)state;
	add(&text, "{\"rec\":\"begin\",\"n\":1}");
	first = text.len;
	add(&text, "{\"rec\":\"commit\"}");
	for (i = first; i < text.len; i++) {
		assert_int_equal(journal_read(&a, str_sub(strbuf_str(&text), 0,
							  i), &t, NULL), 0);
		assert_int_equal(t.state, TXN_OPEN);
	}
	/* A record that was whole once tells that it is not: also the first. */
	for (i = 0; i + 1 < text.len; i++) {
		if (i + 1 == first)
			continue;
		text.buf[i] ^= 1;
		assert_int_equal(journal_read(&a, strbuf_str(&text), &t, NULL),
				 0);
		assert_int_equal(t.state, TXN_DAMAGED);
		assert_false(txn_can_undo(&t));
		text.buf[i] ^= 1;
	}
	/* The first one cut off before its end: nothing began. */
	for (i = 0; i < first; i++)
		assert_int_equal(journal_read(&a, str_sub(strbuf_str(&text), 0,
							  i), &t, NULL), -1);
	/* What a power failure leaves as zeros was never there. */
	strbuf_setlen(&text, first);
	for (i = 0; i < 50; i++)
		strbuf_addch(&text, '\0');
	strbuf_addch(&text, '\n');
	add(&text, "{\"rec\":\"rolled-back\",\"reason\":\"it was cut off\"}");
	assert_int_equal(journal_read(&a, strbuf_str(&text), &t, NULL), 0);
	assert_int_equal(t.state, TXN_ROLLED_BACK);
	/* Anything else in its place. */
	assert_int_equal(journal_read(&a, STR_LIT("hello\n"), &t, NULL), 0);
	assert_int_equal(t.state, TXN_DAMAGED);
	assert_int_equal(journal_read(&a, STR_LIT("hello"), &t, NULL), 0);
	assert_int_equal(t.state, TXN_DAMAGED);
	/* The begin is lost, and what came after it is not. */
	assert_int_equal(journal_read(&a, str_sub(strbuf_str(&text), first,
						  text.len - first), &t,
				      NULL), 0);
	assert_int_equal(t.state, TXN_DAMAGED);
	strbuf_release(&text);
	arena_release(&a);
}

/* ---- git's index ---- */

static void be32(struct strbuf *out, unsigned v)
{
	strbuf_addch(out, (char)(v >> 24));
	strbuf_addch(out, (char)(v >> 16));
	strbuf_addch(out, (char)(v >> 8));
	strbuf_addch(out, (char)v);
}

/* An entry of version 2 with these times, mode and object. */
static void entry(struct strbuf *out, const char *name, unsigned when,
		  unsigned mode, char oid)
{
	size_t start = out->len, i;

	for (i = 0; i < 6; i++)
		be32(out, when);
	be32(out, mode);
	for (i = 0; i < 3; i++)
		be32(out, when);
	for (i = 0; i < 20; i++)
		strbuf_addch(out, oid);
	strbuf_addch(out, '\0');
	strbuf_addch(out, (char)strlen(name));
	strbuf_addstr(out, name);
	do
		strbuf_addch(out, '\0');
	while ((out->len - start) % 8);
}

static void index_of(struct strbuf *out, unsigned when, unsigned mode,
		     char oid, const char *name)
{
	strbuf_reset(out);
	strbuf_addstr(out, "DIRC");
	be32(out, 2);
	be32(out, 2);
	entry(out, "a", when, 0100644, 1);
	entry(out, name, when, mode, oid);
	strbuf_addstr(out, "TREE");
	be32(out, when % 7);
	while (when-- % 7)
		strbuf_addch(out, 'x');
	strbuf_add(out, "01234567890123456789", 20);
}

static void test_index(void **state)
{
	char was[SHA256_HEX_BYTES], is[SHA256_HEX_BYTES];
	struct strbuf index = STRBUF_INIT;
	struct error err = ERROR_INIT;
	size_t i;

	(void)state;
	index_of(&index, 7, 0100644, 2, "some/name");
	assert_int_equal(gitindex_print(strbuf_str(&index), was, NULL), 0);
	/* Other times, another extension: the same. */
	index_of(&index, 14, 0100644, 2, "some/name");
	assert_int_equal(gitindex_print(strbuf_str(&index), is, NULL), 0);
	assert_string_equal(was, is);
	index_of(&index, 7, 0100755, 2, "some/name");
	assert_int_equal(gitindex_print(strbuf_str(&index), is, NULL), 0);
	assert_string_not_equal(was, is);
	index_of(&index, 7, 0100644, 3, "some/name");
	assert_int_equal(gitindex_print(strbuf_str(&index), is, NULL), 0);
	assert_string_not_equal(was, is);
	index_of(&index, 7, 0100644, 2, "some/namf");
	assert_int_equal(gitindex_print(strbuf_str(&index), is, NULL), 0);
	assert_string_not_equal(was, is);
	/* A part of one is none, but for one without its (empty) extension. */
	for (i = 0; i < index.len; i++) {
		if (i + 8 == index.len)
			continue;
		assert_int_equal(gitindex_print(str_sub(strbuf_str(&index), 0,
							i), is, &err), -1);
		error_release(&err);
	}
	strbuf_release(&index);
}

/* Which belong together, and what keeps the whole from being taken back. */
static void test_whole(void **state)
{
	struct txn list[] = {
		{ .n = 9, .state = TXN_VERIFIED, .continues = 7 },
		{ .n = 8, .state = TXN_VERIFIED },
		{ .n = 7, .state = TXN_UNDONE, .continues = 5 },
		{ .n = 6, .state = TXN_APPLIED, .continues = 5 },
		{ .n = 5, .state = TXN_VERIFIED },
	};
	struct error err = ERROR_INIT;
	struct arena a = ARENA_INIT;
	const struct txn **out;
	size_t n;

	(void)state;
	/* Of any of them: those in place, newest first; others stay out. */
	assert_int_equal(journal_whole(&a, list, 5, 6, &out, &n, &err), 0);
	assert_int_equal(n, 3);
	assert_int_equal(out[0]->n, 9);
	assert_int_equal(out[1]->n, 6);
	assert_int_equal(out[2]->n, 5);
	assert_int_equal(journal_whole(&a, list, 5, 8, &out, &n, &err), 0);
	assert_int_equal(n, 1);
	list[4].state = TXN_PURGED;
	assert_int_equal(journal_whole(&a, list, 5, 9, &out, &n, &err), -1);
	assert_non_null(strstr(err.message, "number 5 were dropped"));
	error_release(&err);
	memset(&err, 0, sizeof(err));
	list[4].state = TXN_UNDOING;
	assert_int_equal(journal_whole(&a, list, 5, 9, &out, &n, &err), -1);
	assert_non_null(strstr(err.message, "Number 5 is under way"));
	error_release(&err);
	memset(&err, 0, sizeof(err));
	list[1].state = TXN_UNDONE;
	assert_int_equal(journal_whole(&a, list, 5, 8, &out, &n, &err), -1);
	assert_non_null(strstr(err.message, "Nothing of number 8"));
	error_release(&err);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_torn),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_index),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
