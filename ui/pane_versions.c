/* The page of versions: where Go's version is said, and what breaks first. */
#include "config.h"

#include "ui/pane.h"

#include "base/i18n.h"
#include "base/text.h"
#include "facts/ledger.h"
#include "report/versions.h"

/* From here on an entry has one line. */
#define WIDE_COLS 96

static enum look verdict_role(const struct ledger_row *r)
{
	return r->severity == SEVERITY_NONE ? LOOK_OK
					    : app_severity_role(r->severity);
}

static int widest(struct arena *a, const struct ledger *l, int most)
{
	int cols = 0;
	size_t i;

	for (i = 0; i < l->nrows; i++) {
		int n = text_cols_of(versions_where(a, &l->rows[i]));

		cols = n > cols ? n : cols;
	}
	return cols > most ? most : cols;
}

static void entry(struct app *app, struct list *l, int cols, int where_cols,
		  const struct ledger_row *r, size_t i)
{
	struct arena *a = &l->arena;
	const char *where = app_text(app, a, versions_where(a, r));
	const char *means = app_text(app, a, versions_means(a, r));
	const char *verdict = app_text(app, a, versions_verdict(a, r));
	const char *text = app_text(app, a, r->text);
	struct row *row = list_row(l, arena_printf(a, "v%zu", i));
	size_t at = l->nall;

	row->match = arena_printf(a, "%s %s %s %s", where, text, means,
				  verdict);
	row->path = r->file;
	row->line = r->line;
	row_span(l, row, LOOK_TEXT, " ");
	if (cols >= WIDE_COLS) {
		row_span(l, row, LOOK_STRONG,
			 app_brief(a, where, where_cols))->cols =
			where_cols + 2;
		row_span(l, row, LOOK_TEXT, text)->cols = 24;
		row_span(l, row, LOOK_TEXT, "  ");
		row_span(l, row, LOOK_DIM, means)->cols =
			cols - where_cols - 31 -
			(*verdict ? text_cols_of(verdict) + 1 : 0);
	} else {
		row_span(l, row, LOOK_STRONG, where);
		row_span(l, row, LOOK_TEXT, "  ");
		row_span(l, row, LOOK_TEXT, text);
	}
	if (*verdict && cols >= WIDE_COLS)
		row_span(l, row, verdict_role(r), verdict)->right = true;
	if (cols >= WIDE_COLS)
		return;
	list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM, means);
	if (*verdict)
		list_wrap(l, NULL, verdict_role(r), 5, cols, "", LOOK_TEXT,
			  verdict);
	for (; at < l->nall; at++) {
		l->all[at].path = r->file;
		l->all[at].line = r->line;
	}
}

void page_versions(struct app *app, struct list *l, int cols)
{
	struct arena *a = &l->arena;
	struct ledger ledger;
	int where_cols;
	size_t i;

	if (!app->view)
		return;
	ledger_build(a, app->view->snap, &ledger);
	where_cols = widest(a, &ledger, cols / 4);
	for (i = 0; i < ledger.nrows; i++)
		entry(app, l, cols, where_cols, &ledger.rows[i], i);
	if (!ledger.nrows)
		list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
			  _("Nothing here says a version of Go."));
}
