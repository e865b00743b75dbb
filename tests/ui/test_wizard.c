#include "config.h"

#include "tests/cm.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tests/ui/screen.h"

/* A fix of the first finding, come this far. */
static void open_at(struct screen *s, enum model m, int cols, int rows)
{
	screen_open(s, "shop", cols, rows);
	screen_key(s, 'f');
	if ((m >= MODEL_PREVIEW && m <= MODEL_REPORT) || m > MODEL_BASELINE)
		screen_fix(s, MODEL_CHOOSE);
	screen_fix(s, m);
	screen_answer_diff(s);
}

/* Rows of the page with this text. */
static int count_rows(const struct screen *s, const char *text)
{
	const struct list *l = &s->app.wizard.list[0];
	size_t i, k;
	int n = 0;

	for (i = 0; i < l->n; i++)
		for (k = 0; k < l->rows[i].nspans; k++)
			if (strstr(l->rows[i].spans[k].text, text)) {
				n++;
				break;
			}
	return n;
}

static void golden(enum model m, int cols, int rows, const char *keys,
		   const char *what, bool ascii)
{
	struct strbuf name = STRBUF_INIT;
	struct screen s;

	open_at(&s, m, cols, rows);
	if (ascii)
		screen_ascii(&s);
	for (; *keys; keys++) {
		screen_key(&s, *keys == '\n' ? K_ENTER : *keys == '\t' ? K_TAB
			       : *keys == '\b' ? K_UP : (unsigned char)*keys);
		screen_answer_diff(&s);
	}
	strbuf_addf(&name, "fix-%s%s%s", model_names[m], *what ? "-" : "",
		    what);
	screen_golden(&s, name.buf);
	strbuf_release(&name);
	screen_close(&s);
}

static void test_form(void **state)
{
	(void)state;
	golden(MODEL_ASKING, 80, 24, "", "", false);
	golden(MODEL_CHOOSE, 80, 24, "", "", false);
	golden(MODEL_CHOOSE, 120, 36, "", "", false);
	golden(MODEL_CHOOSE, 120, 36, "", "", true);
	golden(MODEL_CHOOSE, 40, 10, "", "", false);
	golden(MODEL_CHOOSE, 40, 10, "\t", "explain", false);
	golden(MODEL_CHOOSE, 80, 24, "?", "help", false);
	golden(MODEL_LONG, 80, 24, "", "", false);
	golden(MODEL_LONG, 40, 10, "", "", false);
	golden(MODEL_LONG, 120, 36, "", "", true);
	golden(MODEL_FIELDS, 120, 36, "", "", false);
	golden(MODEL_FIELDS, 80, 24, "\b\b\b\n/x", "typing", false);
	golden(MODEL_FIELDS, 40, 10, "\b\b\b", "", true);
	golden(MODEL_BAD, 120, 36, "", "", false);
	golden(MODEL_SEVERAL, 120, 36, "", "", false);
	golden(MODEL_ONE_REFUSED, 120, 36, "", "", false);
	golden(MODEL_CANNOT, 80, 24, "", "", false);
}

/* It begins with its first field, which alone is explained; c goes on from
 * any; what may run besides is behind a row. */
static void test_long_form(void **state)
{
	struct screen s;
	const struct list *l = &s.app.wizard.list[1];
	int i;

	(void)state;
	open_at(&s, MODEL_LONG, 80, 24);
	assert_string_equal(list_current(l)->key, "f:0:module");
	assert_int_equal(l->top, 0);
	assert_true(screen_shows(&s, "Nothing may lie there yet."));
	assert_false(screen_shows(&s, "Who reads it"));
	assert_true(screen_shows(&s, "c run 3\u20137 commands"));
	screen_key(&s, 'j');
	assert_false(screen_shows(&s, "Nothing may lie there yet."));
	assert_true(screen_shows(&s, "Who reads it"));
	screen_key(&s, ' ');
	assert_non_null(screen_effect(&s, EFFECT_FIX_CHOOSE));
	/* Nothing runs while the value is looked at. */
	screen_key(&s, 'c');
	assert_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	screen_fix(&s, MODEL_LONG);
	screen_key(&s, 'c');
	assert_non_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	for (i = 0; list_current(l)->kind != ROW_GO && i < 20; i++)
		screen_key(&s, 'j');
	assert_true(screen_shows(&s, "Run 3\u20137 commands"));
	assert_true(screen_shows(&s, "They run in a private folder"));
	screen_resize(&s, 80, 60);
	assert_true(screen_shows(&s, "3 commands run first"));
	assert_true(screen_shows(&s, "  7  does it build as a module?"));
	assert_true(screen_shows(&s, "Only if needed: up to 4 more"));
	assert_true(screen_shows(&s, "where command 2 calls for it (does it "
				     "build with them?):"));
	assert_true(screen_shows(&s, "commands 2, 4, 6, 7:"));
	assert_true(screen_shows(&s, "This may run: the C compiler"));
	assert_false(screen_shows(&s, "does it build with those?"));
	for (i = 0; list_current(l)->kind != ROW_FOLD && i < 20; i++)
		screen_key(&s, 'j');
	assert_true(screen_shows(&s, "Enter unfold"));
	screen_key(&s, K_ENTER);
	assert_true(screen_shows(&s, "3, 5: if not, hold some of them only"));
	assert_true(screen_shows(&s, "4, 6: does it build with those?"));
	screen_golden(&s, "fix-long-more");
	screen_key(&s, K_LEFT);
	assert_false(screen_shows(&s, "does it build with those?"));
	screen_close(&s);
}

