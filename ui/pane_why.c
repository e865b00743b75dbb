/* Pane 3: how Go came to it, what was read, what to type. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "checks/check.h"
#include "checks/myths.h"
#include "report/words.h"
#include "traces/tracer.h"

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

/* "go.mod:12" taken apart, for the editor. */
static void place_origin(struct list *l, struct row *r, const char *origin)
{
	struct str s = str_from(origin), line;
	size_t colon = str_find_last(s, ':'), i;
	int n = 0;

	if (!s.len || !(str_find(s, '/') < s.len || str_find(s, '.') < s.len))
		return;
	line = colon < s.len ? str_sub(s, colon + 1, s.len - colon - 1)
			     : STR_NONE;
	for (i = 0; i < line.len; i++) {
		if (line.p[i] < '0' || line.p[i] > '9' || n > 100000000)
			return;
		n = n * 10 + (line.p[i] - '0');
	}
	if (!n)
		return;
	r->path = arena_strndup(&l->arena, s.p, colon);
	r->line = n;
}

static enum look answer_role(const struct step *s)
{
	if (s->bad)
		return LOOK_ERROR;
	return s->answer == ANSWER_NONE ? LOOK_DIM : LOOK_STRONG;
}

/* "environment" and places in the user's language; files as they are. */
static const char *origin_text(struct app *app, struct arena *a,
			       const char *origin)
{
	const char *word = words_step_origin(origin);

	return word != origin ? word : app_path(app, a, origin);
}

static const char *value_text(struct app *app, struct arena *a,
			      const struct step *s)
{
	return app_text(app, a, words_step_value(s->value));
}

static int value_cols(struct app *app, struct arena *a, const struct step *s)
{
	int n = s->value ? text_cols_of(value_text(app, a, s)) : 0;

	return cstr_empty(s->origin)
	       ? n : n + 2 + text_cols_of(origin_text(app, a, s->origin));
}

/* What was read and where: value, then its origin dim; a value of more than
 * `room` columns goes below. */
static void step_value(struct app *app, struct list *l, const struct step *s,
		       int cols, int room)
{
	struct arena *a = &l->arena;
	enum look look = s->bad ? LOOK_ERROR : LOOK_TEXT;
	const char *value = s->value ? value_text(app, a, s) : NULL;
	bool below = value && value_cols(app, a, s) > room;
	struct row *r = &l->all[l->nall - 1];

	if (below) {
		if (s->answer == ANSWER_NONE)
			memset(&l->all[--l->nall], 0, sizeof(*r));
		list_wrap(l, NULL, look, 5, cols, "", LOOK_DIM, value);
		if (cstr_empty(s->origin))
			return;
		r = list_row(l, NULL);
		row_span(l, r, LOOK_TEXT, "     ");
	} else if (value) {
		row_span(l, r, look, value);
		row_span(l, r, LOOK_TEXT, cstr_empty(s->origin) ? "" : "  ");
	}
	if (cstr_empty(s->origin))
		return;
	row_span(l, r, LOOK_DIM, origin_text(app, a, s->origin));
	place_origin(l, r, s->origin);
}

