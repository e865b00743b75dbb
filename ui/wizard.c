#include "config.h"

#include "ui/wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "fixes/fix.h"
#include "report/plan_text.h"
#include "ui/app.h"

/* Life */

void wizard_init(struct wizard *w)
{
	memset(w, 0, sizeof(*w));
	arena_init(&w->offer_arena);
	arena_init(&w->undo_arena);
	list_init(&w->list[0]);
	list_init(&w->list[1]);
	list_init(&w->info);
	field_init(&w->text);
	strbuf_init(&w->shown);
}

static void drop_wants(struct wizard *w)
{
	size_t i;

	for (i = 0; i < w->nwants; i++) {
		free(w->wants[i].fix);
		free(w->wants[i].finding);
	}
	w->nwants = 0;
}

static void drop_given(struct wizard *w)
{
	size_t i;

	for (i = 0; i < w->ngiven; i++) {
		free(w->given[i].name);
		free(w->given[i].value);
	}
	w->ngiven = 0;
}

static void drop_offers(struct wizard *w)
{
	arena_release(&w->offer_arena);
	arena_init(&w->offer_arena);
	w->offers = NULL;
	w->noffers = 0;
	memset(&w->runs, 0, sizeof(w->runs));
	w->go_label = NULL;
	w->cannot = w->cannot_hint = NULL;
}

static void drop_diff(struct wizard *w, struct wizard_diff *d)
{
	free(d->text);
	free(d->error);
	w->diff_bytes -= d->bytes;
	memset(d, 0, sizeof(*d));
}

static void drop_diffs(struct wizard *w)
{
	size_t i;

	for (i = 0; i < WIZARD_DIFFS; i++)
		drop_diff(w, &w->diffs[i]);
	strbuf_reset(&w->shown);
	w->diff_asked = false;
}

static void drop_undo(struct wizard *w)
{
	arena_release(&w->undo_arena);
	arena_init(&w->undo_arena);
	w->undoing = w->undone = false;
	w->undo_whole = w->undo_all = 0;
	w->undo_message = w->undo_hint = NULL;
	w->undo_drift = NULL;
	w->nundo_drift = 0;
}

static void stop_editing(struct wizard *w)
{
	w->editing = false;
	free(w->field);
	w->field = NULL;
	field_set(&w->text, "");
}

/* What belongs to one page of it. */
static void reset_lists(struct wizard *w)
{
	int i;

	for (i = 0; i < 2; i++) {
		struct list *l = &w->list[i];

		list_begin(l);
		strbuf_reset(&l->filter);
		list_end(l);
		l->touched = false;
		l->top = 0;
		l->leads = false;
		l->search = true;
	}
	list_begin(&w->info);
	list_end(&w->info);
	w->zoomed = false;
	w->side = 0;
	map_release(&w->folds);
}

void wizard_release(struct wizard *w)
{
	drop_wants(w);
	drop_given(w);
	drop_diffs(w);
	stop_editing(w);
	free(w->wants);
	free(w->given);
	arena_release(&w->offer_arena);
	arena_release(&w->undo_arena);
	list_release(&w->list[0]);
	list_release(&w->list[1]);
	list_release(&w->info);
	field_release(&w->text);
	strbuf_release(&w->shown);
	map_release(&w->folds);
}

/* Questions */

static enum fixrun_state state_of(const struct wizard *w)
{
	return w->view ? w->view->state : FIXRUN_ASKING;
}

static enum wizard_page page_of(const struct wizard *w)
{
	switch (state_of(w)) {
	case FIXRUN_ASKING:
		return w->noffers ? WIZARD_FORM : WIZARD_ASKING;
	case FIXRUN_CHOOSE:
		return WIZARD_FORM;
	case FIXRUN_PREPARING:
	case FIXRUN_PLANNING:
		return WIZARD_WAIT;
	case FIXRUN_PREVIEW:
		return WIZARD_PREVIEW;
	case FIXRUN_BASELINE:
	case FIXRUN_APPLYING:
	case FIXRUN_VERIFYING:
		return WIZARD_APPLY;
	case FIXRUN_DONE:
	case FIXRUN_ENDED:
		break;
	}
	return WIZARD_END;
}

unsigned wizard_where(const struct wizard *w)
{
	switch (w->page) {
	case WIZARD_CLOSED:
		break;
	case WIZARD_ASKING:
	case WIZARD_WAIT:
	case WIZARD_APPLY:
		return WHERE_WAIT;
	case WIZARD_FORM:
		return WHERE_FORM;
	case WIZARD_PREVIEW:
		return w->side ? WHERE_DIFF : WHERE_CHANGES;
	case WIZARD_END:
		return WHERE_END;
	}
	return 0;
}

bool wizard_is_refused(const struct wizard *w)
{
	size_t i;

	for (i = 0; i < w->noffers; i++)
		if (msg_is_set(&w->offers[i].refused))
			return true;
	return false;
}

bool wizard_has_bad(const struct wizard *w)
{
	size_t i, k;

	for (i = 0; i < w->noffers; i++)
		for (k = 0; k < w->offers[i].nchoices; k++)
			if (msg_is_set(&w->offers[i].choices[k].bad))
				return true;
	return false;
}

size_t wizard_ncommands(const struct wizard *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->noffers; i++)
		n += w->offers[i].ncommands;
	return n;
}

bool wizard_is_long(const struct wizard *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->noffers; i++)
		n += w->offers[i].nchoices;
	return n > 3;
}