static void test_waiting(void **state)
{
	(void)state;
	golden(MODEL_PREPARING, 80, 24, "", "", false);
	golden(MODEL_PREPARING, 40, 10, "", "", false);
	golden(MODEL_MANY, 80, 24, "", "", false);
	golden(MODEL_PLANNING, 120, 36, "", "", false);
	golden(MODEL_BASELINE, 120, 36, "", "", false);
	golden(MODEL_STAGE, 80, 24, "", "", false);
	golden(MODEL_STAGE, 120, 36, "", "", true);
	golden(MODEL_STAGE, 40, 10, "", "", false);
	golden(MODEL_ROLL_BACK, 80, 24, "", "", false);
	golden(MODEL_VERIFYING, 120, 36, "", "", false);
}

static void test_preview(void **state)
{
	(void)state;
	golden(MODEL_PREVIEW, 80, 24, "", "", false);
	golden(MODEL_PREVIEW, 120, 36, "", "", false);
	golden(MODEL_PREVIEW, 120, 36, "", "", true);
	golden(MODEL_PREVIEW, 200, 60, "", "", false);
	golden(MODEL_PREVIEW, 120, 36, "j", "second", false);
	golden(MODEL_PREVIEW, 80, 24, "\n", "full", false);
	golden(MODEL_PREVIEW, 120, 36, "k\n", "folded", false);
	golden(MODEL_PREVIEW, 120, 36, "/modules", "filter", false);
	golden(MODEL_PREVIEW, 120, 36, "\t/ctx\n", "search", false);
	golden(MODEL_PREVIEW, 40, 10, "", "", false);
	golden(MODEL_PREVIEW, 40, 10, "\n", "full", false);
	golden(MODEL_MOVE, 120, 36, "", "", false);
	/* What became of what comes before the changes and the commands. */
	golden(MODEL_REPORT, 80, 24, "", "", false);
	golden(MODEL_REPORT, 120, 36, "", "", false);
	golden(MODEL_STAGES, 80, 24, "", "", false);
	golden(MODEL_STAGES, 120, 36, "", "", false);
}

static void test_end(void **state)
{
	int m;

	(void)state;
	for (m = MODEL_DONE; m <= MODEL_BROKEN; m++)
		golden((enum model)m, 80, 24, "", "", false);
	golden(MODEL_REFUSED, 80, 24, "", "", false);
	golden(MODEL_DONE, 120, 36, "", "", false);
	golden(MODEL_DONE, 120, 36, "", "", true);
	golden(MODEL_STAGE_DONE, 120, 36, "", "", false);
	golden(MODEL_STAGE_DONE, 40, 10, "", "", false);
	golden(MODEL_DONE, 40, 10, "", "", false);
}

static void test_several(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_key(&s, 'F');
	assert_true(screen_shows(&s, "[x]"));
	screen_golden(&s, "fix-mark");
	screen_key(&s, K_DOWN);
	screen_key(&s, ' ');
	screen_key(&s, K_ENTER);
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_int_equal(e->spec->nwants, 2);
	assert_string_equal(e->spec->wants[0].fix, "regenerate-vendor");
	assert_string_equal(e->spec->wants[0].finding, "737e4fc982601fcd");
	assert_string_equal(e->spec->wants[1].fix, "edit-replace");
	assert_true(screen_shows(&s, "2 findings"));
	screen_key(&s, K_ESC);
	/* The marks are kept.  All, then none: nothing to go on with. */
	screen_key(&s, 'F');
	assert_true(app_is_marked(&s.app, &s.stream.findings[1]));
	screen_key(&s, 'a');
	screen_key(&s, K_ENTER);
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_int_equal(e->spec->nwants, 4);
	screen_key(&s, K_ESC);
	screen_type(&s, "Fa");
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_FIX_OPEN));
	assert_true(screen_shows(&s, "Space marks"));
	screen_close(&s);
}