void steps_build(struct app *app, struct list *l, int cols,
		 const struct step *steps, size_t n)
{
	struct arena *a = &l->arena;
	const char *bad = app->ascii || !app->utf8 ? "x " : "\u2717 ";
	int question = 0, answer = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *q = msg_text(a, &steps[i].question);

		question = max_int(question, text_cols_of(q));
		answer = max_int(answer,
				 text_cols_of(words_answer(steps[i].answer)));
	}
	/* The question leaves room for the value; longer ones get a line of their
	 * own. */
	if (question > max_int(cols / 2, cols - 36))
		question = max_int(cols / 2, cols - 36);
	for (i = 0; i < n; i++) {
		const struct step *s = &steps[i];
		const char *q = app_text(app, a, msg_text(a, &s->question));
		const char *note = app_text(app, a, msg_text(a, &s->note));
		bool wide = text_cols_of(q) > question ||
			    value_cols(app, a, s) > cols - question - answer - 7;
		struct row *r;

		if (wide) {
			list_wrap(l, NULL, LOOK_TEXT, 3, cols,
				  arena_printf(a, " %s", s->bad ? bad : ""),
				  LOOK_ERROR, q);
			r = list_row(l, NULL);
			row_span(l, r, LOOK_TEXT, "     ");
		} else {
			r = list_row(l, NULL);
			row_span(l, r, LOOK_ERROR,
				 arena_printf(a, " %s", s->bad ? bad : ""))
				->cols = 3;
			row_span(l, r, LOOK_TEXT, q)->cols = question + 2;
		}
		if (answer && (!wide || s->answer != ANSWER_NONE))
			row_span(l, r, answer_role(s), words_answer(s->answer))
				->cols = answer + 2;
		step_value(app, l, s, cols, wide ? cols - 8 - answer
						 : cols);
		if (*note)
			list_wrap(l, NULL, LOOK_DIM, 5, cols, "", LOOK_DIM,
				  note);
	}
}

static void outcome(struct app *app, struct list *l, int cols,
		    const struct finding *f)
{
	struct arena *a = &l->arena;

	if (!msg_is_set(&f->outcome))
		return;
	list_wrap(l, NULL, app_severity_role(f->severity), 3, cols,
		  app->ascii || !app->utf8 ? " > " : " \u2192 ",
		  app_severity_role(f->severity),
		  app_text(app, a, msg_text(a, &f->outcome)));
}

static void head(struct app *app, struct list *l, int cols,
		 const struct finding *f)
{
	struct arena *a = &l->arena;
	struct row *r;
	size_t i;
	char *lead = arena_printf(a, " %c ",
				  words_severity_letter(f->severity));

	list_wrap(l, "head", LOOK_STRONG, 3, cols, lead,
		  app_severity_role(f->severity),
		  app_text(app, a, msg_text(a, &f->title)));
	r = list_row(l, "where");
	row_span(l, r, LOOK_TEXT, "   ");
	row_span(l, r, app_severity_role(f->severity),
		 words_severity(f->severity));
	if (!cstr_empty(f->path)) {
		row_span(l, r, LOOK_TEXT, "  ");
		row_span(l, r, LOOK_DIM, f->line
			 ? arena_printf(a, "%s:%d", app_path(app, a, f->path),
					f->line)
			 : app_path(app, a, f->path));
		r->path = f->path;
		r->line = f->line;
	}
	for (i = 0; i < f->nplaces; i++) {
		if (i == 3 && f->nplaces > 4) {
			row_span(l, r, LOOK_DIM, SAY(a, N_(" and {0} more"),
				 arena_printf(a, "%zu", f->nplaces - i)));
			break;
		}
		row_span(l, r, LOOK_DIM, i ? ", " : "  ");
		row_span(l, r, f->places[i].severity == f->severity
			 ? LOOK_TEXT : LOOK_DIM,
			 words_place(f->places[i].place));
	}
}

/* The owners' word on it, in their own file. */
static void silenced(struct app *app, struct list *l, int cols,
		     const struct finding *f)
{
	const struct silence *by = app_silence(app, f);
	struct arena *a = &l->arena;
	struct row *r;

	if (!by)
		return;
	list_blank(l);
	r = list_row(l, NULL);
	row_span(l, r, LOOK_TEXT, "   ");
	row_span(l, r, LOOK_HEAD, C_("why", "Accepted by the repository"));
	row_span(l, r, LOOK_DIM, arena_printf(a, "  .gomend:%d", by->line));
	r->path = ".gomend";
	r->line = by->line;
	list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_DIM,
		  app_text(app, a, by->reason));
}