bool wizard_is_to_come(const struct fixrun_command *c)
{
	return c->when != FIXRUN_PREPARING && !c->done &&
	       !cstr_empty(c->line);
}

bool wizard_unfolds(const struct wizard *w, const char *group, bool usual)
{
	return map_has(&w->folds, group) ? map_get(&w->folds, group) != NULL
					 : usual;
}

/* Asked for by the name of a variable, not for a finding; by this fix? */
static bool is_about_variable(const struct wizard *w, const char *fix)
{
	return w->nwants == 1 && !w->wants[0].finding &&
	       cstr_eq(w->wants[0].fix, fix);
}

static const char *given_value(const struct wizard *w, const char *name)
{
	size_t i;

	for (i = 0; i < w->ngiven; i++)
		if (!strcmp(w->given[i].name, name))
			return w->given[i].value;
	return NULL;
}

static struct choice *choice_of(const struct wizard *w, const struct row *r)
{
	if (!r || r->kind != ROW_FIELD || r->of >= w->noffers ||
	    r->index >= w->offers[r->of].nchoices)
		return NULL;
	return &w->offers[r->of].choices[r->index];
}

const struct plan_change *wizard_change(const struct wizard *w, size_t *index)
{
	const struct row *r = list_current(&w->list[0]);

	if (w->page != WIZARD_PREVIEW || !w->view || !w->view->plan || !r ||
	    r->kind != ROW_CHANGE || r->index >= w->view->plan->nchanges)
		return NULL;
	*index = r->index;
	return &w->view->plan->changes[r->index];
}

const struct wizard_diff *wizard_find_diff(const struct wizard *w,
					   size_t change)
{
	size_t i;

	for (i = 0; i < WIZARD_DIFFS; i++)
		if (w->diffs[i].known && w->diffs[i].change == change)
			return &w->diffs[i];
	return NULL;
}

bool wizard_is_in_place(const struct wizard *w)
{
	return w->page == WIZARD_END && w->view && w->view->txn && !w->undone &&
	       (w->view->how == FIXRUN_VERIFIED ||
		w->view->how == FIXRUN_UNVERIFIED);
}

bool wizard_is_putting_back(const struct fixrun_view *v)
{
	return v && (cstr_eq(v->step, "roll-back") ||
		     cstr_eq(v->step, "put-back"));
}

bool wizard_is_busy(const struct wizard *w)
{
	return w->page == WIZARD_ASKING || w->page == WIZARD_WAIT ||
	       w->page == WIZARD_APPLY || w->checking || w->undoing;
}

const char *wizard_shell_line(const struct wizard *w)
{
	return wizard_is_in_place(w) && w->view->plan &&
	       !cstr_empty(w->view->plan->shell_line)
	       ? w->view->plan->shell_line : NULL;
}

/* Rows and places */

static void solve(struct app *app)
{
	struct wizard *w = &app->wizard;
	struct fix_want want = {
		.side = w->side, .zoomed = w->zoomed,
		.lead_rows = 1,
		.info_rows = (int)(w->info.n < 100 ? w->info.n : 100),
	};
	int i;

	for (i = 0; i < 2; i++)
		want.rows[i] = (int)(w->list[i].nall < 1000
				     ? w->list[i].nall : 1000);
	want.shape = w->page == WIZARD_FORM ? FIX_SHAPE_FORM
		   : w->page == WIZARD_PREVIEW ? FIX_SHAPE_PREVIEW
					       : FIX_SHAPE_ONE;
	layout_fix(app->layout.body, &want, &w->layout);
}

struct rect wizard_inner(const struct wizard *w, int side)
{
	return layout_inner(w->layout.pane[side]);
}

static int cols_of(const struct app *app, int side)
{
	const struct wizard *w = &app->wizard;
	const struct rect *r = &w->layout.pane[side];

	return layout_inner(r->rows ? *r : app->layout.body).cols -
	       w->list[side].search;
}

static void build_diff(struct app *app)
{
	struct list *l = &app->wizard.list[1];

	list_begin(l);
	wizard_build_diff(app, l, cols_of(app, 1));
	list_end(l);
	list_height(l, wizard_inner(&app->wizard, 1).rows);
}

static void build(struct app *app)
{
	struct wizard *w = &app->wizard;
	struct list *a = &w->list[0], *b = &w->list[1];

	list_begin(a);
	switch (w->page) {
	case WIZARD_CLOSED:
	case WIZARD_ASKING:
	case WIZARD_WAIT:
		wizard_build_wait(app, a, cols_of(app, 0));
		break;
	case WIZARD_FORM:
		list_begin(b);
		wizard_build_form(app, a, cols_of(app, 0), b,
				  cols_of(app, 1));
		list_end(b);
		break;
	case WIZARD_PREVIEW:
		wizard_build_changes(app, a, cols_of(app, 0));
		break;
	case WIZARD_APPLY:
		wizard_build_apply(app, a, cols_of(app, 0));
		break;
	case WIZARD_END:
		wizard_build_end(app, a, cols_of(app, 0));
		break;
	}
	list_end(a);
	if (w->page == WIZARD_PREVIEW)
		build_diff(app);
}

static void build_info(struct app *app, bool brief)
{
	struct wizard *w = &app->wizard;

	w->brief = brief;
	list_begin(&w->info);
	if (w->page == WIZARD_PREVIEW)
		wizard_build_info(app, &w->info, app->layout.body.cols - 1,
				  brief);
	list_end(&w->info);
}

