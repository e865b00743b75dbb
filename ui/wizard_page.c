/* The pages of a fix that are texts: explain, choose, wait, apply, end. */
#include "config.h"

#include "ui/wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/myths.h"
#include "report/plan_text.h"
#include "report/words.h"
#include "ui/app.h"

/* Wider lines are hard to read. */
#define TEXT_COLS 100

static int text_cols_in(int cols)
{
	return cols < TEXT_COLS ? cols : TEXT_COLS;
}

static void heading(struct list *l, const char *text)
{
	struct row *r;

	if (l->nall)
		list_row(l, NULL)->skip = l->leads;
	r = list_row(l, NULL);
	r->skip = l->leads;
	row_span(l, r, LOOK_HEAD, " ");
	row_span(l, r, LOOK_HEAD, text);
}

static void para(struct app *app, struct list *l, int cols, int indent,
		 enum look look, const char *text)
{
	if (!cstr_empty(text))
		list_wrap(l, NULL, look, indent, text_cols_in(cols), "",
			  LOOK_TEXT, app_text(app, &l->arena, text));
}

static void para_msg(struct app *app, struct list *l, int cols, int indent,
		     enum look look, const struct msg *m)
{
	if (msg_is_set(m))
		para(app, l, cols, indent, look, msg_text(&l->arena, m));
}

/* A sentence with a sign in front of it. */
static void sign(struct app *app, struct list *l, int cols, enum look look,
		 const char *lead, const char *text)
{
	list_wrap(l, NULL, look, 3, text_cols_in(cols),
		  arena_printf(&l->arena, " %s", lead), look,
		  app_text(app, &l->arena, text));
}

static const char *mark_of(const struct app *app, bool good)
{
	bool plain = app->ascii || !app->utf8;

	return good ? plain ? "+" : "\u2713" : plain ? "x" : "\u2717";
}

/* Text over as many rows as it takes; y copies `copy`, whole. */
static void copied_rows(struct app *app, struct list *l, int cols,
			const char *lead, const char *text, const char *copy)
{
	size_t from = l->nall, i;

	copy = arena_strdup(&l->arena, copy);
	list_wrap(l, NULL, LOOK_COMMAND, 5, cols, lead, LOOK_DIM,
		  app_text(app, &l->arena, text));
	for (i = from; i < l->nall; i++) {
		l->all[i].copy = copy;
		if (i > from)
			l->all[i].skip = l->leads;
	}
}

/* A line to type. */
static void command_rows(struct app *app, struct list *l, int cols,
			 const char *line)
{
	copied_rows(app, l, cols, "   $ ", line, line);
}

/* Rows that were just added are passed over by the cursor of a form. */
static void skip_from(struct list *l, size_t from)
{
	for (; from < l->nall; from++)
		l->all[from].skip = true;
}

static const struct finding *finding_for(const struct app *app, size_t i)
{
	const struct wizard *w = &app->wizard;
	const char *print = i < w->noffers && w->offers[i].finding
		? w->offers[i].finding
		: i < w->nwants ? w->wants[i].finding : NULL;

	return app_finding_of(app, print);
}

/* Explain */

static void about_finding(struct app *app, struct list *l, int cols,
			  const struct finding *f)
{
	struct arena *a = &l->arena;
	char *lead = arena_printf(a, " %c ",
				  words_severity_letter(f->severity));
	struct row *r;

	list_wrap(l, NULL, LOOK_STRONG, 3, text_cols_in(cols), lead,
		  app_severity_role(f->severity),
		  app_text(app, a, msg_text(a, &f->title)));
	r = list_row(l, NULL);
	row_span(l, r, LOOK_TEXT, "   ");
	row_span(l, r, LOOK_NAME, app_text(app, a, f->id));
	if (!cstr_empty(f->path)) {
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, f->line
			 ? arena_printf(a, "%s:%d", app_path(app, a, f->path),
					f->line)
			 : app_path(app, a, f->path));
	}
	para_msg(app, l, cols, 3, LOOK_TEXT, &f->outcome);
}

/* Has an earlier one of them said why: a finding of the same check? */
static bool is_said(const struct app *app, size_t offer)
{
	const struct finding *f = finding_for(app, offer), *earlier;
	size_t i;

	for (i = 0; f && i < offer; i++) {
		earlier = finding_for(app, i);
		if (earlier && cstr_eq(earlier->id, f->id))
			return true;
	}
	return false;
}

static void explain(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	struct arena *a = &l->arena;
	size_t i, k = 0;

	for (i = 0; i < w->noffers; i++) {
		const struct fix_offer *o = &w->offers[i];
		const struct finding *f = finding_for(app, i);
		const struct myth *m;

		if (i)
			list_blank(l);
		if (f)
			about_finding(app, l, cols, f);
		heading(l, w->noffers > 1
			? arena_printf(a, C_("fix", "What will be done: %s"),
				       app_text(app, a, o->fix))
			: C_("fix", "What will be done"));
		para_msg(app, l, cols, 3, LOOK_STRONG, &o->title);
		para_msg(app, l, cols, 3, LOOK_TEXT, &o->about);
		if (is_said(app, i))
			continue;
		if (f && msg_is_set(&f->why)) {
			heading(l, C_("fix", "Why"));
			para_msg(app, l, cols, 3, LOOK_TEXT, &f->why);
		}
		if (msg_is_set(&o->myth)) {
			list_blank(l);
			sign(app, l, cols, LOOK_MYTH, "?",
			     msg_text(a, &o->myth));
			continue;
		}
		for (k = 0; f && (m = myth_next(f->id, &k));) {
			list_blank(l);
			sign(app, l, cols, LOOK_MYTH, "?", _(m->text));
		}
	}
	list_blank(l);
	para(app, l, cols, 1, LOOK_DIM,
	     _("Nothing is changed before you have seen the preview and "
	       "pressed a; afterwards u takes it back."));
}

/* Choose */