/* From the finding to the verified end, and back to the findings. */
static void test_walk(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	screen_key(&s, 'f');
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_non_null(e);
	assert_int_equal(e->spec->nwants, 1);
	assert_string_equal(e->spec->wants[0].fix, "regenerate-vendor");
	assert_int_equal(e->spec->ngiven, 0);
	assert_true(app_is_waiting(&s.app));
	screen_fix(&s, MODEL_CHOOSE);
	assert_false(app_is_waiting(&s.app));
	assert_true(screen_shows(&s, "[Choose]"));
	assert_true(screen_shows(&s, "run it and show the preview"));
	screen_key(&s, K_ENTER);
	assert_non_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	screen_fix(&s, MODEL_PREPARING);
	assert_true(screen_shows(&s, "copying 12 of 31"));
	assert_true(screen_shows(&s, "  4 s"));
	screen_fix(&s, MODEL_PREVIEW);
	assert_true(screen_shows(&s, "[Preview]"));
	e = screen_effect(&s, EFFECT_FIX_DIFF);
	assert_non_null(e);
	assert_int_equal(e->index, 0);
	screen_answer_diff(&s);
	assert_true(screen_shows(&s, "ctx.Err()"));
	screen_key(&s, 'a');
	assert_non_null(screen_effect(&s, EFFECT_FIX_APPLY));
	screen_fix(&s, MODEL_BASELINE);
	screen_fix(&s, MODEL_STAGE);
	assert_true(screen_shows(&s, "57 MB of 92 MB"));
	/* q does not leave it half done. */
	screen_key(&s, 'q');
	assert_int_equal(s.effects.n, 0);
	assert_true(screen_shows(&s, "Esc stops it"));
	screen_fix(&s, MODEL_VERIFYING);
	screen_fix(&s, MODEL_DONE);
	assert_true(screen_shows(&s, "Done, and verified."));
	/* The journal is read again, else u would not know of it. */
	assert_non_null(screen_effect(&s, EFFECT_HISTORY));
	screen_fix(&s, MODEL_DONE);
	assert_null(screen_effect(&s, EFFECT_HISTORY));
	screen_key(&s, 'y');
	e = screen_effect(&s, EFFECT_COPY);
	assert_string_equal(e->text, "cd /src/shop; hash -r");
	/* The finding goes while the end is still on the screen. */
	s.stream.view.findings++;
	s.stream.view.nfindings--;
	screen_change(&s);
	screen_key(&s, K_ENTER);
	assert_non_null(screen_effect(&s, EFFECT_FIX_CLOSE));
	assert_int_equal(s.app.focus, PANE_FINDING);
	assert_string_equal(app_finding(&s.app)->id, "replace-outside");
	screen_close(&s);
}

/* The next one, not the first, stands under the cursor afterwards. */
static void test_next_finding(void **state)
{
	struct finding rest[8];
	struct screen s;
	size_t n;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	n = s.stream.nfindings;
	screen_key(&s, 'j');
	screen_key(&s, 'f');
	screen_fix(&s, MODEL_CHOOSE);
	screen_fix(&s, MODEL_PREVIEW);
	screen_fix(&s, MODEL_DONE);
	memcpy(rest, s.stream.findings, n * sizeof(*rest));
	memmove(&rest[1], &rest[2], (n - 2) * sizeof(*rest));
	s.stream.view.findings = rest;
	s.stream.view.nfindings = n - 1;
	screen_change(&s);
	screen_key(&s, K_ENTER);
	assert_string_equal(app_finding(&s.app)->id, "gobin-shadowed");
	screen_close(&s);
}

static void test_fields(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	open_at(&s, MODEL_FIELDS, 120, 36);
	/* The cursor waits where one goes on; the fields are above. */
	screen_key(&s, K_UP);
	screen_key(&s, K_RIGHT);
	e = screen_effect(&s, EFFECT_FIX_CHOOSE);
	assert_string_equal(e->subject, "layer");
	assert_string_equal(e->text, "rc");
	assert_true(screen_shows(&s, "Checking the new value"));
	/* Not before it was checked. */
	screen_key(&s, K_DOWN);
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	screen_fix(&s, MODEL_FIELDS);
	screen_key(&s, K_UP);
	screen_key(&s, K_UP);
	screen_key(&s, ' ');
	e = screen_effect(&s, EFFECT_FIX_CHOOSE);
	assert_string_equal(e->subject, "leave-link");
	assert_string_equal(e->text, "yes");
	assert_true(screen_shows(&s, "[x] yes"));
	screen_fix(&s, MODEL_FIELDS);
	screen_key(&s, K_UP);
	screen_key(&s, K_ENTER);
	assert_true(s.app.wizard.editing);
	/* The value stands with the cursor behind it. */
	assert_true(screen_shows(&s, "/home/ann/src/shop"));
	screen_key(&s, K_CTRL('w'));
	screen_key(&s, 'q');
	screen_key(&s, 0xe4);
	screen_key(&s, K_LEFT);
	screen_key(&s, K_LEFT);
	screen_key(&s, K_DELETE);
	screen_key(&s, 'f');
	screen_key(&s, K_END);
	screen_key(&s, K_BACKSPACE);
	screen_key(&s, K_ENTER);
	e = screen_effect(&s, EFFECT_FIX_CHOOSE);
	assert_string_equal(e->subject, "to");
	assert_string_equal(e->text, "/home/ann/src/f");
	screen_fix(&s, MODEL_BAD);
	assert_true(screen_shows(&s, "/etc cannot be written by you"));
	screen_key(&s, 'G');
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	/* Given up: the value is as before. */
	screen_key(&s, 'g');
	screen_key(&s, K_ENTER);
	screen_key(&s, 'x');
	screen_key(&s, K_ESC);
	assert_false(s.app.wizard.editing);
	assert_int_equal(s.effects.n, 0);
	assert_true(wizard_is_open(&s.app.wizard));
	screen_key(&s, K_ESC);
	assert_false(wizard_is_open(&s.app.wizard));
	screen_close(&s);
}