void wizard_rebuild(struct app *app)
{
	struct wizard *w = &app->wizard;
	int i;

	if (!wizard_is_open(w) || app->layout.kind == LAYOUT_NOTICE)
		return;
	build_info(app, false);
	/* What would take the changes' room is cut to a line each. */
	if ((int)w->info.nall > app->layout.body.rows / 5)
		build_info(app, true);
	/* The widths come from the window, the heights from the rows. */
	solve(app);
	build(app);
	solve(app);
	for (i = 0; i < 2; i++)
		list_height(&w->list[i], wizard_inner(w, i).rows);
}

/* The panes stand elsewhere, their rows are the same. */
static void place(struct app *app)
{
	struct wizard *w = &app->wizard;
	int before[2] = { cols_of(app, 0), cols_of(app, 1) }, i;
	bool info = w->layout.info.rows > 0;

	solve(app);
	if (cols_of(app, 0) != before[0] || cols_of(app, 1) != before[1] ||
	    info != (w->layout.info.rows > 0)) {
		wizard_rebuild(app);
		return;
	}
	for (i = 0; i < 2; i++)
		list_height(&w->list[i], wizard_inner(w, i).rows);
}

static void enter_page(struct app *app, enum wizard_page page)
{
	struct wizard *w = &app->wizard;

	w->page = page;
	strbuf_reset(&w->shown);
	reset_lists(w);
	stop_editing(w);
	app->typing = false;
	if (page == WIZARD_FORM) {
		w->side = 1;
		w->list[1].leads = true;
	} else if (page == WIZARD_PREVIEW) {
		w->list[0].search = false;
		w->list[0].leads = true;
		drop_diffs(w);
	}
}

static void edit_field(struct app *app, const struct choice *c);

/* The form begins where it cannot go on, else, where it is seen whole, where
 * it can, else at its first field; the preview at the first change, or at the
 * report where there is one. */
static void first_place(struct app *app)
{
	struct list *l = &app->wizard.list[app->wizard.page == WIZARD_FORM];
	size_t i;

	for (i = 0; i < l->n && app->wizard.page == WIZARD_PREVIEW; i++)
		if (l->rows[i].kind == ROW_CHANGE ||
		    (cstr_eq(l->rows[i].key, "note") &&
		     app->wizard.view->plan->nreport)) {
			list_at(l, i);
			return;
		}
	/* Who wants another value types it. */
	if (is_about_variable(&app->wizard, "set-env") &&
	    app->wizard.page == WIZARD_FORM &&
	    list_select(l, "f:0:value") && app->wizard.fresh) {
		app->wizard.fresh = false;
		edit_field(app, choice_of(&app->wizard, list_current(l)));
		return;
	}
	for (i = 0; i < l->n; i++) {
		const struct choice *c = choice_of(&app->wizard, &l->rows[i]);

		if (c && msg_is_set(&c->bad)) {
			list_at(l, i);
			return;
		}
	}
	for (i = 0; i < l->n; i++)
		if (l->rows[i].kind == (wizard_is_long(&app->wizard)
					? ROW_FIELD : ROW_GO)) {
			list_at(l, i);
			return;
		}
}

/* Beginning and ending */

static void ask(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	struct arena *a = &effects->arena;
	struct effect *e = effects_add(effects, EFFECT_FIX_OPEN);
	struct fixrun_spec *spec = ARENA_NEW(a, struct fixrun_spec);
	struct choice *given = NULL;
	size_t i, n = 0;

	for (i = 0; i < w->nwants; i++) {
		struct fixrun_want *want = ARENA_PUSH(a, spec->wants,
						      spec->nwants);

		want->fix = arena_strdup(a, w->wants[i].fix);
		want->finding = arena_strdup(a, w->wants[i].finding);
	}
	for (i = 0; i < w->ngiven; i++) {
		struct choice *c = ARENA_PUSH(a, given, n);

		c->name = arena_strdup(a, w->given[i].name);
		c->value = arena_strdup(a, w->given[i].value);
	}
	spec->given = given;
	spec->ngiven = n;
	e->spec = spec;
	w->view = NULL;
	w->checking = true;
	w->stopping = false;
	w->phase = w->percent = 0;
	w->phase_ms = 0;
	drop_undo(w);
	drop_diffs(w);
}

static void remember(struct wizard *w, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < w->ngiven; i++)
		if (!strcmp(w->given[i].name, name)) {
			free(w->given[i].value);
			w->given[i].value = xstrdup(value);
			return;
		}
	ALLOC_GROW(w->given, w->ngiven + 1, w->given_alloc);
	w->given[w->ngiven].name = xstrdup(name);
	w->given[w->ngiven++].value = xstrdup(value);
}

void wizard_open(struct app *app, const struct wizard_want *wants, size_t n,
		 const struct wizard_given *given, size_t ngiven,
		 struct effects *effects)
{
	struct wizard *w = &app->wizard;
	size_t i;

	drop_wants(w);
	drop_given(w);
	drop_offers(w);
	for (i = 0; i < ngiven; i++)
		remember(w, given[i].name, given[i].value);
	for (i = 0; i < n; i++) {
		ALLOC_GROW(w->wants, w->nwants + 1, w->wants_alloc);
		w->wants[w->nwants].fix = xstrdup(wants[i].fix);
		w->wants[w->nwants++].finding = wants[i].finding
			? xstrdup(wants[i].finding) : NULL;
	}
	ask(app, effects);
	w->fresh = true;
	enter_page(app, WIZARD_ASKING);
	wizard_rebuild(app);
}

