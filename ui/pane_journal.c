/* The journal: what was applied, its changes, taking it back. */
#include "config.h"

#include "ui/journal.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "probe/fixrun.h"
#include "report/plan_text.h"
#include "report/words.h"
#include "ui/app.h"

void journal_init(struct journal *j)
{
	memset(j, 0, sizeof(*j));
	arena_init(&j->arena);
	arena_init(&j->plan_arena);
	arena_init(&j->refused_arena);
}

static void drop_plan(struct journal *j)
{
	arena_release(&j->plan_arena);
	arena_init(&j->plan_arena);
	memset(&j->plan, 0, sizeof(j->plan));
	free(j->plan_error);
	j->plan_error = NULL;
	j->plan_of = 0;
}

static void drop_refused(struct journal *j)
{
	arena_release(&j->refused_arena);
	arena_init(&j->refused_arena);
	j->refused = 0;
	j->message = j->hint = NULL;
	j->drift = NULL;
	j->ndrift = 0;
}

void journal_release(struct journal *j)
{
	drop_plan(j);
	drop_refused(j);
	arena_release(&j->arena);
	free(j->error);
}

/* Questions */

static const struct txn *txn_of(const struct journal *j, size_t n)
{
	size_t i;

	for (i = 0; i < j->n; i++)
		if ((size_t)j->txns[i].n == n)
			return &j->txns[i];
	return NULL;
}

/* The newest one that can be taken back. */
static const struct txn *last_in_place(const struct journal *j)
{
	size_t i;

	for (i = 0; i < j->n; i++)
		if (txn_can_undo(&j->txns[i]))
			return &j->txns[i];
	return NULL;
}

bool journal_can_undo(const struct journal *j)
{
	return last_in_place(j) != NULL;
}

/* Why it cannot be taken back; NULL: it can. */
static const char *cannot_undo(const struct txn *t)
{
	switch (t->state) {
	case TXN_APPLIED:
	case TXN_VERIFIED:
		return NULL;
	case TXN_OPEN:
	case TXN_UNDOING:
		return _("it is under way");
	case TXN_ROLLED_BACK:
	case TXN_PUT_BACK:
		return _("nothing of it is in place");
	case TXN_UNDONE:
		return _("it has been taken back already");
	case TXN_PURGED:
		return _("its undo copies were dropped");
	case TXN_DAMAGED:
		return _("its journal is damaged");
	}
	return NULL;
}

/* In a column. */
static const char *state_word(enum txn_state s)
{
	switch (s) {
	case TXN_APPLIED:
		return C_("txn", "not verified");
	case TXN_VERIFIED:
		return C_("txn", "verified");
	case TXN_PURGED:
		return C_("txn", "undo dropped");
	case TXN_OPEN:
		return C_("txn", "under way");
	case TXN_UNDOING:
		return C_("txn", "being taken back");
	case TXN_ROLLED_BACK:
	case TXN_PUT_BACK:
	case TXN_UNDONE:
	case TXN_DAMAGED:
		break;
	}
	return words_txn_state(s);
}

static enum look state_look(enum txn_state s)
{
	switch (s) {
	case TXN_VERIFIED:
		return LOOK_OK;
	case TXN_APPLIED:
	case TXN_PURGED:
		return LOOK_TEXT;
	case TXN_OPEN:
	case TXN_UNDOING:
		return LOOK_ADVICE;
	case TXN_ROLLED_BACK:
	case TXN_PUT_BACK:
	case TXN_DAMAGED:
		return LOOK_WARNING;
	case TXN_UNDONE:
		return LOOK_DIM;
	}
	return LOOK_TEXT;
}

static const char *repo_of(const struct app *app, struct arena *a,
			   const struct txn *t)
{
	return t->root ? app_text(app, a, path_base(t->root)) : "";
}

static bool is_here(const struct app *app, const struct txn *t)
{
	return app->view && cstr_eq(t->root, app->view->snap->repo.root);
}

/* The one whose page is open, else the one of the row. */
static const struct txn *txn_under_cursor(const struct app *app)
{
	const struct row *r = list_current(app_list_of(app));

	if (app_where(app) & WHERE_TXN)
		return txn_of(&app->journal, (size_t)app->journal.plan_of);
	return r && r->kind == ROW_TXN ? txn_of(&app->journal, r->index)
				       : NULL;
}