/* Back from the preview the form asks again, with what was chosen. */
static void test_back_keeps_choices(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	open_at(&s, MODEL_CHOOSE, 120, 36);
	screen_key(&s, K_UP);
	screen_key(&s, K_UP);
	screen_key(&s, ' ');
	assert_non_null(screen_effect(&s, EFFECT_FIX_CHOOSE));
	screen_fix(&s, MODEL_CHOOSE);
	screen_fix(&s, MODEL_PREVIEW);
	/* The list, its text in full width, and back to the list. */
	screen_key(&s, 'j');
	screen_key(&s, K_ENTER);
	assert_true(s.app.wizard.zoomed);
	screen_key(&s, K_ESC);
	assert_false(s.app.wizard.zoomed);
	assert_int_equal(app_where(&s.app), WHERE_CHANGES);
	screen_key(&s, K_ESC);
	assert_non_null(screen_effect(&s, EFFECT_FIX_CLOSE));
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_int_equal(e->spec->ngiven, 1);
	assert_string_equal(e->spec->given[0].name, "network");
	assert_string_equal(e->spec->given[0].value, "yes");
	assert_true(screen_shows(&s, "Checking the new value"));
	screen_fix(&s, MODEL_CHOOSE);
	screen_key(&s, K_ENTER);
	assert_non_null(screen_effect(&s, EFFECT_FIX_PREPARE));
	screen_close(&s);
}

static void test_stopping(void **state)
{
	struct screen s;

	(void)state;
	open_at(&s, MODEL_PREPARING, 80, 24);
	screen_key(&s, K_CTRL('c'));
	assert_non_null(screen_effect(&s, EFFECT_FIX_CANCEL));
	screen_key(&s, K_ESC);
	assert_int_equal(s.effects.n, 0);
	screen_fix(&s, MODEL_CANCELLED);
	assert_false(wizard_is_open(&s.app.wizard));
	assert_true(screen_shows(&s, "nothing was changed"));
	screen_close(&s);

	open_at(&s, MODEL_STAGE, 80, 24);
	screen_key(&s, K_ESC);
	assert_non_null(screen_effect(&s, EFFECT_FIX_CANCEL));
	screen_fix(&s, MODEL_ROLL_BACK);
	screen_fix(&s, MODEL_ROLLED_BACK);
	assert_true(wizard_is_open(&s.app.wizard));
	/* And again. */
	screen_key(&s, 'f');
	assert_non_null(screen_effect(&s, EFFECT_FIX_OPEN));
	screen_close(&s);
}

/* What gomend-apply tells: the bar and the ticks only go on. */
static void test_progress(void **state)
{
	static const struct {
		const char *step;
		int64_t done, total;
	} told[] = {
		{ "check", 0, 0 }, { "stage", 3, 41 }, { "stage", 41, 41 },
		{ "sync", 0, 1 }, { "sync", 1, 1 }, { "change", 0, 41 },
		{ "change", 41, 41 }, { "sync", 0, 1 }, { "sync", 1, 1 },
		{ "commit", 0, 0 },
	};
	int percent = 0, phase = 0;
	struct screen s;
	size_t i;

	(void)state;
	open_at(&s, MODEL_BASELINE, 80, 24);
	for (i = 0; i < ARRAY_SIZE(told); i++) {
		struct fixrun_view *v = ARENA_NEW(&s.models[1],
						  struct fixrun_view);

		*v = *model_view(&s.models[1], MODEL_STAGE);
		v->step = told[i].step;
		v->done = told[i].done;
		v->total = told[i].total;
		v->bytes = v->total_bytes = 0;
		screen_view(&s, v);
		assert_true(s.app.wizard.percent >= percent);
		assert_true(s.app.wizard.phase >= phase);
		percent = s.app.wizard.percent;
		phase = s.app.wizard.phase;
	}
	assert_int_equal(percent, 86);
	screen_close(&s);
}