/* The same again, with what was chosen. */
static void ask_again(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	effects_add(effects, EFFECT_FIX_CLOSE);
	ask(app, effects);
	enter_page(app, page_of(w));
	wizard_rebuild(app);
	first_place(app);
}

void wizard_close(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	bool in_place = wizard_is_in_place(w);
	bool done = in_place && w->nwants && w->wants[0].finding;
	struct arena a = ARENA_INIT;
	const char *title = in_place && w->view->plan
		? arena_strdup(&a, msg_text(&a, &w->view->plan->title)) : NULL;
	const char *line = arena_strdup(&a, wizard_shell_line(w));
	int txn = in_place ? w->view->txn : 0;

	effects_add(effects, EFFECT_FIX_CLOSE);
	enter_page(app, WIZARD_CLOSED);
	drop_wants(w);
	drop_given(w);
	drop_offers(w);
	drop_diffs(w);
	drop_undo(w);
	w->view = NULL;
	w->checking = w->stopping = false;
	/* The finding is gone: what comes next stands in its place. */
	if (done) {
		app->pane[PANE_FINDING].touched = true;
		app_focus(app, PANE_FINDING);
	}
	setup_fix_closed(app, txn, title, line, effects);
	arena_release(&a);
}

static void stop(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	if (w->stopping)
		return;
	w->stopping = true;
	effects_add(effects, EFFECT_FIX_CANCEL);
	wizard_rebuild(app);
}

/* News */

static void take_offers(struct wizard *w)
{
	const struct fixrun_view *v = w->view;
	size_t i;

	drop_offers(w);
	w->offers = arena_alloc(&w->offer_arena,
				mem_mul(v->noffers ? v->noffers : 1,
					sizeof(*w->offers)));
	for (i = 0; i < v->noffers; i++)
		codec_copy(&fix_offer_codec, &w->offer_arena, &v->offer[i],
			   &w->offers[i]);
	w->noffers = v->noffers;
	runlist_make(&w->offer_arena, v, &w->runs);
	w->go_label = w->runs.n < 2 ? NULL : arena_printf(&w->offer_arena,
		C_("key", "run %s commands"), w->runs.count);
	if (!wizard_is_refused(w) && !wizard_has_bad(w)) {
		w->cannot = arena_strdup(&w->offer_arena, v->message);
		w->cannot_hint = arena_strdup(&w->offer_arena, v->hint);
	}
	w->checking = false;
}

void wizard_changed(struct app *app, const struct event *ev,
		    struct effects *effects)
{
	struct wizard *w = &app->wizard;
	enum wizard_page page;

	if (!wizard_is_open(w) || !ev->fix)
		return;
	w->view = ev->fix;
	w->now_ms = ev->now_ms;
	if (w->view->state == FIXRUN_CHOOSE && w->view->offer)
		take_offers(w);
	page = page_of(w);
	if (page == WIZARD_APPLY)
		wizard_progress(w);
	if (page == WIZARD_END && w->page == WIZARD_WAIT && w->stopping &&
	    w->view->how == FIXRUN_CANCELLED) {
		wizard_close(app, effects);
		app_say(app, false, _("Given up; nothing was changed."));
		return;
	}
	if (page != WIZARD_FORM)
		w->checking = false;
	if (page != w->page) {
		/* u is to know of it. */
		if (page == WIZARD_END)
			effects_add(effects, EFFECT_HISTORY);
		enter_page(app, page);
		wizard_rebuild(app);
		first_place(app);
	} else {
		wizard_rebuild(app);
	}
	wizard_follow(app, effects);
}

void wizard_tick(struct app *app, const struct event *ev)
{
	struct wizard *w = &app->wizard;

	w->now_ms = ev->now_ms;
	if (wizard_is_open(w) && wizard_is_busy(w) && w->page != WIZARD_FORM)
		wizard_rebuild(app);
}

static void keep_diff(struct wizard *w, const struct event *ev)
{
	size_t bytes = (ev->text ? strlen(ev->text) : 0) + 1, i;
	struct wizard_diff *d;

	/* The oldest ones give way. */
	for (i = 0; i < WIZARD_DIFFS &&
	     w->diff_bytes + bytes > WIZARD_DIFF_BYTES; i++)
		drop_diff(w, &w->diffs[(w->diff_turn + i) % WIZARD_DIFFS]);
	d = &w->diffs[w->diff_turn];
	w->diff_turn = (w->diff_turn + 1) % WIZARD_DIFFS;
	drop_diff(w, d);
	d->known = true;
	d->change = ev->index;
	d->text = ev->text ? xstrdup(ev->text) : NULL;
	d->error = ev->text ? NULL : xstrdup(ev->error ? ev->error : "");
	d->bytes = bytes;
	w->diff_bytes += bytes;
}

void wizard_diff(struct app *app, const struct event *ev,
		 struct effects *effects)
{
	struct wizard *w = &app->wizard;
	size_t index;

	if (w->page != WIZARD_PREVIEW)
		return;
	w->diff_asked = false;
	keep_diff(w, ev);
	if (wizard_change(w, &index) && index == ev->index)
		build_diff(app);
	wizard_follow(app, effects);
}

/* What has no lines of its own is not asked for. */
static bool has_text(const struct plan_change *c)
{
	return !c->binary && !c->nfiles && c->kind != CHANGE_MOVED &&
	       c->kind != CHANGE_MODE;
}