static const char *shown_value(const struct app *app, struct arena *a,
			       const struct choice *c)
{
	bool plain = app->ascii || !app->utf8;
	const char *value = c->value ? c->value : "";

	switch (c->kind) {
	case CHOICE_YES_NO:
		return cstr_eq(c->value, "yes") ? C_("choice", "[x] yes")
						: C_("choice", "[ ] no");
	case CHOICE_ONE_OF:
		return arena_printf(a, plain ? "< %s >" : "\u2039 %s \u203a",
				    app_text(app, a, value));
	case CHOICE_PATH:
		return *value ? app_path(app, a, value)
			      : C_("choice", "(empty)");
	case CHOICE_TEXT:
		break;
	}
	return *value ? app_text(app, a, value) : C_("choice", "(empty)");
}

static void field_rows(struct app *app, struct list *l, int cols, int label,
		       size_t offer, size_t i)
{
	const struct wizard *w = &app->wizard;
	const struct choice *c = &w->offers[offer].choices[i];
	struct arena *a = &l->arena;
	const char *name = app_text(app, a, msg_text(a, &c->label));
	const char *key = arena_printf(a, "f:%zu:%s", offer, c->name);
	bool bad = msg_is_set(&c->bad);
	bool about = !wizard_is_long(w) || cstr_eq(w->shown.buf, key);
	struct row *r;
	size_t from, at;

	if (!*name)
		name = app_text(app, a, c->name);
	if (!label) {
		r = list_row(l, NULL);
		r->skip = true;
		row_span(l, r, LOOK_TEXT, " ");
		row_span(l, r, LOOK_TEXT, name);
	}
	at = l->nall;
	r = list_row(l, key);
	r->kind = ROW_FIELD;
	r->of = offer;
	r->index = i;
	r->above = !label;
	row_span(l, r, LOOK_TEXT, " ");
	row_span(l, r, LOOK_TEXT, label ? name : "")->cols = label ? label : 2;
	row_span(l, r, bad ? LOOK_ERROR : LOOK_STRONG,
		 shown_value(app, a, c));
	from = l->nall;
	if (bad)
		list_wrap(l, NULL, LOOK_ERROR, 5, cols,
			  arena_printf(a, "   %s ", mark_of(app, false)),
			  LOOK_ERROR,
			  app_text(app, a, msg_text(a, &c->bad)));
	if (about && msg_is_set(&c->about))
		list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
			  app_text(app, a, msg_text(a, &c->about)));
	skip_from(l, from);
	l->all[at].below = l->nall - from;
}

/* Columns for the labels; 0: each has a line of its own. */
static int label_cols(const struct wizard *w, struct arena *a, int cols)
{
	size_t i, k;
	int most = 0;

	for (i = 0; i < w->noffers; i++)
		for (k = 0; k < w->offers[i].nchoices; k++) {
			const struct choice *c = &w->offers[i].choices[k];
			int n = text_cols_of(msg_text(a, &c->label));

			if (!n)
				n = text_cols_of(c->name);
			most = n > most ? n : most;
		}
	return most + 3 > cols * 45 / 100 ? 0 : most + 3;
}

/* Of all offers, counted on; those of the view are gone while a new value is
 * looked at. */
static const struct plan_command *nth_command(const struct wizard *w, size_t n)
{
	size_t i;

	for (i = 0; i < w->noffers; i++) {
		if (n < w->offers[i].ncommands)
			return &w->offers[i].commands[n];
		n -= w->offers[i].ncommands;
	}
	return NULL;
}

static const char *nth_what(const struct wizard *w, struct arena *a, size_t n)
{
	const struct plan_command *c = nth_command(w, n);

	return c ? msg_text(a, &c->what) : "";
}

/* The only one: all that is to be said of it. */
static void only_command(struct app *app, struct list *l, int cols,
			 const struct plan_command *c)
{
	const struct runlist *run = &app->wizard.runs;
	size_t from;

	if (run->n && run->lines[0])
		command_rows(app, l, cols, run->lines[0]);
	from = l->nall;
	para_msg(app, l, cols, 5, LOOK_TEXT, &c->what);
	para(app, l, cols, 5, LOOK_DIM, c->network
	     ? _("It may use the network.")
	     : _("It does not use the network."));
	if (msg_is_set(&c->executes))
		para(app, l, cols, 5, LOOK_WARNING, SAY(&l->arena, N_(
		     "This may run: {0}"),
		     msg_text(&l->arena, &c->executes)));
	skip_from(l, from);
}

/* One of several, or some that are the same, by what they are for. */
static void listed_command(struct app *app, struct list *l, int cols,
			   const char *which, size_t i)
{
	const struct runlist *run = &app->wizard.runs;
	const char *what = nth_what(&app->wizard, &l->arena, i), *lead;
	size_t from = l->nall;

	lead = arena_printf(&l->arena, "%3s  ", which);
	/* Many stand in the line itself. */
	if (strlen(which) > 3) {
		what = SAY(&l->arena, N_("{0}: {1}"), which, what);
		lead = "";
	}
	list_wrap(l, NULL, LOOK_TEXT, 5, cols, lead, LOOK_DIM,
		  app_text(app, &l->arena, what));
	skip_from(l, from);
	if (run->lines[i])
		copied_rows(app, l, cols, "     ", run->briefs[i],
			    run->lines[i]);
}

