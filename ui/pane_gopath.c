/*
 * The page of projects: a GOPATH of many, in the order of their migration; and
 * the page of one of them, with who imports it.
 */
#include "config.h"

#include "ui/pane.h"

#include "base/i18n.h"
#include "base/text.h"
#include "checks/check.h"
#include "report/gopath.h"

/* From here on what it is stands beside its name. */
#define WIDE_COLS 96
#define AGE_COLS 16

static int widest(const struct gopath_view *v, int most)
{
	int cols = 0;
	size_t i;

	for (i = 0; i < v->nrows && cols < most; i++) {
		int n = text_cols_of(v->rows[i].project->path);

		cols = n > cols ? n : cols;
	}
	return cols > most ? most : cols;
}

static void project(struct app *app, struct list *l, int cols, int path_cols,
		    const struct gopath_report *g, size_t i)
{
	struct arena *a = &l->arena;
	const struct gopath_row *r = &g->view.rows[i];
	const struct gopath_project *p = r->project;
	const char *path = app_text(app, a, p->path);
	const char *age = app_text(app, a, gopath_age(a, p));
	const char *uses = SAY(a, N_("imported by {0}, imports {1}"),
			       arena_printf(a, "%d", r->nimporters),
			       arena_printf(a, "%zu", p->nuses));
	const char *copy = arena_printf(a, "gomend %s",
					shell_quote(a, p->dir));
	bool now, wide = cols >= WIDE_COLS;
	struct msg todo = gopath_todo(a, app->view->snap, g, i, &now);
	const char *what = app_text(app, a, msg_text(a, &todo));
	struct row *row = list_row(l, p->dir);
	size_t at = l->nall - 1;

	row->match = arena_printf(a, "%s %s %s", path, age, what);
	row_span(l, row, LOOK_DIM, arena_printf(a, "%4zu  ", i + 1));
	row_span(l, row, p->module ? LOOK_OK : LOOK_STRONG,
		 wide ? app_brief(a, path, path_cols) : path)->cols =
		wide ? path_cols + 2 : 0;
	if (wide) {
		row_span(l, row, LOOK_DIM, age)->cols = AGE_COLS + 2;
		row_span(l, row, LOOK_DIM, uses);
	} else {
		list_wrap(l, NULL, LOOK_DIM, 6, cols, "", LOOK_DIM,
			  arena_printf(a, "%s  %s", age, uses));
	}
	list_wrap(l, NULL, now ? LOOK_TEXT : LOOK_DIM, 6, cols, "", LOOK_DIM,
		  what);
	for (; at < l->nall; at++) {
		l->all[at].copy = copy;
		l->all[at].kind = ROW_PROJECT;
		l->all[at].arg = p->dir;
	}
}

static void family(struct app *app, struct list *l, int cols,
		   const struct gopath_family *f)
{
	struct arena *a = &l->arena;
	size_t at = l->nall;

	list_wrap(l, arena_printf(a, "family %s", f->names), LOOK_STRONG, 2,
		  cols, "", LOOK_DIM, app_text(app, a,
			SAY(a, N_("{0}: {1}"), *f->owner ? f->owner : f->dir,
			    f->names)));
	list_wrap(l, NULL, f->command ? LOOK_KEY : LOOK_DIM, 4, cols, "",
		  LOOK_DIM, app_text(app, a, f->command ? f->command
			: msg_text(a, &f->settled)));
	for (; f->command && at < l->nall; at++)
		l->all[at].copy = f->command;
	if (f->fix) {
		list_wrap(l, NULL, LOOK_KEY, 4, cols, "", LOOK_DIM,
			  app_text(app, a, f->fix));
		l->all[l->nall - 1].copy = f->fix;
	}
	list_wrap(l, NULL, LOOK_WARNING, 4, cols, "", LOOK_DIM,
		  app_text(app, a, gopath_reach(a, f)));
}

void page_gopath(struct app *app, struct list *l, int cols)
{
	struct arena *a = &l->arena;
	struct gopath_report g;
	const struct snapshot *s;
	struct msg sum;
	int path_cols;
	size_t i;

	if (!app->view)
		return;
	s = app->view->snap;
	gopath_report_make(a, s, s->repo.opened, &g);
	sum = gopath_sum(a, &g);
	list_wrap(l, NULL, LOOK_STRONG, 1, cols, "", LOOK_DIM,
		  msg_text(a, &sum));
	list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
		  _("In the order that works: each stands behind what it "
		    "imports. What others wrote need not be changed: a module "
		    "requires a version of it."));
	list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
		  _("Enter shows who imports a project, and what it imports; y "
		    "copies the command that opens it."));
	if (g.cut)
		list_wrap(l, NULL, LOOK_WARNING, 1, cols, "", LOOK_DIM,
			  app_text(app, a, msg_told(a, g.cut)));
	list_blank(l);
	path_cols = widest(&g.view, cols * 2 / 5);
	for (i = 0; i < g.view.nrows; i++)
		project(app, l, cols, path_cols, &g, i);
	if (g.nfamilies)
		list_heading(l, _("Siblings that belong together"));
	for (i = 0; i < g.nfamilies; i++)
		family(app, l, cols, &g.families[i]);
}