/* In a long form the field under the cursor is explained, and only that. */
static void follow_field(struct app *app)
{
	struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[1]);

	if (!wizard_is_long(w) || !r || r->kind != ROW_FIELD ||
	    cstr_eq(r->key, w->shown.buf))
		return;
	strbuf_reset(&w->shown);
	strbuf_addstr(&w->shown, r->key);
	wizard_rebuild(app);
}

void wizard_follow(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[0]);
	const struct plan_change *c;
	const char *key = r ? r->key : "";
	size_t index = 0;

	if (w->page == WIZARD_FORM && app->layout.kind != LAYOUT_NOTICE)
		follow_field(app);
	if (w->page != WIZARD_PREVIEW || app->layout.kind == LAYOUT_NOTICE)
		return;
	if (strcmp(key, w->shown.buf)) {
		strbuf_reset(&w->shown);
		strbuf_addstr(&w->shown, key);
		w->list[1].touched = false;
		w->list[1].top = 0;
		build_diff(app);
	}
	c = wizard_change(w, &index);
	if (!c || !has_text(c) || w->diff_asked || wizard_find_diff(w, index))
		return;
	w->diff_asked = true;
	effects_add(effects, EFFECT_FIX_DIFF)->index = index;
}

void wizard_undone(struct app *app, const struct event *ev)
{
	struct wizard *w = &app->wizard;
	const struct undo_result *u = ev->undo;
	struct arena *a = &w->undo_arena;
	size_t i;

	drop_undo(w);
	/* What this page tells of is the newest, and goes first. */
	w->undone = u->done || u->nall;
	w->undo_whole = u->nwhole;
	w->undo_all = u->nall;
	w->undo_kept = u->kept;
	w->undo_message = arena_strdup(a, u->message);
	w->undo_hint = arena_strdup(a, u->hint);
	for (i = 0; i < u->ndrift; i++)
		*ARENA_PUSH(a, w->undo_drift, w->nundo_drift) =
			arena_strdup(a, u->drift[i]);
	w->list[0].touched = false;
	w->list[0].top = 0;
	wizard_rebuild(app);
}

/* Fields */

static void set_value(struct app *app, const char *name, const char *value,
		      struct effects *effects)
{
	struct wizard *w = &app->wizard;
	char *own_name = xstrdup(name), *own = xstrdup(value);
	struct effect *e = effects_add(effects, EFFECT_FIX_CHOOSE);
	size_t i, k;

	e->subject = arena_strdup(&effects->arena, own_name);
	e->text = arena_strdup(&effects->arena, own);
	remember(w, own_name, own);
	/* Shown at once; whether it can be is said when the offer comes. */
	for (i = 0; i < w->noffers; i++)
		for (k = 0; k < w->offers[i].nchoices; k++) {
			struct choice *c = &w->offers[i].choices[k];

			if (!cstr_eq(c->name, own_name))
				continue;
			c->value = arena_strdup(&w->offer_arena, own);
			memset(&c->bad, 0, sizeof(c->bad));
		}
	w->checking = true;
	free(own_name);
	free(own);
	wizard_rebuild(app);
}

/* The value `by` further in its circle; NULL for a text. */
static const char *turned(const struct choice *c, int by)
{
	size_t i, n = c->noptions;

	switch (c->kind) {
	case CHOICE_YES_NO:
		return cstr_eq(c->value, "yes") ? "no" : "yes";
	case CHOICE_ONE_OF:
		for (i = 0; i < n; i++)
			if (cstr_eq(c->options[i], c->value))
				break;
		if (!n)
			return NULL;
		if (i == n)
			return c->options[0];
		return c->options[(i + (by > 0 ? 1 : n - 1)) % n];
	case CHOICE_TEXT:
	case CHOICE_PATH:
		break;
	}
	return NULL;
}

static void turn(struct app *app, const struct choice *c, int by,
		 struct effects *effects)
{
	const char *value = turned(c, by);

	if (value)
		set_value(app, c->name, value, effects);
}

static void edit_field(struct app *app, const struct choice *c)
{
	struct wizard *w = &app->wizard;

	stop_editing(w);
	w->editing = true;
	w->field = xstrdup(c->name);
	field_set(&w->text, c->value ? c->value : "");
}

bool wizard_type(struct app *app, int key, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	char *name;

	if (!w->editing)
		return false;
	switch (key) {
	case K_UP:
	case K_DOWN:
	case K_TAB:
	case K_BACKTAB:
	case K_ENTER:
		name = w->field;
		w->field = NULL;
		w->editing = false;
		set_value(app, name, w->text.text.buf, effects);
		free(name);
		stop_editing(w);
		return key == K_ENTER;
	case K_ESC:
	case K_CTRL('c'):
		stop_editing(w);
		return true;
	default:
		return field_key(&w->text, key);
	}
}

/* Keys */