/* Beside "Then" stand the exact lines, in full. */
static void test_then(void **state)
{
	struct screen s;

	(void)state;
	open_at(&s, MODEL_PREVIEW, 120, 36);
	assert_true(screen_shows(&s, "runs 1 command"));
	assert_false(screen_shows(&s, "It does not use the network."));
	list_select(&s.app.wizard.list[0], "then");
	screen_key(&s, K_ENTER);
	assert_int_equal(s.app.wizard.side, 1);
	assert_true(screen_shows(&s, "cd /src/shop && /usr/local/go"));
	assert_true(screen_shows(&s, "It does not use the network."));
	screen_close(&s);
}

/* A move: the lines differ by the folder, the command is the same. */
static void test_verified_once(void **state)
{
	struct fixrun_command c[4];
	struct fixrun_view *v;
	struct screen s;

	(void)state;
	open_at(&s, MODEL_VERIFYING, 80, 24);
	v = ARENA_NEW(&s.models[1], struct fixrun_view);
	*v = *model_view(&s.models[1], MODEL_DONE);
	memset(c, 0, sizeof(c));
	c[0].when = FIXRUN_PREPARING;
	c[1].when = c[2].when = FIXRUN_BASELINE;
	c[3].when = FIXRUN_VERIFYING;
	c[0].done = c[1].done = c[2].done = c[3].done = true;
	c[2].exit_code = 1;
	c[0].line = c[0].brief = "go mod vendor";
	c[1].line = "cd /old && go build ./...";
	c[2].line = "cd /old && go vet ./...";
	c[3].line = "cd /new && go build ./...";
	c[1].brief = c[3].brief = "go build ./...";
	c[2].brief = "go vet ./...";
	v->commands = c;
	v->ncommands = 4;
	screen_view(&s, v);
	assert_int_equal(count_rows(&s, "go build ./..."), 1);
	assert_int_equal(count_rows(&s, "go vet ./..."), 1);
	screen_close(&s);
}

static void check_still_here(bool here)
{
	struct fixrun_view *v;
	struct screen s;

	open_at(&s, MODEL_VERIFYING, 80, 24);
	v = ARENA_NEW(&s.models[1], struct fixrun_view);
	*v = *model_view(&s.models[1], MODEL_DONE);
	v->here_still = here;
	screen_view(&s, v);
	assert_int_equal(screen_shows(&s, "the finding is gone"), !here);
	assert_int_equal(screen_shows(&s, "fresh shells do not have it"),
			 here);
	assert_int_equal(screen_shows(&s, "keeps the environment"), here);
	screen_close(&s);
}

/* An rc file does not reach the shell that gomend came from. */
static void test_still_here(void **state)
{
	(void)state;
	check_still_here(false);
	check_still_here(true);
}

static void test_undo_at_the_end(void **state)
{
	const char *drift[] = { "vendor/modules.txt: its bytes have changed" };
	struct undo_result u = { .txn = 17, .message = "It has drifted.",
				 .drift = drift, .ndrift = 1 };
	struct event ev = { .kind = EVENT_UNDONE, .undo = &u };
	const struct effect *e;
	struct screen s;

	(void)state;
	open_at(&s, MODEL_DONE, 80, 24);
	screen_key(&s, 'u');
	e = screen_effect(&s, EFFECT_UNDO);
	assert_int_equal(e->index, 17);
	/* Once is enough, and it is waited for. */
	screen_key(&s, 'u');
	screen_key(&s, K_ENTER);
	assert_int_equal(s.effects.n, 0);
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "It was not taken back"));
	assert_true(screen_shows(&s, "its bytes have changed"));
	screen_golden(&s, "fix-undo-drift");
	screen_key(&s, 'u');
	u.done = true;
	u.message = NULL;
	u.ndrift = 0;
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "Taken back."));
	assert_non_null(screen_effect(&s, EFFECT_HISTORY));
	screen_key(&s, 'u');
	assert_null(screen_effect(&s, EFFECT_UNDO));
	screen_close(&s);
}

/* Behind a stage: on, with what was chosen, or not. */
static void test_next_stage(void **state)
{
	const struct effect *e;
	const char *no = NULL;
	struct screen s;
	size_t i;
	bool until = false, project = false;

	(void)state;
	open_at(&s, MODEL_STAGE_DONE, 80, 24);
	assert_true(screen_shows(&s, "module, done:"));
	assert_true(screen_shows(&s, "Gate, passed: go build ./... passes."));
	assert_true(screen_shows(&s, "lines, next:"));
	assert_true(screen_shows(&s, "lock, later:"));
	/* There is no other to be taken back with it. */
	assert_false(app_can(&s.app, ACTION_UNDO_WHOLE, &no));
	assert_non_null(strstr(no, "the only stage"));
	screen_key(&s, 'c');
	assert_non_null(screen_effect(&s, EFFECT_FIX_CLOSE));
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_int_equal(e->spec->nwants, 1);
	assert_string_equal(e->spec->wants[0].fix, "migrate-to-module");
	assert_null(e->spec->wants[0].finding);
	for (i = 0; i < e->spec->ngiven; i++) {
		const struct choice *c = &e->spec->given[i];

		until = until || (!strcmp(c->name, "until") &&
				  !strcmp(c->value, "lines"));
		project = project || (!strcmp(c->name, "project") &&
				      !strcmp(c->value, "."));
	}
	assert_true(until && project);
	screen_close(&s);
	/* Enter stops here. */
	open_at(&s, MODEL_STAGE_DONE, 80, 24);
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_FIX_OPEN));
	assert_non_null(screen_effect(&s, EFFECT_FIX_CLOSE));
	screen_close(&s);
	open_at(&s, MODEL_STAGE_LAST, 80, 24);
	assert_false(app_can(&s.app, ACTION_GO_ON, &no));
	assert_true(screen_shows(&s, "No stage remains."));
	screen_close(&s);
}