/* What they share, once, and which of them it holds for. */
static void offer_settings(struct app *app, struct list *l, int cols)
{
	const struct runlist *run = &app->wizard.runs;
	struct arena *a = &l->arena;
	size_t i, from = l->nall;

	for (i = 0; i < run->nmay; i++) {
		para(app, l, cols, 3, LOOK_TEXT, run->may[i].which
		     ? run->may[i].which : _("each of them:"));
		para(app, l, cols, 5, LOOK_WARNING, run->may[i].text);
	}
	if (run->network)
		para(app, l, cols, 3, LOOK_DIM, run->network);
	skip_from(l, from);
	if (!run->ngroups)
		return;
	from = l->nall;
	heading(l, C_("fix", "With these settings"));
	skip_from(l, from);
	if (run->stage) {
		from = l->nall;
		para(app, l, cols, 3, LOOK_TEXT, SAY(a, N_(
		     "<stage> is {0}, a private folder"), run->stage));
		skip_from(l, from);
	}
	for (i = 0; i < run->ngroups; i++) {
		const struct runlist_group *g = &run->groups[i];

		from = l->nall;
		para(app, l, cols, 3, LOOK_TEXT,
		     g->which ? g->which : _("each of them:"));
		skip_from(l, from);
		copied_rows(app, l, cols, "     ", g->text, g->text);
	}
}

/* What to type where gomend cannot do it. */
static void instead(struct app *app, struct list *l, int cols,
		    const struct finding *f)
{
	size_t i, from = l->nall;

	if (!f || !f->ncommands)
		return;
	heading(l, C_("fix", "What you can do instead, by hand"));
	for (i = 0; i < f->ncommands; i++) {
		para_msg(app, l, cols, 3, LOOK_DIM, &f->commands[i].what);
		if (l->leads)
			skip_from(l, from);
		command_rows(app, l, cols, f->commands[i].line);
		from = l->nall;
	}
}

static void refused_rows(struct app *app, struct list *l, int cols,
			 const struct fix_offer *o, const struct finding *f)
{
	struct arena *a = &l->arena;
	size_t from = l->nall;

	if (app->wizard.noffers > 1)
		sign(app, l, cols, LOOK_WARNING, "!",
		     arena_printf(a, _("%s cannot be done here."), o->fix));
	else
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("It cannot be done here."));
	para_msg(app, l, cols, 3, LOOK_TEXT, &o->refused);
	skip_from(l, from);
	instead(app, l, cols, f);
}

static void go_row(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	size_t n = wizard_ncommands(w);
	bool can = !w->checking && !wizard_has_bad(w);
	struct row *r;
	size_t from;

	list_row(l, NULL)->skip = true;
	r = list_row(l, "go");
	r->kind = ROW_GO;
	row_span(l, r, can ? LOOK_KEY : LOOK_DIM,
		 app->ascii || !app->utf8 ? " > " : " \u25b8 ");
	row_span(l, r, can ? LOOK_STRONG : LOOK_DIM,
		 w->checking ? _("Checking the new value\u2026")
		 : !n ? _("Show the preview")
		 : n == 1 || w->runs.n < 2 ? _("Run it and show the preview")
		 : SAY(&l->arena, N_("Run {0} commands and show the preview"),
		       w->runs.count));
	if (can) {
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, "Enter");
	}
	if (w->runs.n < 2)
		return;
	from = l->nall;
	para(app, l, cols, 3, LOOK_DIM, _("They run in a private folder; the "
	     "project stays as it is. Each is listed below."));
	skip_from(l, from);
	l->all[from - 1].below = l->nall - from;
}

/* Those that run only where another one calls for it, behind one row. */
static void more_commands(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct runlist *run = &w->runs;
	bool open = wizard_unfolds(w, WIZARD_MORE, false);
	struct arena *a = &l->arena;
	struct row *r;
	size_t i, k, from;

	if (!run->ncases)
		return;
	list_row(l, NULL)->skip = true;
	r = list_row(l, WIZARD_MORE);
	r->kind = ROW_FOLD;
	r->arg = WIZARD_MORE;
	row_span(l, r, LOOK_BRAND, open ? "\u25be " : "\u25b8 ");
	row_span(l, r, LOOK_HEAD, SAY(a, N_("Only if needed: up to {0} more"),
		 arena_printf(a, "%zu", run->n - run->nsure)));
	for (i = 0; i < run->ncases; i++) {
		const struct runlist_case *c = &run->cases[i];

		from = l->nall;
		para(app, l, cols, 3, LOOK_DIM, SAY(a, N_(
		     "where command {0} calls for it ({1}):"),
		     arena_printf(a, "%zu", c->by + 1),
		     nth_what(w, a, c->by)));
		skip_from(l, from);
		for (k = 0; open && k < c->nsame; k++)
			listed_command(app, l, cols, c->same[k].which,
				       c->same[k].i);
	}
}

static void offer_commands(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct runlist *run = &w->runs;
	struct arena *a = &l->arena;
	size_t i, from = l->nall;

	if (!wizard_ncommands(w))
		return;
	heading(l, run->n < 2
		? C_("fix", "To know the result, this runs first, in a "
		     "private folder")
		: SAY(a, N_("{0} commands run first, in a private folder"),
		      arena_printf(a, "%zu", run->nsure)));
	skip_from(l, from);
	if (run->n < 2)
		only_command(app, l, cols, nth_command(w, 0));
	for (i = 0; i < run->n && run->n > 1; i++)
		if (run->sure[i])
			listed_command(app, l, cols,
				       arena_printf(a, "%zu", i + 1), i);
	more_commands(app, l, cols);
	offer_settings(app, l, cols);
}

