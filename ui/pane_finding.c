/* Pane 2: what is wrong, worst first. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "report/words.h"

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

/* Where it is, in one word: the module's folder, another one, or this
 * machine. */
static const char *where_of(const struct app *app, struct arena *a,
			    const struct finding *f)
{
	const struct snapshot *s = app->view->snap;
	size_t i;

	if (!cstr_empty(f->module))
		return app_text(app, a, f->module);
	for (i = 0; i < s->nloose; i++)
		if (cstr_eq(s->loose[i].dir, f->path))
			return app_text(app, a, f->path);
	if (!cstr_empty(f->path) && !path_is_abs(f->path))
		return app_text(app, a, path_dir(a, f->path));
	return C_("where", "here");
}

static void finding_row(struct app *app, struct list *l, int cols,
			const struct finding *f, int id_cols, int where_cols)
{
	struct arena *a = &l->arena;
	const char *title = app_text(app, a, msg_text(a, &f->title));
	struct row *r = list_row(l, f->fingerprint);
	bool quiet = app_silence(app, f) != NULL;
	struct piece *s;

	r->kind = ROW_FINDING;
	r->arg = f->fingerprint;
	r->path = cstr_empty(f->path) ? NULL : f->path;
	r->line = f->line;
	r->copy = f->probe;
	r->match = arena_printf(a, "%s %s %s %s", f->id, title,
				where_of(app, a, f),
				app_text(app, a, f->path));
	row_span(l, r, quiet ? LOOK_DIM : app_severity_role(f->severity),
		 arena_printf(a, quiet ? "(%c)" : " %c ",
			      words_severity_letter(f->severity)));
	s = row_span(l, r, quiet ? LOOK_DIM : LOOK_NAME,
		     app_text(app, a, f->id));
	s->cols = id_cols;
	row_span(l, r, LOOK_TEXT, " ");
	if (where_cols) {
		s = row_span(l, r, LOOK_DIM, where_of(app, a, f));
		s->cols = where_cols;
		s->tail = true;
		row_span(l, r, LOOK_TEXT, " ");
	}
	if (cols - id_cols - where_cols > 12)
		row_span(l, r, quiet ? LOOK_DIM : LOOK_TEXT, title);
}

/* How many checks ended in this way. */
static int ended(const struct session_view *v, enum check_status st)
{
	size_t i;
	int n = 0;

	for (i = 0; i < v->nchecked; i++)
		n += v->checked[i].status == st;
	return n;
}

static void say(struct list *l, enum look role, int cols, const char *text)
{
	list_wrap(l, NULL, role, 1, cols, "", LOOK_DIM, text);
}

static void healthy(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	int ok = ended(v, CHECK_OK) + ended(v, CHECK_FOUND);
	int blind = ended(v, CHECK_CANNOT_LOOK) + ended(v, CHECK_BROKE);
	struct msg m;

	list_wrap(l, NULL, LOOK_OK, 3, cols,
		  app->ascii || !app->utf8 ? " + " : " \u2713 ", LOOK_OK,
		  app->module && v->nfindings
		  ? _("Nothing is wrong with this module.")
		  : _("Nothing is wrong here."));
	m = MSG_N(a, N_("{n} check found what it looks at in order."),
		  N_("{n} checks found what they look at in order."), ok);
	say(l, LOOK_TEXT, cols, msg_text(a, &m));
	if (blind) {
		m = MSG_N(a, N_("{n} check could not look; 3 says which."),
			  N_("{n} checks could not look; 3 says which."),
			  blind);
		say(l, LOOK_TEXT, cols, msg_text(a, &m));
	}
	list_blank(l);
	say(l, LOOK_DIM, cols,
	    _("4 compares the places where go runs; w replays how Go decides; "
	      "R looks again."));
}

static void nothing(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;

	if (v && v->fatal) {
		say(l, LOOK_ERROR, cols, app_text(app, &l->arena, v->fatal));
		if (!cstr_empty(v->fatal_hint))
			say(l, LOOK_TEXT, cols,
			    app_text(app, &l->arena, v->fatal_hint));
		list_blank(l);
		say(l, LOOK_DIM, cols, _("R tries again, q quits."));
	} else if (!v || !v->first_done) {
		say(l, LOOK_DIM, cols,
		    _("Looking… findings appear here as they come."));
	} else {
		healthy(app, l, cols);
	}
}

static void build(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	int id_cols = 0, where_cols = 0, quiet;
	size_t i;

	for (i = 0; v && i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		int n = text_cols_of(f->id);
		int w = text_cols_of(where_of(app, a, f));

		if (!app_in_view(app, f))
			continue;
		id_cols = n > id_cols ? n : id_cols;
		where_cols = w > where_cols ? w : where_cols;
	}
	id_cols = min_int(id_cols, cols < 60 ? 18 : 24);
	where_cols = cols < 60 ? 0 : min_int(where_cols, cols / 5);
	/* What the owners accept stands last. */
	for (quiet = 0; quiet < 2; quiet++)
		for (i = 0; v && i < v->nfindings; i++) {
			const struct finding *f = &v->findings[i];

			if (app_in_view(app, f) &&
			    !app_silence(app, f) == !quiet)
				finding_row(app, l, cols, f, id_cols,
					    where_cols);
		}
	if (!l->nall)
		nothing(app, l, cols);
}

static const char *title(void)
{
	return C_("pane", "Findings");
}

static void status(const struct app *app, struct strbuf *out)
{
	const struct list *l = &app->pane[PANE_FINDING];
	size_t i, n = 0, shown = 0;

	for (i = 0; i < l->nall; i++)
		n += l->all[i].kind == ROW_FINDING;
	for (i = 0; i < l->n; i++)
		shown += l->rows[i].kind == ROW_FINDING;
	if (shown != n)
		strbuf_addf(out, _("%zu of %zu"), shown, n);
	else if (n)
		strbuf_addf(out, "%zu", n);
}

const struct pane_ops pane_finding = { title, build, status, NULL };
