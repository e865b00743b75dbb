#include "config.h"

#include "tests/cm.h"

#include <stdlib.h>
#include <string.h>

#include "tests/ui/screen.h"

static void open_journal(struct screen *s, int cols, int rows)
{
	setenv("TZ", "UTC", 1);
	screen_open(s, "shop", cols, rows);
	screen_key(s, 'J');
	assert_non_null(screen_effect(s, EFFECT_HISTORY));
	screen_history(s);
}

/* The plan that its page asks for. */
static void answer_plan(struct screen *s)
{
	const struct effect *e = screen_effect(s, EFFECT_HISTORY_PLAN);
	struct event ev = { .kind = EVENT_HISTORY_PLAN };
	struct arena a = ARENA_INIT;

	assert_non_null(e);
	ev.index = e->index;
	ev.plan = model_view(&a, MODEL_PREVIEW)->plan;
	screen_event(s, &ev);
	arena_release(&a);
}

static void test_sizes(void **state)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 40, 10 } };
	struct screen s;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		open_journal(&s, sizes[i][0], sizes[i][1]);
		screen_golden(&s, "journal");
		screen_key(&s, K_ENTER);
		answer_plan(&s);
		screen_golden(&s, "journal-one");
		screen_close(&s);
	}
	open_journal(&s, 120, 36);
	screen_ascii(&s);
	screen_golden(&s, "journal");
	screen_close(&s);
}

static void test_empty_and_unreadable(void **state)
{
	struct event ev = { .kind = EVENT_HISTORY };
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 80, 24);
	screen_key(&s, 'J');
	assert_true(screen_shows(&s, "Reading the journal"));
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "Nothing has been applied yet"));
	ev.error = "journal 3: \033[2Jtorn";
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "torn"));
	screen_assert_sound(&s);
	screen_close(&s);
}

/* Newest first; the cursor and its number; what can be done with each. */
static void test_reasons(void **state)
{
	static const struct {
		const char *key;
		const char *undo;	/* why not */
	} rows[] = {
		{ "17", NULL }, { "16", NULL }, { "15", "in place" },
		{ "14", "already" }, { "12", "dropped" }, { "11", "in place" },
	};
	struct screen s;
	size_t i;

	(void)state;
	open_journal(&s, 120, 36);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *no = "";

		assert_string_equal(list_current(app_list(&s.app))->key,
				    rows[i].key);
		assert_int_equal(app_can(&s.app, ACTION_UNDO, &no),
				 !rows[i].undo);
		if (rows[i].undo)
			assert_non_null(strstr(no, rows[i].undo));
		assert_int_equal(app_can(&s.app, ACTION_PURGE, &no),
				 !rows[i].undo);
		screen_key(&s, 'j');
	}
	screen_close(&s);
}

/* Cancel stands first; only the other answer takes it back. */
static void test_undo_asks(void **state)
{
	struct undo_result u = { .txn = 16, .done = true };
	struct event ev = { .kind = EVENT_UNDONE, .undo = &u };
	struct screen s;

	(void)state;
	open_journal(&s, 120, 36);
	screen_type(&s, "ju");
	assert_true(screen_shows(&s, "Take back number 16, relocate-project"));
	screen_golden(&s, "journal-undo");
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_UNDO));
	assert_int_equal(app_where(&s.app), WHERE_JOURNAL);
	screen_type(&s, "uj");
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_UNDO)->index, 16);
	/* One at a time. */
	screen_key(&s, 'u');
	assert_true(screen_shows(&s, "something is being taken back"));
	screen_event(&s, &ev);
	assert_non_null(screen_effect(&s, EFFECT_HISTORY));
	assert_true(screen_shows(&s, "Number 16 is taken back"));
	screen_close(&s);
}

static void test_drift_is_shown(void **state)
{
	const char *drift[] = { "go.work: its bytes have changed",
				"shop: \033]0;x\007is gone" };
	struct undo_result u = { .txn = 17, .drift = drift, .ndrift = 2,
				 .message = "Two paths have changed since.",
				 .hint = "Put them back, or keep it." };
	struct event ev = { .kind = EVENT_UNDONE, .undo = &u };
	struct screen s;

	(void)state;
	open_journal(&s, 80, 24);
	screen_type(&s, "uj");
	screen_key(&s, K_ENTER);
	screen_event(&s, &ev);
	answer_plan(&s);
	assert_true(screen_shows(&s, "still in place"));
	assert_true(screen_shows(&s, "go.work: its bytes have changed"));
	screen_key(&s, 'z');
	screen_golden(&s, "journal-drift");
	screen_close(&s);
}