static void choose(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	size_t i, k, n = 0, from;
	int label;

	label = label_cols(w, &l->arena, cols);
	for (i = 0; i < w->noffers; i++) {
		const struct fix_offer *o = &w->offers[i];

		if (msg_is_set(&o->refused))
			refused_rows(app, l, cols, o, finding_for(app, i));
		if (msg_is_set(&o->refused) && o->nchoices)
			list_row(l, NULL)->skip = true;
		else if (w->noffers > 1 && o->nchoices)
			heading(l, app_text(app, &l->arena, o->fix));
		for (k = 0; k < o->nchoices; k++, n++) {
			if (k && !wizard_is_long(w))
				list_row(l, NULL)->skip = true;
			field_rows(app, l, cols, label, i, k);
		}
	}
	if (wizard_is_refused(w) && !n && w->noffers == 1) {
		list_row(l, NULL)->skip = true;
		return;
	}
	if (!n && !wizard_ncommands(w)) {
		from = l->nall;
		para(app, l, cols, 1, LOOK_TEXT,
		     _("There is nothing to choose, and nothing to run "
		       "first."));
		skip_from(l, from);
	}
	if (w->cannot) {
		from = l->nall;
		list_blank(l);
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("It cannot be run here."));
		para(app, l, cols, 3, LOOK_TEXT, w->cannot);
		para(app, l, cols, 3, LOOK_STRONG, w->cannot_hint);
		skip_from(l, from);
	} else if (!wizard_is_refused(w)) {
		go_row(app, l, cols);
	} else if (w->noffers > 1) {
		from = l->nall;
		list_blank(l);
		para(app, l, cols, 1, LOOK_STRONG,
		     _("Esc, then F: what cannot be done is left out there, "
		       "and the others go on."));
		skip_from(l, from);
	}
	/* Last: they may be long, and the fields must be seen. */
	if (!wizard_is_refused(w))
		offer_commands(app, l, cols);
}

void wizard_build_form(struct app *app, struct list *a, int cols,
		       struct list *b, int choose_cols)
{
	explain(app, a, cols);
	app->wizard.field_x = label_cols(&app->wizard, &b->arena, choose_cols);
	app->wizard.field_x = app->wizard.field_x ? app->wizard.field_x + 1 : 3;
	choose(app, b, choose_cols);
}

/* Commands that ran or run */

static void tail_rows(struct app *app, struct list *l, int cols,
		      const char *tail, int most)
{
	struct str rest = str_from(tail), line;
	struct arena *a = &l->arena;
	int n = 0, skip;

	while (str_line(&rest, &line))
		n++;
	skip = n > most ? n - most : 0;
	rest = str_from(tail);
	while (str_line(&rest, &line)) {
		if (skip-- > 0)
			continue;
		list_wrap(l, NULL, LOOK_DIM, 7, cols,
			  app->ascii || !app->utf8 ? "     | "
						   : "     \u2502 ",
			  LOOK_BORDER,
			  app_text(app, a, arena_strndup(a, line.p,
							 line.len)));
	}
}

static bool has_failed(const struct fixrun_command *c)
{
	return c->done && c->exit_code &&
	       !(c->command && c->command->may_fail);
}

/* How it ended, and in what time. */
const char *wizard_command_end(struct arena *a,
			       const struct fixrun_command *c)
{
	const char *end = c->running ? C_("command", "running")
		: !c->done ? C_("command", "to come")
		: c->exit_code < 0 ? C_("command", "could not be run")
		: fixrun_was_idle(c) ? C_("command", "not needed")
		: fixrun_passed(c) ? C_("command", "passed")
		: arena_printf(a, C_("command", "exit %d"), c->exit_code);

	return c->took_ms && (c->done || c->running)
	       ? arena_printf(a, _("%s, %s"), end, words_took(a, c->took_ms))
	       : end;
}

static void command_state(struct app *app, struct list *l, int cols,
			  const struct fixrun_command *c, int tail)
{
	struct arena *a = &l->arena;
	bool plain = app->ascii || !app->utf8;
	const struct fixrun_view *v = app->wizard.view;
	/*
	 * That it failed is no alarm where it failed before as well, or where
	 * the fix reads the answer from it; a pass it is not, but of a fork.
	 */
	bool idle = !c->done || fixrun_was_idle(c) ||
		    (!fixrun_passed(c) &&
		     (!has_failed(c) || v->how == FIXRUN_VERIFIED));
	enum look look = c->running ? LOOK_ADVICE : idle ? LOOK_DIM
			 : has_failed(c) ? LOOK_ERROR : LOOK_OK;
	const char *lead = c->running ? plain ? ">" : "\u25b8"
			   : idle ? plain ? "." : "\u00b7"
			   : mark_of(app, !has_failed(c));
	const char *what = c->command ? msg_text(a, &c->command->what) : "";
	const char *end = wizard_command_end(a, c), *copy;
	size_t from = l->nall;

	lead = arena_printf(a, " %s ", lead);
	/* One that could not even be prepared has no line. */
	if (cstr_empty(c->line)) {
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, lead, look,
			  app_text(app, a, what));
	} else {
		list_wrap(l, NULL, LOOK_COMMAND, 3, cols, lead, look,
			  app_text(app, a, runlist_brief(a, c)));
		copy = arena_strdup(a, c->line);
		for (; from < l->nall; from++)
			l->all[from].copy = copy;
		if (c->exit_code && c->done && v->how == FIXRUN_VERIFIED)
			end = arena_printf(a, _("before the fix: %s"), end);
		else if (*what)
			end = arena_printf(a, _("%s: %s"), what, end);
	}
	para(app, l, cols, 5, look, end);
	tail_rows(app, l, cols, c->tail, tail);
}

/* Whole seconds. */
static const char *seconds(struct arena *a, uint64_t s)
{
	return s < 60 ? arena_printf(a, _("%d s"), (int)s)
		      : words_took(a, s * 1000);
}

/* Time since it began. */
static const char *elapsed(const struct wizard *w, struct arena *a)
{
	uint64_t began = w->view ? w->view->started_ms : 0;

	if (!began || w->now_ms < began)
		return "";
	return arena_printf(a, "  %s", seconds(a, (w->now_ms - began) / 1000));
}

static void gauge(struct app *app, struct list *l, int cols, int of_100)
{
	int room = text_cols_in(cols) - 8, full, i;
	struct strbuf sb = STRBUF_INIT;
	struct row *r = list_row(l, "gauge");

	room = room > 72 ? 72 : room;
	full = room * of_100 / 100;
	for (i = 0; i < full; i++)
		strbuf_addstr(&sb, "\u2588");
	row_span(l, r, LOOK_TEXT, " ");
	row_span(l, r, LOOK_GAUGE, arena_strndup(&l->arena, sb.buf, sb.len));
	strbuf_reset(&sb);
	for (; i < room; i++)
		strbuf_addstr(&sb, "\u2591");
	row_span(l, r, LOOK_DIM, arena_strndup(&l->arena, sb.buf, sb.len));
	strbuf_release(&sb);
	row_span(l, r, LOOK_STRONG,
		 arena_printf(&l->arena, " %3d%%", of_100));
	(void)app;
}