/* The stages of it that follow were done by another one that is in place. */
static bool is_followed(const struct journal *j, const struct txn *t)
{
	size_t i;

	for (i = 0; i < j->n; i++)
		if (j->txns[i].continues == t->n && txn_can_undo(&j->txns[i]))
			return true;
	return false;
}

/* Why no further stage can begin from here; NULL: it can. */
static const char *cannot_go_on(const struct app *app, const struct txn *t)
{
	if (!t->nremain || !txn_can_undo(t) || is_followed(&app->journal, t))
		return _("no stage remains of it");
	if (!is_here(app, t) || cstr_empty(t->subject))
		return _("it is of another repository: open gomend there");
	return wizard_is_open(&app->wizard) || app->setup.on
	       ? _("a fix is open") : NULL;
}

/* Rows */

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

/* What one can do with it, and what each key would do: before it is pressed. */
static void key_row(struct app *app, struct list *l, int cols, int indent,
		    const char *key, const char *text)
{
	list_wrap(l, NULL, LOOK_TEXT, indent, cols,
		  arena_printf(&l->arena, "%*s%s", indent - 3, "", key),
		  LOOK_KEY, app_text(app, &l->arena, text));
}

/* "17 (lock), 16 (lines)": which, and what they did, newest first. */
static const char *whole_list(const struct app *app, struct arena *a,
			      const struct txn *t, size_t *n)
{
	const struct journal *j = &app->journal;
	const struct txn **list;
	const char *all = "";
	size_t i;

	*n = 0;
	if (journal_whole(a, j->txns, j->n, t->n, &list, n, NULL))
		return "";
	for (i = 0; i < *n; i++)
		all = arena_printf(a, "%s%s%d (%s)", all, *all ? ", " : "",
				   list[i]->n, list[i]->nlegs
				   ? stage_names(a, list[i]->legs,
						  list[i]->nlegs)
				   : app_text(app, a, list[i]->fix));
	return all;
}

static void undo_keys(struct app *app, struct list *l, int cols, int indent,
		      const struct txn *t)
{
	struct arena *a = &l->arena;
	const char *all, *no = cannot_undo(t);
	size_t n;

	if (no) {
		list_wrap(l, NULL, LOOK_DIM, indent, cols, "", LOOK_DIM,
			  SAY(a, N_("It cannot be taken back: {0}."), no));
		return;
	}
	if (journal_cannot_whole(&app->journal, t->n)) {
		key_row(app, l, cols, indent, "u", SAY(a, N_(
			"takes back number {0}"),
			arena_printf(a, "%d", t->n)));
		return;
	}
	key_row(app, l, cols, indent, "u", SAY(a, N_(
		"takes back number {0} alone ({1})"),
		arena_printf(a, "%d", t->n),
		stage_names(a, t->legs, t->nlegs)));
	all = whole_list(app, a, t, &n);
	key_row(app, l, cols, indent, "U", SAY(a, N_(
		"takes back the whole, {0} stages, newest first: {1}"),
		arena_printf(a, "%zu", n), all));
}

static void txn_keys(struct app *app, struct list *l, int cols, int indent,
		     const struct txn *t)
{
	struct arena *a = &l->arena;

	undo_keys(app, l, cols, indent, t);
	if (t->nremain && !cannot_go_on(app, t))
		key_row(app, l, cols, indent, "c", SAY(a, N_(
			"goes on with the stage {0}; a preview comes first"),
			t->remain[0]));
}

/* Below the row under the cursor. */
static void unfolded(struct app *app, struct list *l, int cols,
		     const struct txn *t)
{
	size_t at = l->nall - 1, i;
	struct arena *a = &l->arena;

	if (cols < 110)
		list_wrap(l, NULL, LOOK_TEXT, 6, cols, "", LOOK_TEXT,
			  app_text(app, a, msg_text(a, &t->title)));
	if (*txn_stages(a, t))
		list_wrap(l, NULL, LOOK_DIM, 6, cols, "", LOOK_DIM,
			  txn_stages(a, t));
	txn_keys(app, l, cols, 9, t);
	for (i = at + 1; i < l->nall; i++)
		l->all[i].skip = true;
	l->all[at].below = l->nall - 1 - at;
}

