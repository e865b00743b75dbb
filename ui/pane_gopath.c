/* The page of projects: a GOPATH of many, in the order of their migration. */
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
	const char *uses = SAY(a, N_("in {0}, out {1}"),
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
	for (; at < l->nall; at++)
		l->all[at].copy = copy;
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
			: SAY(a, N_("a go.work in {0}, when two of them are "
				    "modules and do not find each other"),
			      f->dir)));
	for (; f->command && at < l->nall; at++)
		l->all[at].copy = f->command;
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