/* Of a download: how much of it, and how long it will take. */
static void bytes_rows(struct app *app, struct list *l, int cols,
		       uint64_t took_ms)
{
	const struct fixrun_view *v = app->wizard.view;
	struct arena *a = &l->arena;
	const char *text;

	if (v->bytes > 0 && v->total_bytes <= 0)
		para(app, l, cols, 1, LOOK_TEXT, words_bytes(a, v->bytes));
	if (v->total_bytes <= 0 || v->bytes > v->total_bytes)
		return;
	gauge(app, l, cols, (int)(v->bytes * 100 / v->total_bytes));
	text = arena_printf(a, _("%s of %s"), words_bytes(a, v->bytes),
			    words_bytes(a, v->total_bytes));
	if (v->bytes * 20 >= v->total_bytes && v->bytes < v->total_bytes &&
	    took_ms >= 1000)
		text = arena_printf(a, _("%s, about %s left"), text,
			seconds(a, took_ms * (uint64_t)(v->total_bytes -
							v->bytes) /
				   (uint64_t)v->bytes / 1000 + 1));
	para(app, l, cols, 1, LOOK_TEXT, text);
}

static void waited_bytes(struct app *app, struct list *l, int cols,
			 const struct fixrun_command *c)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;

	if (c->running && v->state == FIXRUN_PREPARING)
		bytes_rows(app, l, cols, c->took_ms ? c->took_ms
			   : w->now_ms > v->started_ms
			   ? w->now_ms - v->started_ms : 0);
}

/* A row: what it is for, and how it ended. */
static void brief_row(struct app *app, struct list *l,
		      const struct fixrun_command *c)
{
	bool plain = app->ascii || !app->utf8, good = !c->exit_code;
	struct arena *a = &l->arena;
	struct row *r = list_row(l, NULL);

	if (c->running)
		row_span(l, r, LOOK_BRAND, plain ? " > " : " \u25b8 ");
	else
		row_span(l, r, good ? LOOK_OK
			 : has_failed(c) ? LOOK_ERROR : LOOK_DIM,
			 arena_printf(a, " %s ", good || has_failed(c)
				      ? mark_of(app, good)
				      : plain ? "." : "\u00b7"));
	row_span(l, r, c->running ? LOOK_STRONG : LOOK_TEXT, c->command
		 ? app_text(app, a, msg_text(a, &c->command->what)) : "");
	row_span(l, r, LOOK_DIM, arena_printf(a, " %s ",
		 wizard_command_end(a, c)))->right = true;
}

/* Of many what goes on, the last ones before it, and how many may follow. */
static void many_commands(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	size_t i, ndone = 0, next = 0, skip, most;
	int room = app->layout.body.rows - 14;

	for (i = 0; i < v->ncommands; i++) {
		ndone += v->commands[i].done;
		if (v->commands[i].done || v->commands[i].running)
			next = i + 1;
	}
	most = room < 1 ? 1 : (size_t)room;
	skip = ndone > most ? ndone - most : 0;
	if (skip)
		para(app, l, cols, 3, LOOK_DIM, SAY(&l->arena, N_(
		     "{0} done before these"), arena_printf(&l->arena, "%zu",
							    skip)));
	for (i = 0; i < v->ncommands; i++)
		if (v->commands[i].done && ndone-- <= most)
			brief_row(app, l, &v->commands[i]);
	for (i = 0; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		if (!c->running)
			continue;
		brief_row(app, l, c);
		if (!cstr_empty(c->line))
			copied_rows(app, l, cols, "     ",
				    runlist_brief(&l->arena, c), c->line);
		tail_rows(app, l, cols, c->tail, room > 3 ? room : 3);
		waited_bytes(app, l, cols, c);
	}
	if (next < v->ncommands)
		para(app, l, cols, 3, LOOK_DIM, SAY(&l->arena, N_(
		     "at most {0} more to come"), arena_printf(&l->arena,
			"%zu", v->ncommands - next)));
}

void wizard_build_wait(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;
	struct arena *a = &l->arena;
	size_t i;
	int room;

	if (!v || v->state == FIXRUN_ASKING) {
		para(app, l, cols, 1, LOOK_DIM,
		     _("Asking what can be done here\u2026"));
		return;
	}
	if (w->stopping) {
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("Stopping what runs; nothing has been changed."));
		list_blank(l);
	}
	if (v->ncommands > 4) {
		many_commands(app, l, cols);
	} else {
		room = app->layout.body.rows - 6 - 4 * (int)v->ncommands;
		for (i = 0; i < v->ncommands; i++) {
			if (i)
				list_blank(l);
			command_state(app, l, cols, &v->commands[i],
				      !v->commands[i].running ? 3
				      : room > 3 ? room : 3);
			waited_bytes(app, l, cols, &v->commands[i]);
		}
	}
	if (v->ncommands)
		list_blank(l);
	para(app, l, cols, 1, LOOK_TEXT, arena_printf(a, "%s%s",
		v->state == FIXRUN_PLANNING
		? _("Comparing what came out with what is there\u2026")
		: _("Running in a private folder; what is yours stays as it "
		    "is\u2026"), elapsed(w, a)));
}

/* Apply */

static const struct {
	const char *id;		/* of fixrun_view.step */
	int weight;		/* of a hundred */
} phases[] = {
	{ "baseline", 14 }, { "check", 5 }, { "stage", 44 }, { "sync", 6 },
	{ "change", 14 }, { "commit", 3 }, { "verify", 14 },
};