static void txn_row(struct app *app, struct list *l, int cols,
		    const struct txn *t, int number, int fix, int repo)
{
	struct arena *a = &l->arena;
	struct row *r = list_row(l, arena_printf(a, "%d", t->n));
	bool gone = !txn_can_undo(t) && t->state != TXN_PURGED;
	const char *title = app_text(app, a, msg_text(a, &t->title));

	r->kind = ROW_TXN;
	r->index = (size_t)t->n;
	r->match = arena_printf(a, "%d %s %s %s %s", t->n, t->fix, title,
				t->root ? app_text(app, a, t->root) : "",
				words_txn_state(t->state));
	row_span(l, r, gone ? LOOK_DIM : LOOK_STRONG,
		 arena_printf(a, " %*d  ", number, t->n));
	if (cols >= 64)
		row_span(l, r, LOOK_DIM, txn_when(a, t))->cols = 18;
	row_span(l, r, gone ? LOOK_DIM : LOOK_NAME,
		 app_text(app, a, t->fix))->cols = fix + 2;
	row_span(l, r, is_here(app, t) ? LOOK_TEXT : LOOK_DIM,
		 repo_of(app, a, t))->cols = repo + 2;
	if (cols >= 110)
		row_span(l, r, gone ? LOOK_DIM : LOOK_TEXT, title);
	row_span(l, r, state_look(t->state),
		 arena_printf(a, " %s", state_word(t->state)))->right = true;
	if (cols >= 76)
		row_span(l, r, LOOK_DIM, arena_printf(a, " %8s ",
			t->undo_bytes ? words_bytes(a, t->undo_bytes) : "-"))
			->right = true;
	else
		row_span(l, r, LOOK_DIM, " ")->right = true;
}

/* The cursor stands on it, or will. */
static bool is_shown(const struct list *l, const struct txn *t, bool first)
{
	struct arena a = ARENA_INIT;
	bool shown = !l->filter.len && (l->touched
		? cstr_eq(l->key.buf, arena_printf(&a, "%d", t->n)) : first);

	arena_release(&a);
	return shown;
}

void journal_follow(struct app *app)
{
	const struct row *r = list_current(app_list_of(app));

	if (app_where(app) != WHERE_JOURNAL || !r || r->kind != ROW_TXN ||
	    app->journal.shown == (int)r->index)
		return;
	app->journal.shown = (int)r->index;
	app_rebuild_overlays(app);
}

void page_journal(struct app *app, struct list *l, int cols)
{
	const struct journal *j = &app->journal;
	struct arena *a = &l->arena;
	int number = 1, fix = 0, repo = 0;
	int64_t bytes = 0;
	size_t i;

	if (j->error) {
		list_wrap(l, NULL, LOOK_ERROR, 1, cols, "", LOOK_DIM,
			  app_text(app, a, j->error));
		return;
	}
	if (!j->known) {
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("Reading the journal\u2026"));
		return;
	}
	if (!j->n) {
		list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
			  _("Nothing has been applied yet. f on a finding "
			    "mends it; what is applied then stands here and "
			    "can be taken back."));
		return;
	}
	for (i = 0; i < j->n; i++) {
		number = max_int(number, text_cols_of(
			arena_printf(a, "%d", j->txns[i].n)));
		fix = max_int(fix, text_cols_of(j->txns[i].fix));
		repo = max_int(repo, text_cols_of(repo_of(app, a,
							  &j->txns[i])));
		bytes += j->txns[i].undo_bytes;
	}
	if (fix > 22)
		fix = 22;
	if (repo > cols / 6)
		repo = cols / 6;
	for (i = 0; i < j->n; i++) {
		txn_row(app, l, cols, &j->txns[i], number, fix, repo);
		if (is_shown(l, &j->txns[i], !i))
			unfolded(app, l, cols, &j->txns[i]);
	}
	if (!bytes)
		return;
	list_row(l, NULL)->skip = true;
	i = l->nall;
	list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
		  arena_printf(a, _("Undo copies take %s on disk."),
			       words_bytes(a, bytes)));
	for (; i < l->nall; i++)
		l->all[i].skip = true;
}