static void evidence(struct app *app, struct list *l, int cols,
		     const struct finding *f)
{
	struct arena *a = &l->arena;
	size_t i;

	if (!f->nevidence)
		return;
	list_heading(l, C_("why", "Read"));
	for (i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		const char *text = app_text(app, a, e->text);
		const char *where = "";
		struct row *r;

		if (e->path)
			where = e->line
				? arena_printf(a, "%s:%d  ",
					       app_path(app, a, e->path),
					       e->line)
				: arena_printf(a, "%s  ",
					       app_path(app, a, e->path));
		r = list_row(l, NULL);
		row_span(l, r, LOOK_TEXT, "   ");
		row_span(l, r, LOOK_DIM, where);
		r->path = e->path;
		r->line = e->line;
		if (3 + text_cols_of(where) + text_cols_of(text) <= cols)
			row_span(l, r, LOOK_TEXT, text);
		else
			list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM,
				  text);
	}
}

/* Cut over rows where it is long; y copies the whole from any of them. */
static struct row *command_row(struct app *app, struct list *l, int cols,
			       const char *line)
{
	size_t from = l->nall, i;

	list_wrap(l, NULL, LOOK_COMMAND, 3, cols, "", LOOK_DIM,
		  app_text(app, &l->arena, line));
	for (i = from; i < l->nall; i++)
		l->all[i].copy = line;
	return &l->all[from];
}

static void commands(struct app *app, struct list *l, int cols,
		     const struct finding *f)
{
	struct arena *a = &l->arena;
	bool handed = false;
	struct row *r;
	size_t i;

	if (f->nfixes) {
		list_heading(l, C_("why", "To mend it"));
		for (i = 0; i < f->nfixes; i++) {
			r = list_row(l, arena_printf(a, "x:%s", f->fixes[i]));
			r->kind = ROW_FIX;
			r->arg = f->fixes[i];
			row_span(l, r, LOOK_TEXT, "   ");
			row_span(l, r, app->read_only ? LOOK_DIM : LOOK_KEY,
				 i ? "" : "f")->cols = 3;
			row_span(l, r, LOOK_NAME,
				 app_text(app, a, f->fixes[i]));
			if (!i)
				row_span(l, r, LOOK_DIM, C_("why",
					 "   with a preview; u takes it back"));
		}
	}
	if (f->ncommands) {
		list_heading(l, f->nfixes ? C_("why", "Or type")
		      : f->elsewhere ? C_("why", "To mend it, type there")
				     : C_("why", "To mend it, type"));
		for (i = 0; i < f->ncommands; i++) {
			const struct command *c = &f->commands[i];

			if (msg_is_set(&c->what))
				list_wrap(l, NULL, LOOK_DIM, 3, cols, "",
					  LOOK_DIM,
					  app_text(app, a, msg_text(a,
						   &c->what)));
			r = command_row(app, l, cols, c->line);
			if (c->handover && !handed)
				r->key = ROW_HANDED_OVER;
			handed = handed || c->handover;
			r->path = c->path;
			r->line = c->at;
		}
	}
	if (!cstr_empty(f->probe)) {
		list_heading(l, f->elsewhere
				? C_("why", "To see it by hand, type there")
				: C_("why", "To see it by hand, type"));
		(void)command_row(app, l, cols, f->probe);
	}
}

static void myth_rows(struct app *app, struct list *l, int cols,
		      const char *subject)
{
	const struct myth *m;
	size_t i = 0;

	while ((m = myth_next(subject, &i))) {
		if (i == 1 || l->nall)
			list_blank(l);
		list_wrap(l, NULL, LOOK_MYTH, 3, cols, " ? ", LOOK_MYTH,
			  app_text(app, &l->arena, _(m->text)));
	}
}

static void traces(struct list *l)
{
	struct arena *a = &l->arena;
	int cols = 0;
	size_t i;

	if (!ntracers)
		return;
	list_heading(l, C_("why", "Decisions to replay (Enter)"));
	for (i = 0; i < ntracers; i++)
		cols = max_int(cols, text_cols_of(tracers[i]->name));
	for (i = 0; i < ntracers; i++) {
		struct row *r = list_row(l, arena_printf(a, "t:%s",
							 tracers[i]->name));

		r->kind = ROW_TRACE;
		r->arg = tracers[i]->name;
		row_span(l, r, LOOK_TEXT, "   ");
		row_span(l, r, LOOK_NAME, tracers[i]->name)->cols = cols + 2;
		row_span(l, r, LOOK_TEXT, _(tracers[i]->title));
	}
}