static const char *phase_words(const struct fixrun_view *v, const char *id)
{
	if (cstr_eq(id, "baseline") && v->state == FIXRUN_BASELINE &&
	    cstr_eq(v->step, "look"))
		return _("wait until everything has been looked at");
	if (cstr_eq(id, "baseline"))
		return _("run what must pass afterwards: does it pass now?");
	if (cstr_eq(id, "check"))
		return _("check that all is as in the preview");
	if (cstr_eq(id, "stage"))
		return _("prepare the new content beside the old");
	if (cstr_eq(id, "sync"))
		return _("bring it safely to disk");
	if (cstr_eq(id, "change"))
		return _("put it in place");
	if (cstr_eq(id, "commit"))
		return _("write it into the journal");
	return _("look anew, and run what must pass");
}

/* Which of them goes on; -1: it is being put back. */
static int phase_now(const struct fixrun_view *v)
{
	size_t i;

	if (wizard_is_putting_back(v))
		return -1;
	if (v->state == FIXRUN_BASELINE)
		return 0;
	if (v->state == FIXRUN_VERIFYING)
		return (int)ARRAY_SIZE(phases) - 1;
	for (i = 1; i + 1 < ARRAY_SIZE(phases); i++)
		if (cstr_eq(v->step, phases[i].id))
			return (int)i;
	return 1;
}

/* How much of the step is done, of a thousand; -1: nobody knows. */
static int done_of(const struct fixrun_view *v)
{
	if (v->total_bytes > 0 && v->bytes <= v->total_bytes)
		return (int)(v->bytes * 1000 / v->total_bytes);
	if (v->total > 0 && v->done <= v->total)
		return (int)(v->done * 1000 / v->total);
	return -1;
}

static int percent(const struct fixrun_view *v, int now)
{
	int i, n = 0, part = done_of(v);

	for (i = 0; i < now; i++)
		n += phases[i].weight;
	return part > 0 ? n + phases[now].weight * part / 1000 : n;
}

/*
 * What was put in place is brought to disk as well, by the same name as what
 * was prepared: once a step has gone by, it is the next one.
 */
void wizard_progress(struct wizard *w)
{
	int now = phase_now(w->view), of_100;

	if (now < 0)
		return;
	if (now < w->phase && cstr_eq(w->view->step, "sync"))
		now = w->phase < (int)ARRAY_SIZE(phases) - 2
			? (int)ARRAY_SIZE(phases) - 2 : w->phase;
	if (now > w->phase || !w->phase_ms) {
		w->phase = now > w->phase ? now : w->phase;
		w->phase_ms = w->now_ms;
	}
	of_100 = percent(w->view, w->phase);
	w->percent = of_100 > w->percent ? of_100 : w->percent;
}

/* "29 of 41, 57 MB of 92 MB, about 3 s left" */
static const char *figures(const struct wizard *w, struct arena *a)
{
	const struct fixrun_view *v = w->view;
	const char *text = "";
	/* What is done and the time it took are both of this step. */
	uint64_t took = w->phase_ms && w->now_ms > w->phase_ms
			? w->now_ms - w->phase_ms : 0;
	int part = done_of(v);

	if (v->total > 0)
		text = arena_printf(a, _("%lld of %lld steps"),
				    (long long)v->done,
				    (long long)v->total);
	if (v->total_bytes > 0)
		text = *text
		       ? arena_printf(a, _("%s, %s of %s"), text,
				      words_bytes(a, v->bytes),
				      words_bytes(a, v->total_bytes))
		       : arena_printf(a, _("%s of %s"),
				      words_bytes(a, v->bytes),
				      words_bytes(a, v->total_bytes));
	if (part >= 50 && part < 1000 && took >= 1000)
		text = arena_printf(a, _("%s, about %s left"), text,
			seconds(a, took * (uint64_t)(1000 - part) /
				   (uint64_t)part / 1000 + 1));
	return text;
}

void wizard_build_apply(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;
	struct arena *a = &l->arena;
	bool plain = app->ascii || !app->utf8;
	int now = phase_now(v) < 0 ? -1 : w->phase, i;
	size_t k;

	if (v->plan && app->layout.body.rows >= 12) {
		para_msg(app, l, cols, 1, LOOK_STRONG, &v->plan->title);
		list_blank(l);
	}
	if (now >= 0)
		gauge(app, l, cols, w->percent);
	else
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("Putting everything back\u2026"));
	list_blank(l);
	for (i = 0; now >= 0 && i < (int)ARRAY_SIZE(phases); i++) {
		const char *words = phase_words(v, phases[i].id);
		const char *lead = i < now ? mark_of(app, true)
				   : i > now ? plain ? "." : "\u00b7"
				   : plain ? ">" : "\u25b8";
		struct row *r;

		/* Where there is little room, only what goes on. */
		if (i != now && app->layout.body.rows < 18)
			continue;
		r = list_row(l, phases[i].id);
		row_span(l, r, i < now ? LOOK_OK : i > now ? LOOK_DIM
			 : LOOK_BRAND, arena_printf(a, " %s ", lead));
		row_span(l, r, i > now ? LOOK_DIM : i == now ? LOOK_STRONG
			 : LOOK_TEXT, words);
		if (i != now)
			continue;
		row_span(l, r, LOOK_DIM, elapsed(w, a));
		if (*figures(w, a))
			para(app, l, cols, 5, LOOK_TEXT, figures(w, a));
	}
	for (k = 0; k < v->ncommands; k++) {
		if (!v->commands[k].running)
			continue;
		list_blank(l);
		command_state(app, l, cols, &v->commands[k], 5);
	}
	list_blank(l);
	if (w->stopping)
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("Being stopped; everything is put back."));
	else if (now >= 0)
		para(app, l, cols, 1, LOOK_DIM,
		     v->state == FIXRUN_BASELINE
		     ? _("Esc stops it; nothing has been changed yet.")
		     : v->state == FIXRUN_VERIFYING
		     ? _("Esc stops it, and all is as before.")
		     : _("Esc stops it, and all is as before. It goes on even "
			 "if this window is closed."));
}

/* End */