static void fact(struct app *app, struct list *l, int cols, const char *word,
		 enum look look, const char *text)
{
	int indent = max_int(14, text_cols_of(word) + 3);

	if (!cstr_empty(text))
		list_wrap(l, NULL, look, indent, cols,
			  arena_printf(&l->arena, " %s", word), LOOK_HEAD,
			  app_text(app, &l->arena, text));
}

static void refused_rows(struct app *app, struct list *l, int cols)
{
	const struct journal *j = &app->journal;
	struct arena *a = &l->arena;
	size_t i;

	list_wrap(l, NULL, LOOK_WARNING, 3, cols, " !", LOOK_WARNING,
		  _("It was not taken back; it is still in place."));
	if (!cstr_empty(j->message))
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_TEXT,
			  app_text(app, a, j->message));
	for (i = 0; i < j->ndrift; i++)
		list_wrap(l, NULL, LOOK_TEXT, 5, cols, "   - ", LOOK_DIM,
			  app_text(app, a, j->drift[i]));
	if (!cstr_empty(j->hint))
		list_wrap(l, NULL, LOOK_STRONG, 3, cols, "", LOOK_TEXT,
			  app_text(app, a, j->hint));
	list_blank(l);
}

static void change_rows(struct app *app, struct list *l, int cols)
{
	const struct journal *j = &app->journal;
	struct arena *a = &l->arena;
	const char *group = NULL;
	size_t i;

	if (j->plan_error) {
		list_heading(l, C_("journal", "Changes"));
		list_wrap(l, NULL, LOOK_WARNING, 3, cols, "", LOOK_TEXT,
			  app_text(app, a, j->plan_error));
		return;
	}
	if (!j->plan.nchanges)
		return;
	list_heading(l, arena_printf(a, ngettext("%zu change", "%zu changes",
					    (unsigned long)j->plan.nchanges),
				j->plan.nchanges));
	for (i = 0; i < j->plan.nchanges; i++) {
		const struct plan_change *c = &j->plan.changes[i];
		struct row *r;

		if (c->group && !cstr_eq(group, c->group)) {
			r = list_row(l, NULL);
			row_span(l, r, LOOK_TEXT, "   ");
			row_span(l, r, LOOK_NAME, app_text(app, a, c->group));
		}
		group = c->group;
		r = list_row(l, NULL);
		row_span(l, r, LOOK_STRONG,
			 arena_printf(a, "   %c ", change_letter(c->kind)));
		row_span(l, r, LOOK_TEXT,
			 change_path(app, a, &j->plan, c->path));
		if (c->to) {
			row_span(l, r, LOOK_DIM, " \u2192 ");
			row_span(l, r, LOOK_TEXT,
				 change_path(app, a, &j->plan, c->to));
		}
		change_size(app, l, r, c);
	}
}

void page_txn(struct app *app, struct list *l, int cols)
{
	const struct journal *j = &app->journal;
	const struct txn *t = txn_of(j, (size_t)j->plan_of);
	struct arena *a = &l->arena;
	const char *no;

	if (!t)
		return;
	if (j->refused == t->n)
		refused_rows(app, l, cols);
	list_wrap(l, NULL, LOOK_STRONG, 1, cols, "", LOOK_TEXT,
		  app_text(app, a, msg_text(a, &t->title)));
	list_blank(l);
	fact(app, l, cols, C_("journal", "Fix"), LOOK_NAME, t->fix);
	fact(app, l, cols, C_("journal", "When"), LOOK_TEXT, txn_when(a, t));
	fact(app, l, cols, C_("journal", "Where"), LOOK_TEXT,
	     app_path(app, a, t->root));
	fact(app, l, cols, C_("journal", "State"), state_look(t->state),
	     words_txn_state(t->state));
	if (!cstr_empty(t->reason))
		fact(app, l, cols, C_("journal", "Because"), LOOK_TEXT,
		     msg_told(a, t->reason));
	if (t->undo_bytes)
		fact(app, l, cols, C_("journal", "Undo"), LOOK_TEXT,
		     words_bytes(a, t->undo_bytes));
	if (*txn_stages(a, t))
		fact(app, l, cols, C_("journal", "Stages"), LOOK_TEXT,
		     txn_stages(a, t));
	no = cannot_undo(t);
	if (no && !txn_can_undo(t) && t->state == TXN_PURGED)
		fact(app, l, cols, C_("journal", "Undo"), LOOK_TEXT, no);
	if (!cstr_empty(t->shell_line) && txn_can_undo(t)) {
		fact(app, l, cols, C_("journal", "Shell"), LOOK_COMMAND,
		     t->shell_line);
		l->all[l->nall - 1].copy = arena_strdup(a, t->shell_line);
	}
	if (!cannot_undo(t)) {
		list_blank(l);
		txn_keys(app, l, cols, 4, t);
	}
	change_rows(app, l, cols);
}