static void about_finding(struct app *app, struct list *l, int cols,
			  const struct finding *f)
{
	struct arena *a = &l->arena;
	const char *why = app_text(app, a, msg_text(a, &f->why));
	size_t i;

	head(app, l, cols, f);
	if (f->nsteps) {
		list_blank(l);
		steps_build(app, l, cols, f->steps, f->nsteps);
	}
	outcome(app, l, cols, f);
	silenced(app, l, cols, f);
	if (*why) {
		list_blank(l);
		list_wrap(l, NULL, LOOK_TEXT, 3, cols, "", LOOK_TEXT, why);
	}
	commands(app, l, cols, f);
	evidence(app, l, cols, f);
	/* The files of another machine are not to be opened on this one. */
	for (i = 0; f->elsewhere && i < l->nall; i++)
		if (l->all[i].path && path_is_abs(l->all[i].path))
			l->all[i].path = NULL;
	myth_rows(app, l, cols, f->id);
	traces(l);
}

static const struct {
	enum check_status status;
	enum look role;
	const char *title;
} outcomes[] = {
	{ CHECK_BROKE, LOOK_ERROR, NC_("checks", "Broke off") },
	{ CHECK_CANNOT_LOOK, LOOK_WARNING, NC_("checks", "Could not look") },
	{ CHECK_OK, LOOK_OK, NC_("checks", "In order") },
	{ CHECK_NOT_APPLICABLE, LOOK_DIM, NC_("checks", "Nothing to judge") },
};

static const char *outcome_title(size_t i)
{
	switch (outcomes[i].status) {
	case CHECK_BROKE:
		return C_("checks", "Broke off");
	case CHECK_CANNOT_LOOK:
		return C_("checks", "Could not look");
	case CHECK_OK:
		return C_("checks", "In order");
	case CHECK_NOT_APPLICABLE:
	case CHECK_FOUND:
		break;
	}
	return C_("checks", "Nothing to judge");
}

static void about_checks(struct app *app, struct list *l)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	size_t i, k;
	int cols = 0;

	for (i = 0; i < v->nchecked; i++)
		cols = max_int(cols, text_cols_of(v->checked[i].check));
	for (k = 0; k < ARRAY_SIZE(outcomes); k++) {
		bool any = false;

		for (i = 0; i < v->nchecked; i++) {
			const struct check *c;
			struct row *r;

			if (v->checked[i].status != outcomes[k].status)
				continue;
			if (!any)
				list_heading(l, outcome_title(k));
			any = true;
			c = check_find(v->checked[i].check);
			r = list_row(l, arena_printf(a, "c:%s",
						     v->checked[i].check));
			row_span(l, r, LOOK_TEXT, "   ");
			row_span(l, r, outcomes[k].role,
				 app_text(app, a, v->checked[i].check))
				->cols = cols + 2;
			row_span(l, r, LOOK_DIM, c ? _(c->title) : "");
		}
	}
}

static void build(struct app *app, struct list *l, int cols)
{
	const struct finding *f = app_finding(app);

	if (f) {
		about_finding(app, l, cols, f);
		return;
	}
	if (!app->view || !app->view->first_done || app->view->fatal) {
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("What a finding rests on will stand here, step by "
			    "step."));
		return;
	}
	list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
		  _("No finding is selected. This is what was looked at."));
	about_checks(app, l);
	traces(l);
}

static const char *title(void)
{
	return C_("pane", "Why");
}

static void status(const struct app *app, struct strbuf *out)
{
	const struct finding *f = app_finding(app);
	const struct list *l = &app->pane[PANE_WHY];

	if (f)
		strbuf_addstr(out, f->id);
	if (l->n > (size_t)l->height)
		strbuf_addf(out, "%s%zu/%zu", out->len ? "  " : "",
			    l->top + (size_t)l->height < l->n
			    ? l->top + (size_t)l->height : l->n, l->n);
}

const struct pane_ops pane_why = { title, build, status, NULL };