/* Asked once; then all of them, newest first. */
static void test_undo_whole(void **state)
{
	static const char *module[] = { "module" }, *lock[] = { "lock" };
	struct txn list[] = {
		{ .n = 17, .state = TXN_VERIFIED, .fix = "migrate-to-module",
		  .root = "/src/shop", .legs = lock, .nlegs = 1,
		  .continues = 16 },
		{ .n = 16, .state = TXN_VERIFIED, .fix = "migrate-to-module",
		  .root = "/src/shop", .legs = module, .nlegs = 1,
		  .remain = lock, .nremain = 1 },
	};
	const int all[] = { 17, 16 };
	struct event history = { .kind = EVENT_HISTORY, .txns = list,
				 .ntxns = 2 };
	struct undo_result u = { .txn = 16, .nwhole = 2, .all = all,
				 .nall = 1, .message = "It has drifted." };
	struct event ev = { .kind = EVENT_UNDONE, .undo = &u };
	struct screen s;

	(void)state;
	open_at(&s, MODEL_STAGE_LAST, 80, 24);
	screen_event(&s, &history);
	screen_key(&s, 'U');
	assert_true(screen_shows(&s, "Take back 2 stages in"));
	screen_golden(&s, "fix-undo-whole");
	screen_key(&s, K_ENTER);
	assert_null(screen_effect(&s, EFFECT_UNDO_WHOLE));
	screen_type(&s, "Uj");
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_UNDO_WHOLE)->index, 17);
	assert_true(screen_shows(&s, "Taking it back"));
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "Of the 2 stages 1 is taken back"));
	assert_true(screen_shows(&s, "It has drifted."));
	screen_close(&s);
	open_at(&s, MODEL_STAGE_LAST, 80, 24);
	screen_event(&s, &history);
	screen_type(&s, "Uj");
	screen_key(&s, K_ENTER);
	u = (struct undo_result){ .done = true, .txn = 16, .nwhole = 2,
				  .all = all, .nall = 2 };
	screen_event(&s, &ev);
	assert_true(screen_shows(&s, "All 2 stages are taken back."));
	screen_close(&s);
	/* From the journal, at any of them; not of what has no stages. */
	screen_open(&s, "shop", 80, 24);
	screen_key(&s, 'J');
	screen_event(&s, &history);
	screen_type(&s, "jUj");
	screen_key(&s, K_ENTER);
	assert_int_equal(screen_effect(&s, EFFECT_UNDO_WHOLE)->index, 16);
	screen_close(&s);
}

static const char *reason(struct screen *s, enum action a)
{
	const char *no = NULL;

	return app_can(&s->app, a, &no) ? NULL : no;
}

/* What cannot work says why, in the bar's place and in help. */
static void test_reasons(void **state)
{
	struct screen s;

	(void)state;
	screen_open(&s, NULL, 80, 24);
	assert_non_null(reason(&s, ACTION_FIX));
	screen_close(&s);
	screen_open(&s, "shop", 80, 24);
	assert_null(reason(&s, ACTION_FIX));
	assert_null(reason(&s, ACTION_FIX_SEVERAL));
	screen_key(&s, 'G');
	assert_string_equal(app_finding(&s.app)->id, "gopath-legacy-lock");
	assert_non_null(strstr(reason(&s, ACTION_FIX), "no fix"));
	screen_key(&s, 'f');
	assert_int_equal(s.effects.n, 0);
	assert_true(screen_shows(&s, "gomend has no fix for it"));
	s.app.read_only = true;
	screen_key(&s, 'g');
	assert_non_null(strstr(reason(&s, ACTION_FIX), "--read-only"));
	assert_non_null(strstr(reason(&s, ACTION_FIX_SEVERAL), "--read-only"));
	assert_non_null(strstr(reason(&s, ACTION_UNDO), "--read-only"));
	/* To look is allowed. */
	assert_null(reason(&s, ACTION_JOURNAL));
	s.app.read_only = false;
	s.stream.snap.repo.foreign_owner = true;
	assert_non_null(strstr(reason(&s, ACTION_FIX), "another user"));
	screen_close(&s);
}