const char *wizard_cannot(const struct app *app, enum action a)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;
	const struct finding *f;

	if ((a == ACTION_APPLY || a == ACTION_SCRIPT) &&
	    w->page == WIZARD_PREVIEW) {
		if (!v->plan || !v->plan->nops)
			return _("there is nothing to change");
	} else if (a == ACTION_OTHER_FIX) {
		if (!app->setup.on && (is_about_variable(w, "set-env") ||
				       is_about_variable(w, "unset-env")))
			return NULL;
		f = w->nwants == 1 ? app_finding_of(app, w->wants[0].finding)
				   : NULL;
		if (!f || f->nfixes < 2)
			return _("there is no other fix for it");
	} else if ((a == ACTION_BACK || a == ACTION_CANCEL) &&
		   w->page == WIZARD_APPLY && wizard_is_putting_back(v)) {
		return _("it is being put back");
	} else if (a == ACTION_UNDO && w->page == WIZARD_END) {
		if (w->undoing)
			return _("it is being taken back");
		if (!wizard_is_in_place(w))
			return _("nothing of it is in place");
	} else if (a == ACTION_UNDO_WHOLE) {
		if (w->undoing)
			return _("it is being taken back");
		if (!wizard_is_in_place(w))
			return _("nothing of it is in place");
		if (!v->plan || !v->plan->continues)
			return _("it is the only stage; u takes it back");
		return journal_cannot_whole(&app->journal, v->txn);
	} else if (a == ACTION_GO_ON && w->page == WIZARD_FORM) {
		if (w->cannot || wizard_is_refused(w))
			return _("it cannot be done here");
	} else if (a == ACTION_GO_ON) {
		if (w->undoing || !wizard_is_in_place(w) || app->setup.on ||
		    !v->plan || !plan_next_leg(v->plan))
			return _("no stage remains");
	} else if (a == ACTION_FIX && w->page == WIZARD_END) {
		if (wizard_is_in_place(w))
			return _("it is done");
		if (w->undoing || v->how == FIXRUN_BROKEN)
			return _("what stands there must be settled first");
	}
	return NULL;
}

static void other_fix(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	const struct finding *f = app_finding_of(app, w->wants[0].finding);
	struct wizard_given name = { .name = NULL };
	struct wizard_want want;
	size_t i;

	if (!f) {
		/* Give it a value, or take it away. */
		want.fix = xstrdup(is_about_variable(w, "set-env")
				   ? "unset-env" : "set-env");
		want.finding = NULL;
		name.name = xstrdup("name");
		name.value = xstrdup(given_value(w, "name") ? given_value(w, "name") : "");
		effects_add(effects, EFFECT_FIX_CLOSE);
		wizard_open(app, &want, 1, &name, 1, effects);
		free(name.name);
		free(name.value);
		free(want.fix);
		return;
	}
	for (i = 0; i < f->nfixes; i++)
		if (cstr_eq(f->fixes[i], w->wants[0].fix))
			break;
	want.fix = xstrdup(f->fixes[(i + 1) % f->nfixes]);
	want.finding = xstrdup(f->fingerprint);
	effects_add(effects, EFFECT_FIX_CLOSE);
	wizard_open(app, &want, 1, NULL, 0, effects);
	free(want.fix);
	free(want.finding);
}

static void go_on(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	if (w->checking)
		app_say(app, false, _("The new value is being checked."));
	else if (wizard_has_bad(w))
		app_say(app, true, _("A value cannot be; see the line below "
				     "it."));
	else if (w->cannot || wizard_is_refused(w))
		app_say(app, true, _("It cannot be done here; see above."));
	else
		effects_add(effects, EFFECT_FIX_PREPARE);
}

void wizard_set_side(struct app *app, int side)
{
	app->wizard.side = side;
	place(app);
}

static void set_zoom(struct app *app, bool zoomed)
{
	app->wizard.zoomed = zoomed;
	place(app);
}

/* Groups of changes are open at first, what may run besides is not. */
static bool is_open_group(const struct wizard *w, const char *group)
{
	return wizard_unfolds(w, group, w->page != WIZARD_FORM);
}

static void fold(struct app *app, const char *group, bool open)
{
	static char yes;
	char *copy = xstrdup(group);

	map_put(&app->wizard.folds, copy, open ? &yes : NULL);
	free(copy);
	wizard_rebuild(app);
}

void wizard_open_row(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[w->side]);
	const struct choice *c = choice_of(w, r);

	switch (w->page) {
	case WIZARD_FORM:
		if (!w->side)
			wizard_set_side(app, 1);
		else if (r && r->kind == ROW_FOLD)
			fold(app, r->arg, !is_open_group(w, r->arg));
		else if (c && (c->kind == CHOICE_TEXT ||
			       c->kind == CHOICE_PATH))
			edit_field(app, c);
		else if (c)
			turn(app, c, 1, effects);
		else if (r && r->kind == ROW_GO)
			go_on(app, effects);
		break;
	case WIZARD_PREVIEW:
		if (w->side) {
			set_zoom(app, !w->zoomed);
		} else if (r && r->kind == ROW_FOLD) {
			fold(app, r->arg, !is_open_group(w, r->arg));
		} else if (wizard_opens_beside(r)) {
			w->zoomed = true;
			wizard_set_side(app, 1);
		}
		break;
	case WIZARD_END:
		if (!w->undoing)
			wizard_close(app, effects);
		break;
	case WIZARD_CLOSED:
	case WIZARD_ASKING:
	case WIZARD_WAIT:
	case WIZARD_APPLY:
		break;
	}
}

/* One step back; a filter has been cleared before. */
static void back(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	switch (w->page) {
	case WIZARD_CLOSED:
		break;
	case WIZARD_ASKING:
	case WIZARD_FORM:
		wizard_close(app, effects);
		break;
	case WIZARD_WAIT:
	case WIZARD_APPLY:
		stop(app, effects);
		break;
	case WIZARD_PREVIEW:
		if (w->side || w->zoomed) {
			w->zoomed = false;
			wizard_set_side(app, 0);
		} else {
			ask_again(app, effects);
		}
		break;
	case WIZARD_END:
		if (!w->undoing)
			wizard_close(app, effects);
		break;
	}
}