static void end_title(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;
	enum look look = LOOK_WARNING;
	const char *text = "", *lead = "!", *message = v->message;

	switch (v->how) {
	case FIXRUN_VERIFIED:
	case FIXRUN_OPEN:
		look = LOOK_OK;
		lead = mark_of(app, true);
		text = _("Done, and verified.");
		break;
	case FIXRUN_REFUSED:
		text = v->plan ? _("It was not done. Nothing was changed.")
			       : _("It cannot be done here. Nothing was "
				   "changed.");
		break;
	case FIXRUN_CANCELLED:
		text = _("Given up. Nothing was changed.");
		break;
	case FIXRUN_ROLLED_BACK:
		text = _("It did not go through. Everything is as it was "
			 "before.");
		break;
	case FIXRUN_PUT_BACK:
		text = arena_printf(&l->arena, _("Put back. %s"),
				    words_as_before(&l->arena, v->kept));
		break;
	case FIXRUN_UNVERIFIED:
		text = _("It is in place, but it was not verified.");
		break;
	case FIXRUN_BROKEN:
		look = LOOK_ERROR;
		lead = mark_of(app, false);
		text = _("It could not be put back whole.");
		break;
	}
	/* Whoever stopped it knows why. */
	if (!cstr_empty(message) &&
	    (w->stopping || v->how == FIXRUN_UNVERIFIED)) {
		text = message;
		message = NULL;
	}
	sign(app, l, cols, look, lead, text);
	para(app, l, cols, 3, LOOK_TEXT, message);
	para(app, l, cols, 3, LOOK_STRONG, v->hint);
}

static void drift_rows(struct app *app, struct list *l, int cols,
		       const char *const *drift, size_t n)
{
	size_t i;

	if (!n)
		return;
	heading(l, C_("fix", "What has changed meanwhile"));
	for (i = 0; i < n; i++)
		list_wrap(l, NULL, LOOK_TEXT, 5, cols, "   - ", LOOK_DIM,
			  app_text(app, &l->arena, drift[i]));
}

static void stays_rows(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	struct arena *a = &l->arena;
	size_t i;

	if (!v->nstays)
		return;
	heading(l, C_("fix", "Findings that stay, or are new"));
	for (i = 0; i < v->nstays; i++) {
		const struct finding *f = &v->stays[i];

		list_wrap(l, NULL, LOOK_TEXT, 5, cols,
			  arena_printf(a, "   %c",
				       words_severity_letter(f->severity)),
			  app_severity_role(f->severity),
			  app_text(app, a, msg_text(a, &f->title)));
	}
}

/* It passed before and has run again since; where it lies may have moved. */
static bool ran_again(const struct fixrun_view *v, size_t n)
{
	size_t i, before = 0, after = 0;

	if (v->commands[n].when != FIXRUN_BASELINE || v->commands[n].exit_code)
		return false;
	/* Those that passed run again in the same order. */
	for (i = 0; i < v->ncommands; i++) {
		if (v->commands[i].when == FIXRUN_BASELINE && i <= n)
			before += !v->commands[i].exit_code;
		else if (v->commands[i].when == FIXRUN_VERIFYING)
			after += v->commands[i].done;
	}
	return before <= after;
}

/* The last run of each command that had to pass. */
static void verified_rows(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	size_t i, k, first = wizard_ncommands(&app->wizard);
	struct arena *a = &l->arena;
	bool any = false;

	if (v->how == FIXRUN_VERIFIED && v->plan && v->plan->nfindings) {
		heading(l, C_("fix", "What was verified"));
		any = true;
		sign(app, l, cols, LOOK_OK, mark_of(app, true),
		     v->here_still
		     ? _("fresh shells do not have it any more, and no error "
			 "is new")
		     : arena_printf(a, ngettext(
			"the finding is gone, and no error is new",
			"the findings are gone, and no error is new",
			(unsigned long)v->plan->nfindings)));
		if (v->here_still)
			para(app, l, cols, 5, LOOK_TEXT,
			     _("The shell you came from keeps the environment "
			       "that it was started with."));
	}
	/* What ran in the stage matters where that is what went wrong. */
	if (!v->plan)
		first = 0;
	for (i = first; i < v->ncommands; i++) {
		const struct fixrun_command *c = &v->commands[i];

		for (k = i + 1; k < v->ncommands; k++)
			if (v->commands[k].done &&
			    cstr_eq(v->commands[k].line, c->line))
				break;
		if (!c->done || k < v->ncommands || ran_again(v, i))
			continue;
		if (!any)
			heading(l, C_("fix", "What ran"));
		any = true;
		command_state(app, l, cols, c, !has_failed(c) ||
			      v->how == FIXRUN_VERIFIED ? 5 : 40);
		if (has_failed(c) && v->how == FIXRUN_VERIFIED)
			para(app, l, cols, 5, LOOK_TEXT,
			     _("It failed before the fix already, so it proves "
			       "nothing and was not run again."));
	}
}

static void changed_rows(struct app *app, struct list *l, int cols)
{
	const struct plan *p = app->wizard.view->plan;
	struct arena *a = &l->arena;
	size_t i, most = 12;

	heading(l, C_("fix", "What changed"));
	para_msg(app, l, cols, 3, LOOK_TEXT, &p->title);
	for (i = 0; i < p->nchanges; i++) {
		const struct plan_change *c = &p->changes[i];
		struct row *r;

		if (i == most && p->nchanges > most + 1) {
			para(app, l, cols, 5, LOOK_DIM, arena_printf(a,
				ngettext("and %zu more; J lists them all",
					 "and %zu more; J lists them all",
					 (unsigned long)(p->nchanges - most)),
				p->nchanges - most));
			break;
		}
		r = list_row(l, NULL);
		row_span(l, r, LOOK_STRONG,
			 arena_printf(a, "   %c ", change_letter(c->kind)));
		row_span(l, r, LOOK_TEXT, change_path(app, a, p, c->path));
		change_size(app, l, r, c);
	}
}