static void test_other_fix(void **state)
{
	const struct effect *e;
	struct screen s;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	while (strcmp(app_finding(&s.app)->id, "gowork-from-above"))
		screen_key(&s, 'j');
	screen_key(&s, 'f');
	screen_fix(&s, MODEL_FIELDS);
	screen_key(&s, ']');
	assert_non_null(screen_effect(&s, EFFECT_FIX_CLOSE));
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_string_equal(e->spec->wants[0].fix, "use-in-workspace");
	screen_fix(&s, MODEL_FIELDS);
	screen_key(&s, ']');
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_string_equal(e->spec->wants[0].fix, "gowork-off");
	screen_key(&s, K_ESC);
	/* From the row of the finding's page as well. */
	screen_type(&s, "3");
	assert_true(list_select(&s.app.pane[PANE_WHY], "x:use-in-workspace"));
	screen_key(&s, K_ENTER);
	e = screen_effect(&s, EFFECT_FIX_OPEN);
	assert_string_equal(e->spec->wants[0].fix, "use-in-workspace");
	screen_close(&s);
}

/* One text is asked for at a time; what was shown before is kept. */
static void test_diffs_are_kept(void **state)
{
	struct event ev = { .kind = EVENT_FIX_DIFF, .index = 0 };
	struct screen s;

	(void)state;
	open_at(&s, MODEL_CHOOSE, 120, 36);
	screen_fix(&s, MODEL_PREVIEW);
	assert_int_equal(screen_effect(&s, EFFECT_FIX_DIFF)->index, 0);
	/* A heading has no text; the change below it has. */
	screen_key(&s, 'k');
	screen_type(&s, "jj");
	assert_null(screen_effect(&s, EFFECT_FIX_DIFF));
	ev.text = model_diff(0, &ev.error);
	screen_event(&s, &ev);
	assert_int_equal(screen_effect(&s, EFFECT_FIX_DIFF)->index, 1);
	screen_answer_diff(&s);
	assert_true(screen_shows(&s, "new"));
	screen_key(&s, 'k');
	assert_null(screen_effect(&s, EFFECT_FIX_DIFF));
	assert_true(screen_shows(&s, "ctx.Err()"));
	/* Escapes in it are text. */
	screen_key(&s, K_TAB);
	screen_key(&s, 'G');
	assert_true(screen_shows(&s, "\\x1b[31mnot red"));
	screen_close(&s);
}

static void test_mouse(void **state)
{
	struct screen s;
	struct rect in;

	(void)state;
	open_at(&s, MODEL_PREVIEW, 120, 36);
	in = wizard_inner(&s.app.wizard, 0);
	screen_click(&s, in.y + 2, in.x + 4, false);
	assert_int_equal(screen_effect(&s, EFFECT_FIX_DIFF)->index, 1);
	screen_answer_diff(&s);
	in = wizard_inner(&s.app.wizard, 1);
	screen_click(&s, in.y, in.x + 4, false);
	assert_int_equal(app_where(&s.app), WHERE_DIFF);
	in = wizard_inner(&s.app.wizard, 0);
	screen_click(&s, in.y, in.x + 4, true);
	assert_true(screen_shows(&s, "4 files"));
	screen_close(&s);
}

/* Eight thousand changes: made once, drawn a screen at a time. */
static void test_many(void **state)
{
	struct event ev = { .kind = EVENT_FIX_CHANGED };
	struct arena a = ARENA_INIT;
	struct screen s;
	struct row *before;
	size_t i;

	(void)state;
	open_at(&s, MODEL_CHOOSE, 120, 36);
	ev.fix = model_many(&a, 8000);
	screen_event(&s, &ev);
	assert_int_equal(s.app.wizard.list[0].n, 8401);
	before = s.app.wizard.list[0].rows;
	for (i = 0; i < 500; i++)
		screen_key(&s, i % 2 ? K_PGDN : 'j');
	/* The last row is what runs afterwards. */
	screen_key(&s, 'G');
	screen_key(&s, 'k');
	assert_ptr_equal(before, s.app.wizard.list[0].rows);
	assert_true(screen_shows(&s, "pkg/file7999.go"));
	screen_type(&s, "/file7777");
	assert_int_equal(s.app.wizard.list[0].n, 1);
	screen_assert_sound(&s);
	screen_close(&s);
	arena_release(&a);
}