static void quit(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	if (w->page == WIZARD_APPLY)
		app_say(app, false, _("It is being applied; Esc stops it and "
				      "puts everything back."));
	else if (w->page == WIZARD_WAIT)
		stop(app, effects);
	else if (!w->undoing)
		wizard_close(app, effects);
}

static void sideways(struct app *app, int dir, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[w->side]);
	const struct choice *c = choice_of(w, r);

	if (c) {
		turn(app, c, dir, effects);
		return;
	}
	if ((w->page != WIZARD_PREVIEW && w->page != WIZARD_FORM) || !r)
		return;
	if (r->kind == ROW_FOLD && is_open_group(w, r->arg) != (dir > 0)) {
		fold(app, r->arg, dir > 0);
	} else if (r->kind == ROW_CHANGE && dir < 0 && r->arg) {
		/* From a change up to its heading. */
		struct arena a = ARENA_INIT;

		list_select(&w->list[0], arena_printf(&a, "g:%s", r->arg));
		arena_release(&a);
	}
}

void wizard_undo_whole(struct app *app, struct effects *effects)
{
	struct wizard *w = &app->wizard;
	size_t n = (size_t)w->view->txn;

	drop_undo(w);
	w->undoing = true;
	effects_add(effects, EFFECT_UNDO_WHOLE)->index = n;
	wizard_rebuild(app);
}

/* The finding that stands for what remains of it; NULL: none does. */
static const char *finding_of_rest(const struct app *app, const char *id,
				   const char *subject, struct arena *a)
{
	const struct session_view *v = app->view;
	const struct fix *fix = fix_find(id);
	size_t i, k;

	for (i = 0; v && fix && fix->meant && i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		const char *dir = fix->meant(v->snap, f);

		if (!dir || !cstr_eq(path_join(a, v->snap->repo.root, dir),
				     subject))
			continue;
		for (k = 0; k < f->nfixes; k++)
			if (cstr_eq(f->fixes[k], id))
				return f->fingerprint;
	}
	return NULL;
}

void wizard_next_stage(struct app *app, const char *fix, const char *subject,
		       const char *const *sets, size_t nsets,
		       struct effects *effects)
{
	const char *root = app->view->snap->repo.root;
	struct wizard_given *given = NULL;
	struct wizard_want want;
	struct arena a = ARENA_INIT;
	size_t i, n = 0;

	want.fix = arena_strdup(&a, fix);
	want.finding = arena_strdup(&a, finding_of_rest(app, fix, subject,
							&a));
	for (i = 0; i < nsets; i++) {
		const char *is = strchr(sets[i], '=');

		if (is)
			*ARENA_PUSH(&a, given, n) = (struct wizard_given){
				arena_strndup(&a, sets[i],
					      (size_t)(is - sets[i])),
				arena_strdup(&a, is + 1)
			};
	}
	if (!want.finding)
		*ARENA_PUSH(&a, given, n) = (struct wizard_given){
			arena_strdup(&a, "project"),
			arena_strdup(&a, path_rel(&a, root, subject))
		};
	wizard_open(app, &want, 1, given, n, effects);
	arena_release(&a);
}

/* Of the same fix, with what was chosen for it before. */
static void next_stage(struct app *app, struct effects *effects)
{
	const struct plan *p = app->wizard.view->plan;

	effects_add(effects, EFFECT_FIX_CLOSE);
	wizard_next_stage(app, p->fix, p->subject, p->next_sets,
			  p->nnext_sets, effects);
}

/* Is a value to be turned by a blank, where the cursor stands? */
static const struct choice *box_of(const struct wizard *w)
{
	const struct choice *c = w->page == WIZARD_FORM && w->side
		? choice_of(w, list_current(&w->list[1])) : NULL;

	return c && turned(c, 1) ? c : NULL;
}

bool wizard_act(struct app *app, enum action a, struct effects *effects)
{
	struct wizard *w = &app->wizard;

	if (a == ACTION_OPEN) {
		wizard_open_row(app, effects);
	} else if (a == ACTION_BACK) {
		if (app_list(app)->filter.len)
			return false;
		back(app, effects);
	} else if (a == ACTION_QUIT) {
		quit(app, effects);
	} else if (a == ACTION_CANCEL) {
		if (w->page != WIZARD_WAIT && w->page != WIZARD_APPLY)
			return false;
		stop(app, effects);
	} else if (a == ACTION_SIDE) {
		wizard_set_side(app, !w->side);
	} else if (a == ACTION_ZOOM) {
		set_zoom(app, !w->zoomed);
	} else if (a == ACTION_LEFT || a == ACTION_RIGHT) {
		sideways(app, a == ACTION_LEFT ? -1 : 1, effects);
	} else if (a == ACTION_MARK) {
		if (!box_of(w))
			return false;
		turn(app, box_of(w), 1, effects);
	} else if (a == ACTION_SCRIPT) {
		effects_add(effects, EFFECT_FIX_SCRIPT);
	} else if (a == ACTION_APPLY) {
		effects_add(effects, EFFECT_FIX_APPLY);
	} else if (a == ACTION_OTHER_FIX) {
		other_fix(app, effects);
	} else if (a == ACTION_FIX) {
		ask_again(app, effects);
	} else if (a == ACTION_GO_ON && w->page == WIZARD_FORM) {
		go_on(app, effects);
	} else if (a == ACTION_GO_ON) {
		next_stage(app, effects);
	} else if (a == ACTION_UNDO_WHOLE) {
		journal_ask_whole(app, w->view->txn);
	} else if (a == ACTION_UNDO) {
		size_t n = (size_t)w->view->txn;

		drop_undo(w);
		w->undoing = true;
		effects_add(effects, EFFECT_UNDO)->index = n;
		wizard_rebuild(app);
	} else {
		return false;
	}
	return true;
}