static void shell_rows(struct app *app, struct list *l, int cols)
{
	const struct plan *p = app->wizard.view->plan;

	if (!p || cstr_empty(p->shell_line))
		return;
	heading(l, C_("fix", "In the shell you came from, type"));
	command_rows(app, l, cols, p->shell_line);
}

static void undo_rows(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;

	if (w->undo_whole && w->undo_all && w->undo_all < w->undo_whole) {
		sign(app, l, cols, LOOK_WARNING, "!",
		     arena_printf(&l->arena, ngettext(
			"Of the %zu stages %zu is taken back, the newest; "
			"the older ones are still in place.",
			"Of the %zu stages %zu are taken back, the newest "
			"first; the older ones are still in place.",
			(unsigned long)w->undo_all), w->undo_whole,
			w->undo_all));
	} else if (w->undone && w->undo_whole) {
		sign(app, l, cols, LOOK_OK, mark_of(app, true),
		     arena_printf(&l->arena, ngettext(
			"%zu stage is taken back. %s",
			"All %zu stages are taken back. %s",
			(unsigned long)w->undo_whole), w->undo_whole,
			words_as_before(&l->arena, w->undo_kept)));
	} else if (w->undone) {
		sign(app, l, cols, LOOK_OK, mark_of(app, true),
		     arena_printf(&l->arena, _("Taken back. %s"),
				  words_as_before(&l->arena, w->undo_kept)));
	} else {
		sign(app, l, cols, LOOK_WARNING, "!",
		     _("It was not taken back; it is still in place."));
	}
	para(app, l, cols, 3, LOOK_TEXT, w->undo_message);
	para(app, l, cols, 3, LOOK_TEXT, w->undo_hint);
	drift_rows(app, l, cols, w->undo_drift, w->nundo_drift);
	list_blank(l);
}

/* What stands by now of a fix by stages, what is next, and how back. */
static void stage_rows(struct app *app, struct list *l, int cols)
{
	const struct fixrun_view *v = app->wizard.view;
	const struct plan *p = v->plan;
	struct arena *a = &l->arena;
	const struct plan_leg *next;
	size_t i;

	if (!p || !plan_by_stages(p))
		return;
	next = plan_next_leg(p);
	heading(l, C_("fix", "Stages"));
	for (i = 0; i < p->nlegs; i++) {
		const struct plan_leg *leg = &p->legs[i];
		const char *what = msg_text(a, &leg->what);

		if (!leg->later)
			sign(app, l, cols, LOOK_OK, mark_of(app, true),
			     arena_printf(a, _("%s, done: %s"), leg->id, what));
		else
			sign(app, l, cols, leg == next ? LOOK_STRONG : LOOK_DIM,
			     " ", arena_printf(a, leg == next
				? _("%s, next: %s") : _("%s, later: %s"),
				leg->id, what));
		if (!leg->later)
			para(app, l, cols, 5, LOOK_TEXT, arena_printf(a,
				v->how == FIXRUN_VERIFIED
				? _("Gate, passed: %s.")
				: _("Gate, not verified: %s."),
				msg_text(a, &leg->gate)));
	}
	if (next)
		para(app, l, cols, 3, LOOK_TEXT, arena_printf(a,
			_("c goes on with %s, after a preview. Enter stops "
			  "here: it stays as it is now, and c in the journal "
			  "(J) goes on later."), next->id));
	else
		para(app, l, cols, 3, LOOK_TEXT, _("No stage remains."));
	if (p->continues)
		para(app, l, cols, 3, LOOK_TEXT, arena_printf(a,
			_("It goes on from number %d: u takes back this stage "
			  "alone, U all of them, the newest first."),
			p->continues));
}

static void try_again(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;

	para(app, l, cols, 1, LOOK_DIM, !app->setup.on && w->nwants &&
	     w->wants[0].finding
	     ? _("f tries again, Enter returns to the findings.")
	     : _("f tries again, Enter goes back."));
}

void wizard_build_end(struct app *app, struct list *l, int cols)
{
	const struct wizard *w = &app->wizard;
	const struct fixrun_view *v = w->view;
	struct arena *a = &l->arena;
	bool in_place = v->txn && (v->how == FIXRUN_VERIFIED ||
				   v->how == FIXRUN_UNVERIFIED);
	size_t i;

	if (w->undoing) {
		para(app, l, cols, 1, LOOK_TEXT,
		     _("Taking it back\u2026"));
		return;
	}
	if (w->undone || w->undo_message || w->nundo_drift)
		undo_rows(app, l, cols);
	if (w->undone) {
		try_again(app, l, cols);
		return;
	}
	end_title(app, l, cols);
	if (in_place)
		para(app, l, cols, 3, LOOK_TEXT, v->plan && v->plan->undo_bytes
		     ? arena_printf(a, _("It is number %d of the journal; %s "
					 "are kept for undo. u takes it back, "
					 "now or later."), v->txn,
				    words_bytes(a, v->plan->undo_bytes))
		     : arena_printf(a, _("It is number %d of the journal; u "
					 "takes it back, now or later."),
				    v->txn));
	else if (v->how == FIXRUN_BROKEN)
		para(app, l, cols, 3, LOOK_TEXT,
		     _("Leave these paths alone until it is settled: the next "
		       "start of gomend tries again, and says how it ends."));
	if (in_place)
		stage_rows(app, l, cols);
	drift_rows(app, l, cols, v->drift, v->ndrift);
	stays_rows(app, l, cols);
	if (in_place)
		shell_rows(app, l, cols);
	verified_rows(app, l, cols);
	if (in_place && v->plan)
		changed_rows(app, l, cols);
	if (v->how == FIXRUN_REFUSED)
		for (i = 0; i < w->nwants; i++)
			instead(app, l, cols,
				app_finding_of(app, w->wants[i].finding));
	if (in_place || v->how == FIXRUN_BROKEN)
		return;
	list_blank(l);
	try_again(app, l, cols);
}