static const char *whole_text(const struct app *app, struct arena *a,
			      const struct txn *t)
{
	size_t n;
	const char *all = whole_list(app, a, t, &n);

	if (!n)
		return "";
	return arena_printf(a, ngettext(
		"Take back %zu stage in %s: %s? Where something was changed "
		"since, nothing is taken back.",
		"Take back %zu stages in %s, one after the other: %s? Where "
		"something was changed since, nothing is taken back.",
		(unsigned long)n), n, app_path(app, a, t->root), all);
}

static const char *question_text(const struct app *app, struct arena *a)
{
	const struct journal *j = &app->journal;
	const struct txn *t = txn_of(j, (size_t)j->question_n);
	const char *text;
	int64_t bytes = 0;
	size_t i;

	if (j->question == QUESTION_PURGE_ALL) {
		for (i = 0; i < j->n; i++)
			bytes += j->txns[i].undo_bytes;
		return arena_printf(a, _("Drop the undo copies of everything "
					 "that was applied? %s become free; "
					 "nothing of it can be taken back "
					 "then."), words_bytes(a, bytes));
	}
	if (!t)
		return "";
	if (j->question == QUESTION_WHOLE)
		return whole_text(app, a, t);
	if (j->question == QUESTION_PURGE)
		return arena_printf(a, _("Drop the undo copies of number %d, "
					 "%s in %s? %s become free; it cannot "
					 "be taken back then."), t->n,
				    app_text(app, a, t->fix),
				    app_path(app, a, t->root),
				    words_bytes(a, t->undo_bytes));
	text = arena_printf(a, ngettext(
		"Take back number %d, %s in %s, of %s? %d path becomes what "
		"it was before.",
		"Take back number %d, %s in %s, of %s? %d paths become what "
		"they were before.", (unsigned long)t->nchanges), t->n,
		app_text(app, a, t->fix), app_path(app, a, t->root),
		txn_when(a, t), t->nchanges);
	return journal_cannot_whole(j, t->n) ? text
		: SAY(a, N_("{0} It is one of several stages; U in the journal "
			    "takes back all of them."), text);
}

void page_question(struct app *app, struct list *l, int cols)
{
	const char *yes = app->journal.question == QUESTION_UNDO
		? C_("answer", "Take it back")
		: app->journal.question == QUESTION_WHOLE
		? C_("answer", "Take them back") : C_("answer", "Drop them");
	struct row *r;
	size_t i;

	list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
		  question_text(app, &l->arena));
	list_blank(l);
	for (i = 0; i < l->nall; i++)
		l->all[i].skip = true;
	r = list_row(l, "no");
	r->kind = ROW_NO;
	row_span(l, r, LOOK_STRONG, "  ");
	row_span(l, r, LOOK_STRONG, C_("answer", "Cancel"));
	r = list_row(l, "yes");
	r->kind = ROW_YES;
	row_span(l, r, LOOK_STRONG, "  ");
	row_span(l, r, LOOK_STRONG, yes);
}

/* Keys */

const char *journal_cannot_whole(const struct journal *j, int number)
{
	struct arena a = ARENA_INIT;
	const struct txn **list;
	size_t n = 0;
	int rc = journal_whole(&a, j->txns, j->n, number, &list, &n, NULL);

	arena_release(&a);
	return !j->known ? _("the journal is being read")
	     : rc ? _("its stages cannot all be taken back")
	     : n < 2 ? _("it is no stage of several that are in place")
		     : NULL;
}

