/* Pane 2: what is wrong, worst first. */
#include "config.h"

#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "fixes/handover.h"
#include "report/finding_text.h"
#include "report/words.h"

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

/* Of a name among many the column would show the end. */
static const char *many_places(struct arena *a, const struct finding *f)
{
	const struct msg m = MSG_N(a, N_("{n} place"), N_("{n} places"),
				   (int)f->nplaces);

	return msg_text(a, &m);
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
	if (f->elsewhere && cstr_empty(f->path))
		return f->nplaces > 1 ? many_places(a, f)
				      : finding_where(a, f);
	if (!cstr_empty(f->path) && !path_is_abs(f->path))
		return app_text(app, a, path_dir(a, f->path));
	return C_("where", "here");
}

/* How wide the columns are; none for the id where the title needs the room,
 * none for the place where it stands before the titles that do not name it. */
struct columns {
	int id, where;
};

#define NARROW_COLS 80		/* the title alone */
#define WIDE_COLS 110		/* a column for the place */

/* The title says already where it is, or that is plain. */
static bool names_where(const char *title, const char *where)
{
	return !strcmp(where, ".") || !strcmp(where, C_("where", "here")) ||
	       strstr(title, where);
}

static void finding_row(struct app *app, struct list *l, int cols,
			const struct finding *f, struct columns c)
{
	struct arena *a = &l->arena;
	const char *title = app_text(app, a, msg_text(a, &f->title));
	struct row *r = list_row(l, f->fingerprint);
	const char *where = where_of(app, a, f);
	bool quiet = app_silence(app, f) != NULL;
	struct piece *s;

	r->kind = ROW_FINDING;
	r->arg = f->fingerprint;
	r->path = cstr_empty(f->path) ? NULL : f->path;
	r->line = f->line;
	r->copy = f->probe;
	r->match = arena_printf(a, "%s %s %s %s", f->id, title, where,
				app_text(app, a, f->path));
	row_span(l, r, quiet ? LOOK_DIM : app_severity_role(f->severity),
		 arena_printf(a, quiet ? "(%c)" : " %c ",
			      words_severity_letter(f->severity)));
	if (c.id) {
		s = row_span(l, r, quiet ? LOOK_DIM : LOOK_NAME,
			     app_text(app, a, f->id));
		s->cols = c.id;
		row_span(l, r, LOOK_TEXT, " ");
	}
	if (c.where) {
		s = row_span(l, r, LOOK_DIM, where);
		s->cols = c.where;
		s->tail = true;
		row_span(l, r, LOOK_TEXT, " ");
	} else if (!names_where(title, where)) {
		s = row_span(l, r, LOOK_DIM, where);
		if (text_cols_of(where) > cols / 4)
			s->cols = cols / 4;
		s->tail = true;
		row_span(l, r, LOOK_TEXT, "  ");
	}
	row_span(l, r, quiet ? LOOK_DIM : LOOK_TEXT, title);
	if (f->nfixes || handover_in(f, HANDOVER_EDIT_FILE))
		row_span(l, r, quiet || app->read_only ? LOOK_DIM : LOOK_KEY,
			 f->nfixes ? "f " : "e ")->right = true;
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

/* What was not seen, so that calm is not taken for more than it is. */
static void unseen(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	const struct snapshot *snap = v->snap;
	struct arena *a = &l->arena;
	int blind = ended(v, CHECK_CANNOT_LOOK) + ended(v, CHECK_BROKE);
	struct msg m;
	size_t i;

	if (snap->repo.problem)
		say(l, LOOK_WARNING, cols,
		    app_text(app, a, msg_told(a, snap->repo.problem)));
	if (!cstr_empty(snap->repo.problem_hint))
		say(l, LOOK_TEXT, cols,
		    app_text(app, a, msg_told(a, snap->repo.problem_hint)));
	if (snap->repo.cut) {
		m = MSG(a, N_("The walk was cut short: {0}."), snap->repo.cut);
		say(l, LOOK_WARNING, cols, msg_text(a, &m));
	}
	for (i = 0; i < snap->nplaces; i++) {
		const struct place *p = &snap->places[i];

		if (p->state != PLACE_FAILED && p->state != PLACE_TIMEOUT)
			continue;
		m = MSG(a, N_("The {0} did not say its settings: {1}"),
			words_place(p->name), *place_error(a, p)
			? place_error(a, p) : words_place_state(p->state));
		say(l, LOOK_WARNING, cols, app_text(app, a, msg_text(a, &m)));
	}
	if (blind) {
		m = MSG_N(a, N_("{n} check could not look; 3 says which."),
			  N_("{n} checks could not look; 3 says which."),
			  blind);
		say(l, LOOK_WARNING, cols, msg_text(a, &m));
	}
}

static bool is_empty(const struct snapshot *s)
{
	return !s->nmodules && !s->nworkspaces && !s->nloose && !s->nlocks;
}

static void healthy(struct app *app, struct list *l, int cols)
{
	const struct session_view *v = app->view;
	struct arena *a = &l->arena;
	int ok = ended(v, CHECK_OK) + ended(v, CHECK_FOUND);
	bool all = app_saw_all(app);
	struct msg m;

	list_wrap(l, NULL, all ? LOOK_OK : LOOK_ADVICE, 3, cols,
		  !all ? " i " : app->ascii || !app->utf8 ? " + "
		  : " \u2713 ", all ? LOOK_OK : LOOK_ADVICE,
		  !all ? _("Nothing is wrong in what could be seen.")
		  : !v->settled ? _("Nothing is wrong so far.")
		  : is_empty(v->snap)
		  ? _("Nothing of Go is here; this machine is in order.")
		  : app->module && v->nfindings
		  ? _("Nothing is wrong with this module.")
		  : _("Nothing is wrong here."));
	m = MSG_N(a, N_("{n} check found what it looks at in order."),
		  N_("{n} checks found what they look at in order."), ok);
	say(l, LOOK_TEXT, cols, msg_text(a, &m));
	unseen(app, l, cols);
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
	struct columns c = { 0, 0 };
	int quiet;
	size_t i;

	for (i = 0; v && i < v->nfindings; i++) {
		const struct finding *f = &v->findings[i];
		int n = text_cols_of(f->id);
		int w = text_cols_of(where_of(app, a, f));

		if (!app_in_view(app, f))
			continue;
		c.id = n > c.id ? n : c.id;
		c.where = w > c.where ? w : c.where;
	}
	c.id = cols < NARROW_COLS ? 0 : min_int(c.id, cols < WIDE_COLS ? 20 : 24);
	c.where = cols < WIDE_COLS ? 0 : min_int(c.where, cols / 5);
	/* What the owners accept stands last. */
	for (quiet = 0; quiet < 2; quiet++)
		for (i = 0; v && i < v->nfindings; i++) {
			const struct finding *f = &v->findings[i];

			if (app_in_view(app, f) &&
			    !app_silence(app, f) == !quiet)
				finding_row(app, l, cols, f, c);
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