/* From the panes: the newest one that is in place. */
static void test_undo_from_the_panes(void **state)
{
	struct event none = { .kind = EVENT_HISTORY };
	struct screen s;
	const char *no;

	(void)state;
	setenv("TZ", "UTC", 1);
	screen_open(&s, "shop", 80, 24);
	screen_key(&s, 'u');
	assert_non_null(screen_effect(&s, EFFECT_HISTORY));
	screen_history(&s);
	assert_true(screen_shows(&s, "Take back number 17"));
	screen_key(&s, K_ESC);
	assert_null(screen_effect(&s, EFFECT_UNDO));
	screen_key(&s, 'u');
	screen_history(&s);
	screen_key(&s, 'j');
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_UNDO)->index, 17);
	screen_close(&s);

	screen_open(&s, "shop", 80, 24);
	screen_key(&s, 'u');
	screen_event(&s, &none);
	assert_true(screen_shows(&s, "Nothing is in place"));
	assert_false(app_can(&s.app, ACTION_UNDO, &no));
	screen_close(&s);
}

static void test_purge(void **state)
{
	struct event ev = { .kind = EVENT_PURGED };
	struct screen s;

	(void)state;
	open_journal(&s, 120, 36);
	screen_type(&s, "p");
	assert_true(screen_shows(&s, "Drop the undo copies of number 17"));
	assert_true(screen_shows(&s, "92 MB"));
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_PURGE));
	screen_type(&s, "pj");
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_PURGE)->index, 17);
	screen_event(&s, &ev);
	assert_non_null(screen_effect(&s, EFFECT_HISTORY));
	assert_true(screen_shows(&s, "The undo copies are dropped."));
	screen_type(&s, "Pj");
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_PURGE)->index, 0);
	s.app.read_only = true;
	screen_type(&s, "p");
	assert_true(screen_shows(&s, "--read-only"));
	screen_close(&s);
}

/* Each row tells what its keys would do; the stage that remains is begun from
 * here, and from the page of its number. */
static void test_stages(void **state)
{
	static const char *legs[] = { "module", "lines" };
	static const char *rest[] = { "lines", "lock" };
	struct txn t[] = {
		{ .n = 18, .state = TXN_VERIFIED, .fix = "migrate-to-module",
		  .root = "/src/shop", .nchanges = 2, .subject = "/src/shop",
		  .legs = &legs[1], .nlegs = 1, .remain = &rest[1],
		  .nremain = 1, .continues = 17 },
		{ .n = 17, .state = TXN_VERIFIED, .fix = "migrate-to-module",
		  .root = "/src/shop", .nchanges = 3, .subject = "/src/shop",
		  .legs = legs, .nlegs = 1, .remain = rest, .nremain = 2 },
	};
	struct event ev = { .kind = EVENT_HISTORY, .txns = t, .ntxns = 2 };
	const struct effect *e;
	struct screen s;
	const char *no;

	(void)state;
	setenv("TZ", "UTC", 1);
	screen_open(&s, "shop", 80, 24);
	screen_key(&s, 'J');
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "u  takes back number 18 alone (lines)"));
	assert_true(screen_shows(&s, "U  takes back the whole, 2 stages, newest "
				     "first: 18 (lines), 17"));
	assert_true(screen_shows(&s, "c  goes on with the stage lock"));
	assert_true(screen_shows(&s, "U the whole"));
	assert_true(screen_shows(&s, "c next stage"));
	screen_golden(&s, "journal-stages");
	screen_key(&s, 'u');
	assert_true(screen_shows(&s, "several"));
	screen_key(&s, K_ESC);
	/* Another one went on from it. */
	screen_key(&s, 'j');
	assert_true(screen_shows(&s, "u  takes back number 17 alone (module)"));
	assert_false(screen_shows(&s, "c  goes on"));
	assert_false(app_can(&s.app, ACTION_GO_ON, &no));
	assert_non_null(strstr(no, "no stage remains"));
	screen_key(&s, 'k');
	screen_key(&s, K_ENTER);
	assert_true(screen_shows(&s, "c  goes on with the stage lock"));
	assert_true(screen_shows(&s, "U the whole"));
	screen_key(&s, 'U');
	assert_true(screen_shows(&s, "Take back 2 stages"));
	screen_key(&s, K_ESC);
	screen_key(&s, 'c');
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_string_equal(e->spec->wants[0].fix, "migrate-to-module");
	assert_string_equal(e->spec->given[0].name, "project");
	assert_string_equal(e->spec->given[0].value, ".");
	assert_int_equal(s.app.noverlays, 0);
	screen_close(&s);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_sizes),
	cmocka_unit_test(test_empty_and_unreadable),
	cmocka_unit_test(test_reasons),
	cmocka_unit_test(test_undo_asks),
	cmocka_unit_test(test_drift_is_shown),
	cmocka_unit_test(test_undo_from_the_panes),
	cmocka_unit_test(test_purge),
	cmocka_unit_test(test_stages),
};

CM_MAIN(tests)