const char *journal_cannot(const struct app *app, enum action a)
{
	const struct journal *j = &app->journal;
	const struct txn *t = txn_under_cursor(app);
	bool here = app_where(app) & (WHERE_JOURNAL | WHERE_TXN);

	if (a == ACTION_JOURNAL)
		return NULL;
	if (a == ACTION_GO_ON && !here)
		return NULL;
	if (app->read_only)
		return _("--read-only was given: nothing is changed");
	if (j->undoing)
		return _("something is being taken back");
	if (a == ACTION_UNDO && !here)
		return j->known && !journal_can_undo(j)
		       ? _("nothing is in place that could be taken back")
		       : NULL;
	if (a == ACTION_PURGE_ALL)
		return journal_can_undo(j) ? NULL
					   : _("there are no undo copies");
	if (!t)
		return _("nothing is selected");
	if (a == ACTION_UNDO)
		return cannot_undo(t);
	if (a == ACTION_UNDO_WHOLE)
		return journal_cannot_whole(j, t->n);
	if (a == ACTION_GO_ON)
		return cannot_go_on(app, t);
	return txn_can_undo(t) ? NULL : _("it has no undo copies");
}

static void ask(struct app *app, enum journal_question q, int n)
{
	app->journal.question = q;
	app->journal.question_n = n;
	app_push(app, OVERLAY_QUESTION, NULL);
}

void journal_ask_whole(struct app *app, int n)
{
	ask(app, QUESTION_WHOLE, n);
}

/* Where the folder that the last stage moves to was chosen, it is not in the
 * journal: that stage comes by itself then. */
static void go_on(struct app *app, const struct txn *t,
		  struct effects *effects)
{
	struct arena a = ARENA_INIT;
	const char *until = NULL, *fix = arena_strdup(&a, t->fix);
	const char *subject = arena_strdup(&a, t->subject);
	size_t i, n = 0;

	for (i = 0; i < t->nremain; i++)
		n += !cstr_eq(t->remain[i], "move");
	if (n > 1)
		until = arena_printf(&a, "until=%s", t->remain[0]);
	while (app->noverlays)
		app_pop(app);
	wizard_next_stage(app, fix, subject, &until, until ? 1 : 0, effects);
	arena_release(&a);
}

void journal_act(struct app *app, enum action a, struct effects *effects)
{
	struct journal *j = &app->journal;
	const struct txn *t = txn_under_cursor(app);

	if (a == ACTION_JOURNAL) {
		effects_add(effects, EFFECT_HISTORY);
		app_push(app, OVERLAY_JOURNAL, NULL);
	} else if (a == ACTION_UNDO_WHOLE) {
		ask(app, QUESTION_WHOLE, t->n);
	} else if (a == ACTION_PURGE_ALL) {
		ask(app, QUESTION_PURGE_ALL, 0);
	} else if (a == ACTION_GO_ON) {
		if (t)
			go_on(app, t, effects);
	} else if (app_where(app) & (WHERE_JOURNAL | WHERE_TXN)) {
		ask(app, a == ACTION_PURGE ? QUESTION_PURGE : QUESTION_UNDO,
		    t->n);
	} else {
		j->undo_wanted = true;
		effects_add(effects, EFFECT_HISTORY);
	}
}

static void show_txn(struct app *app, int n, struct effects *effects)
{
	struct journal *j = &app->journal;
	struct arena a = ARENA_INIT;

	if (j->plan_of != n) {
		drop_plan(j);
		j->plan_of = n;
		effects_add(effects, EFFECT_HISTORY_PLAN)->index = (size_t)n;
	}
	app_push(app, OVERLAY_TXN, arena_printf(&a, "%d", n));
	arena_release(&a);
}

static void answer(struct app *app, struct effects *effects)
{
	struct journal *j = &app->journal;
	size_t n = (size_t)j->question_n;

	if (j->question == QUESTION_WHOLE &&
	    wizard_is_open(&app->wizard)) {
		wizard_undo_whole(app, effects);
		return;
	}
	if (j->question != QUESTION_UNDO && j->question != QUESTION_WHOLE) {
		effects_add(effects, EFFECT_PURGE)->index =
			j->question == QUESTION_PURGE ? n : 0;
		return;
	}
	drop_refused(j);
	j->undoing = true;
	effects_add(effects, j->question == QUESTION_WHOLE
		    ? EFFECT_UNDO_WHOLE : EFFECT_UNDO)->index = n;
	app_say(app, false, _("Taking it back\u2026"));
}