/* ---- one of them ---- */

/* Another project, and the line that imports it or is imported by it. */
static void use(struct app *app, struct list *l, int cols,
		const struct gopath_project *other,
		const struct gopath_use *u)
{
	struct arena *a = &l->arena;
	const char *at = app_path(app, a, arena_printf(a, "%s:%d", u->file,
							u->line));
	size_t first = l->nall;

	list_wrap(l, other->dir, other->module ? LOOK_OK : LOOK_STRONG, 3,
		  cols, "", LOOK_DIM, app_text(app, a, other->path));
	list_wrap(l, NULL, LOOK_DIM, 5, cols, "", LOOK_DIM, app_text(app, a,
		u->test ? SAY(a, N_("\"{0}\", {1} (only tests)"), u->import,
			      at)
			: SAY(a, N_("\"{0}\", {1}"), u->import, at)));
	for (; first < l->nall; first++) {
		l->all[first].kind = ROW_PROJECT;
		l->all[first].arg = other->dir;
		l->all[first].path = u->file;
		l->all[first].line = u->line;
		l->all[first].copy = arena_printf(a, "gomend %s",
						  shell_quote(a, other->dir));
	}
}

static void importers(struct app *app, struct list *l, int cols,
		      const struct snapshot *s,
		      const struct gopath_project *p)
{
	size_t i, n = 0;

	list_heading(l, _("Who imports it"));
	for (i = 0; i < s->ngopath; i++) {
		const struct gopath_use *u = gopath_use_of(&s->gopath[i],
							   p->dir);

		if (!u)
			continue;
		use(app, l, cols, &s->gopath[i], u);
		n++;
	}
	if (!n)
		list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
			  _("No project below GOPATH/src."));
}

static void imports(struct app *app, struct list *l, int cols,
		    const struct snapshot *s, const struct gopath_project *p)
{
	size_t i;

	list_heading(l, _("What it imports"));
	for (i = 0; i < p->nuses; i++) {
		const struct gopath_project *to;

		to = gopath_find(s->gopath, s->ngopath, p->uses[i].dir);
		if (to)
			use(app, l, cols, to, &p->uses[i]);
	}
	if (!p->nuses)
		list_wrap(l, NULL, LOOK_DIM, 3, cols, "", LOOK_DIM,
			  _("No project below GOPATH/src."));
}

/* What is to be done with it, as the page of all has it. */
static void project_todo(struct app *app, struct list *l, int cols,
			 const struct snapshot *s,
			 const struct gopath_project *p)
{
	struct arena *a = &l->arena;
	struct gopath_report g;
	struct msg todo;
	bool now;
	size_t i;

	gopath_report_make(a, s, NULL, &g);
	for (i = 0; i < g.view.nrows; i++)
		if (g.view.rows[i].project == p)
			break;
	if (i == g.view.nrows)
		return;
	todo = gopath_todo(a, s, &g, i, &now);
	list_wrap(l, NULL, now ? LOOK_TEXT : LOOK_DIM, 1, cols, "", LOOK_DIM,
		  app_text(app, a, msg_text(a, &todo)));
}

void page_project(struct app *app, struct list *l, int cols,
		  const char *dir)
{
	struct arena *a = &l->arena;
	const struct gopath_project *p = NULL;
	const struct snapshot *s = app->view ? app->view->snap : NULL;
	const char *open;

	if (s)
		p = gopath_find(s->gopath, s->ngopath, dir);
	if (!p) {
		list_wrap(l, NULL, LOOK_DIM, 1, cols, "", LOOK_DIM,
			  _("It is not there any more."));
		return;
	}
	list_wrap(l, NULL, LOOK_STRONG, 1, cols, "", LOOK_DIM,
		  app_text(app, a, SAY(a, N_("{0}: {1}"), p->path,
				       gopath_age(a, p))));
	project_todo(app, l, cols, s, p);
	open = arena_printf(a, "gomend %s", shell_quote(a, p->dir));
	list_wrap(l, NULL, LOOK_KEY, 3, cols, "", LOOK_DIM,
		  app_text(app, a, open));
	l->all[l->nall - 1].copy = open;
	importers(app, l, cols, s, p);
	imports(app, l, cols, s, p);
}