/* Any size, any state: nothing overflows, every key is answered. */
static void test_every_state(void **state)
{
	static const int keys[] = {
		'j', 'k', 'h', 'l', 'g', 'G', '/', 'a', 'n', 'N', '+', '?',
		'q', 'y', 'u', 'f', 'F', 'J', ' ', ']', K_ENTER, K_ESC, K_TAB,
		K_UP, K_DOWN, K_LEFT, K_RIGHT, K_PGUP, K_PGDN, K_BACKSPACE,
		K_CTRL('c'), K_CTRL('u'), 0x6a21,
	};
	unsigned seed = 20261126;
	struct screen s;
	int i, m;

	(void)state;
	screen_open(&s, "shop", 120, 36);
	for (i = 0; i < 12000; i++) {
		seed = seed * 1103515245U + 12345U;
		m = (int)(seed >> 16) % 100;
		if (m < 70) {
			screen_key(&s, keys[(seed >> 8) % ARRAY_SIZE(keys)]);
		} else if (m < 82) {
			screen_fix(&s, (enum model)((seed >> 9) % NMODELS));
		} else if (m < 86) {
			screen_resize(&s, 1 + (int)((seed >> 9) % 220),
				      1 + (int)((seed >> 5) % 70));
		} else if (m < 90) {
			screen_history(&s);
		} else if (m < 93) {
			screen_change(&s);
		} else if (s.app.cols && s.app.rows) {
			screen_click(&s, (int)(seed >> 9) % s.app.rows,
				     (int)(seed >> 7) % s.app.cols, m & 1);
		}
		screen_answer_diff(&s);
		if (i % 7 == 0)
			screen_assert_sound(&s);
	}
	screen_close(&s);
}

/* The frame stands around wider words. */
static void test_chinese(void **state)
{
	static const enum model models[] = {
		MODEL_CHOOSE, MODEL_FIELDS, MODEL_PREVIEW, MODEL_STAGE,
		MODEL_DONE, MODEL_DRIFT, MODEL_STAGES, MODEL_STAGE_DONE,
		MODEL_STAGE_LAST,
	};
	const char *builddir = getenv("builddir");
	struct strbuf dir = STRBUF_INIT;
	size_t i, k;

	(void)state;
	setenv("LANGUAGE", "zh_CN", 1);
	strbuf_addf(&dir, "%s/locale", builddir ? builddir : "build");
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("gomend", dir.buf);
	bind_textdomain_codeset("gomend", "UTF-8");
	textdomain("gomend");
	for (i = 0; i < ARRAY_SIZE(models); i++)
		for (k = 0; k < 3; k++) {
			struct strbuf name = STRBUF_INIT;
			struct screen s;
			int cols = k == 0 ? 80 : k == 1 ? 120 : 40;
			int rows = k == 0 ? 24 : k == 1 ? 36 : 10;

			open_at(&s, models[i], cols, rows);
			strbuf_addf(&name, "fix-%s-zh",
				    model_names[models[i]]);
			screen_golden(&s, name.buf);
			strbuf_release(&name);
			screen_close(&s);
		}
	strbuf_release(&dir);
	unsetenv("LANGUAGE");
	textdomain("messages");
}

/* How much of a download is there, and how long the rest takes. */
static void test_download(void **state)
{
	struct fixrun_command running;
	struct fixrun_view v;
	struct screen s;

	(void)state;
	open_at(&s, MODEL_PREPARING, 80, 24);
	v = *model_view(&s.models[1], MODEL_PREPARING);
	assert_true(v.ncommands > 0);
	running = v.commands[0];
	running.running = true;
	running.done = false;
	running.took_ms = 10000;
	v.commands = &running;
	v.ncommands = 1;
	v.bytes = 25000000;
	v.total_bytes = 100000000;
	screen_view(&s, &v);
	assert_true(screen_shows(&s, "25%"));
	assert_true(screen_shows(&s, "25 MB of 100 MB, about 31 s left"));
	/* A server that does not say how much there is. */
	v.total_bytes = 0;
	screen_view(&s, &v);
	assert_true(screen_shows(&s, "25 MB"));
	assert_false(screen_shows(&s, "left"));
	screen_close(&s);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_download),
	cmocka_unit_test(test_form),
	cmocka_unit_test(test_long_form),
	cmocka_unit_test(test_waiting),
	cmocka_unit_test(test_preview),
	cmocka_unit_test(test_end),
	cmocka_unit_test(test_several),
	cmocka_unit_test(test_walk),
	cmocka_unit_test(test_next_finding),
	cmocka_unit_test(test_fields),
	cmocka_unit_test(test_back_keeps_choices),
	cmocka_unit_test(test_stopping),
	cmocka_unit_test(test_then),
	cmocka_unit_test(test_progress),
	cmocka_unit_test(test_verified_once),
	cmocka_unit_test(test_still_here),
	cmocka_unit_test(test_undo_at_the_end),
		cmocka_unit_test(test_next_stage),
		cmocka_unit_test(test_undo_whole),
	cmocka_unit_test(test_reasons),
	cmocka_unit_test(test_other_fix),
	cmocka_unit_test(test_diffs_are_kept),
	cmocka_unit_test(test_mouse),
	cmocka_unit_test(test_many),
	cmocka_unit_test(test_every_state),
	cmocka_unit_test(test_chinese),
};

CM_MAIN(tests)