void journal_open_row(struct app *app, const struct row *r,
		      struct effects *effects)
{
	bool yes = r->kind == ROW_YES;

	if (r->kind == ROW_TXN) {
		show_txn(app, (int)r->index, effects);
		return;
	}
	app_pop(app);
	if (yes)
		answer(app, effects);
}

/* News */

void journal_take(struct app *app, const struct event *ev)
{
	struct journal *j = &app->journal;
	const struct txn *t;
	size_t i;

	arena_release(&j->arena);
	arena_init(&j->arena);
	free(j->error);
	j->error = ev->error ? xstrdup(ev->error) : NULL;
	j->known = true;
	j->n = 0;
	j->txns = arena_alloc(&j->arena, mem_mul(ev->ntxns ? ev->ntxns : 1,
						 sizeof(*j->txns)));
	for (i = 0; i < ev->ntxns; i++)
		codec_copy(&txn_codec, &j->arena, &ev->txns[i], &j->txns[i]);
	j->n = ev->ntxns;
	app_rebuild_overlays(app);
	if (!j->undo_wanted)
		return;
	j->undo_wanted = false;
	t = last_in_place(j);
	if (t)
		ask(app, QUESTION_UNDO, t->n);
	else
		app_say(app, j->error != NULL, j->error ? j->error
			: _("Nothing is in place that could be taken back."));
}

/* Only what its page shows. */
void journal_take_plan(struct app *app, const struct event *ev)
{
	struct journal *j = &app->journal;
	struct arena *a = &j->plan_arena;
	size_t i;

	if ((size_t)j->plan_of != ev->index)
		return;
	drop_plan(j);
	j->plan_of = (int)ev->index;
	if (!ev->plan) {
		j->plan_error = xstrdup(ev->error ? ev->error : "");
	} else {
		const struct plan *p = ev->plan;

		j->plan.root = arena_strdup(a, p->root);
		j->plan.nchanges = p->nchanges;
		j->plan.changes = arena_alloc(a, mem_mul(p->nchanges + 1,
						sizeof(*j->plan.changes)));
		for (i = 0; i < p->nchanges; i++) {
			struct plan_change *c = &j->plan.changes[i];

			*c = p->changes[i];
			c->path = arena_strdup(a, c->path);
			c->to = arena_strdup(a, c->to);
			c->group = arena_strdup(a, c->group);
		}
	}
	app_rebuild_overlays(app);
}

void journal_undone(struct app *app, const struct event *ev,
		    struct effects *effects)
{
	struct journal *j = &app->journal;
	const struct undo_result *u = ev->undo;
	struct arena *a = &j->refused_arena, tmp = ARENA_INIT;
	size_t i;

	j->undoing = false;
	effects_add(effects, EFFECT_HISTORY);
	drop_refused(j);
	if (u->done && u->nwhole) {
		app_say(app, false, arena_printf(&tmp, ngettext(
			"%zu stage is taken back. %s",
			"%zu stages are taken back. %s",
			(unsigned long)u->nwhole), u->nwhole,
			words_as_before(&tmp, u->kept)));
		arena_release(&tmp);
		return;
	}
	if (u->done) {
		app_say(app, false, arena_printf(&tmp,
			_("Number %d is taken back. %s"), u->txn,
			words_as_before(&tmp, u->kept)));
		arena_release(&tmp);
		return;
	}
	j->refused = u->txn;
	j->message = arena_strdup(a, u->message);
	j->hint = arena_strdup(a, u->hint);
	for (i = 0; i < u->ndrift; i++)
		*ARENA_PUSH(a, j->drift, j->ndrift) =
			arena_strdup(a, u->drift[i]);
	app_say(app, true, cstr_empty(u->message)
		? _("It was not taken back; it is still in place.")
		: u->message);
	if (u->txn && txn_of(j, (size_t)u->txn))
		show_txn(app, u->txn, effects);
}

void journal_purged(struct app *app, const struct event *ev,
		    struct effects *effects)
{
	effects_add(effects, EFFECT_HISTORY);
	if (ev->error)
		app_say(app, true, ev->error);
	else
		app_say(app, false, _("The undo copies are dropped."));
}