/* What goes on from the form does. */
static const char *go_label(const struct app *app)
{
	const struct wizard *w = &app->wizard;

	if (app->cols < 60)
		return C_("key", "go on");
	return !wizard_ncommands(w) ? C_("key", "show the preview")
	       : w->go_label && wizard_ncommands(w) > 1 ? w->go_label
	       : C_("key", "run it and show the preview");
}

const char *wizard_label(const struct app *app, enum action a)
{
	const struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[w->side]);
	const struct choice *c = choice_of(w, r);

	if (a == ACTION_BACK && (w->page == WIZARD_WAIT ||
				 w->page == WIZARD_ASKING))
		return C_("key", "give up");
	if (a == ACTION_BACK && w->page == WIZARD_APPLY)
		return C_("key", "stop and put back");
	if (a == ACTION_OTHER_FIX && is_about_variable(w, "set-env"))
		return C_("key", "unset it instead");
	if (a == ACTION_OTHER_FIX && is_about_variable(w, "unset-env"))
		return C_("key", "give it a value instead");
	if (a == ACTION_FIX)
		return C_("key", "try again");
	if (a == ACTION_GO_ON && w->page == WIZARD_FORM)
		return go_label(app);
	if (a == ACTION_UNDO_WHOLE)
		return C_("key", "the whole");
	if (a == ACTION_UNDO)
		return w->page == WIZARD_END && w->view && w->view->plan &&
		       w->view->plan->continues
		       ? C_("key", "take the stage back")
		       : C_("key", "take it back");
	if (a == ACTION_COPY && w->page == WIZARD_END)
		return C_("key", "copy the line");
	if (a == ACTION_FILTER && app_list_of(app)->search)
		return C_("key", "search");
	if (a == ACTION_MARK)
		return C_("key", "change");
	if (a == ACTION_RIGHT)
		return w->page == WIZARD_FORM ? C_("key", "next value")
					      : C_("key", "unfold");
	if (a != ACTION_OPEN)
		return NULL;
	if (w->page == WIZARD_END && !wizard_cannot(app, ACTION_GO_ON))
		return C_("key", "stop here");
	if (w->page == WIZARD_END && app->setup.on)
		return wizard_is_in_place(w) ? C_("key", "go on") : C_("key", "back");
	if (w->page == WIZARD_END)
		return app->cols < 60 || (w->nwants && !w->wants[0].finding)
				      ? C_("key", "back")
				      : C_("key", "to the findings");
	if (w->page == WIZARD_PREVIEW && w->side)
		return w->zoomed ? C_("key", "both sides")
				 : C_("key", "full width");
	if (w->page == WIZARD_PREVIEW)
		return r && r->kind == ROW_FOLD
		       ? is_open_group(w, r->arg) ? C_("key", "fold")
						  : C_("key", "unfold")
		       : C_("key", "open");
	if (w->page != WIZARD_FORM)
		return NULL;
	if (!w->side)
		return C_("key", "choose");
	if (r && r->kind == ROW_FOLD)
		return is_open_group(w, r->arg) ? C_("key", "fold")
						: C_("key", "unfold");
	if (c)
		return c->kind == CHOICE_TEXT || c->kind == CHOICE_PATH
		       ? C_("key", "edit") : C_("key", "change");
	return go_label(app);
}

bool wizard_in_bar(const struct app *app, enum action a)
{
	const struct wizard *w = &app->wizard;
	const struct row *r = list_current(&w->list[w->side]);
	const struct choice *c = choice_of(w, r);
	bool form = w->page == WIZARD_FORM, preview = w->page == WIZARD_PREVIEW;

	if (a == ACTION_OPEN && form)
		return !w->side || c || (r && (r->kind == ROW_GO ||
					       r->kind == ROW_FOLD));
	/* Where Enter does the same it needs no other key. */
	if (a == ACTION_GO_ON && form)
		return wizard_is_long(w) && !wizard_cannot(app, a) &&
		       !(r && r->kind == ROW_GO && w->side);
	if (a == ACTION_OPEN && preview)
		return w->side || (r && r->kind == ROW_FOLD) ||
		       wizard_opens_beside(r);
	if (a == ACTION_OPEN)
		return !w->undoing;
	if (a == ACTION_BACK)
		return w->page != WIZARD_END && !w->stopping;
	if (a == ACTION_GO_ON || a == ACTION_UNDO_WHOLE)
		return !wizard_cannot(app, a);
	if (a == ACTION_RIGHT)
		return c && c->kind == CHOICE_ONE_OF;
	if (a == ACTION_FILTER)
		return preview;
	if (a == ACTION_NEXT_MATCH)
		return app_list_of(app)->search;
	return a != ACTION_QUIT && a != ACTION_MARK && a != ACTION_ZOOM;
}

int wizard_pane_at(const struct wizard *w, int y, int x)
{
	int i;

	for (i = 0; i < 2; i++) {
		struct rect r = layout_inner(w->layout.pane[i]);

		if (y >= r.y && y < r.y + r.rows && x >= r.x &&
		    x < r.x + r.cols)
			return i;
	}
	return -1;
}
