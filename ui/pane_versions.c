/* The page of versions: where Go's version is said, and what breaks first. */
#include "config.h"

#include "ui/pane.h"

#include "base/i18n.h"
#include "base/text.h"
#include "facts/ledger.h"
#include "report/versions.h"

/* From here on an entry has one line. */
#define WIDE_COLS 96
/* Of what stands in the file. */
#define TEXT_COLS 24

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

/* On one line; what does not fit stands below it, whole. */
static void wide_entry(struct app *app, struct list *l, int cols,
		       int where_cols, const struct ledger_row *r,
		       struct row *row)
{
	struct arena *a = &l->arena;
	const char *means = app_text(app, a, versions_means(a, r));
	const char *verdict = app_text(app, a, versions_verdict(a, r));
	const char *text = app_text(app, a, r->text);
	int room = cols - where_cols - TEXT_COLS - 7 -
		   (*verdict ? text_cols_of(verdict) + 1 : 0);
	bool fits = text_cols_of(means) <= room &&
		    text_cols_of(text) <= TEXT_COLS;

	row_span(l, row, LOOK_STRONG, app_brief(a, app_text(app, a,
		 versions_where(a, r)), where_cols))->cols = where_cols + 2;
	if (fits) {
		row_span(l, row, LOOK_TEXT, text)->cols = TEXT_COLS;
		row_span(l, row, LOOK_TEXT, "  ");
		row_span(l, row, LOOK_DIM, means)->cols = room;
	} else {
		row_span(l, row, LOOK_TEXT, text);
	}
	if (*verdict)
		row_span(l, row, verdict_role(r), verdict)->right = true;
	if (!fits)
		list_wrap(l, NULL, LOOK_TEXT, where_cols + 3, cols, "",
			  LOOK_DIM, means);
}

static void narrow_entry(struct app *app, struct list *l, int cols,
			 const struct ledger_row *r, struct row *row)
{
	struct arena *a = &l->arena;
	const char *where = app_text(app, a, versions_where(a, r));
	const char *verdict = app_text(app, a, versions_verdict(a, r));
	const char *text = app_text(app, a, r->text);
	bool fits = text_cols_of(where) + text_cols_of(text) + 4 <= cols;

	row_span(l, row, LOOK_STRONG, fits ? where :
		 app_brief(a, where, cols - 2));
	row_span(l, row, LOOK_TEXT, "  ");
	if (fits)
		row_span(l, row, LOOK_TEXT, text);
	else
		list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_TEXT, text);
	list_wrap(l, NULL, LOOK_TEXT, 5, cols, "", LOOK_DIM,
		  app_text(app, a, versions_means(a, r)));
	if (*verdict)
		list_wrap(l, NULL, verdict_role(r), 5, cols, "", LOOK_TEXT,
			  verdict);
}

static void entry(struct app *app, struct list *l, int cols, int where_cols,
		  const struct ledger_row *r, size_t i)
{
	struct arena *a = &l->arena;
	struct row *row = list_row(l, arena_printf(a, "v%zu", i));
	size_t at = l->nall;

	row->match = arena_printf(a, "%s %s %s %s", versions_where(a, r),
				  r->text, versions_means(a, r),
				  versions_verdict(a, r));
	row->path = r->file;
	row->line = r->line;
	row_span(l, row, LOOK_TEXT, " ");
	if (cols >= WIDE_COLS)
		wide_entry(app, l, cols, where_cols, r, row);
	else
		narrow_entry(app, l, cols, r, row);
	for (; at < l->nall; at++) {
		l->all[at].path = r->file;
		l->all[at].line = r->line;
	}
}

/* What stands in the columns. */
static void heads(struct list *l, int cols, int where_cols)
{
	struct row *r = list_row(l, "heads");

	r->skip = true;
	r->match = "";
	row_span(l, r, LOOK_DIM, " ");
	if (cols < WIDE_COLS) {
		row_span(l, r, LOOK_DIM, C_("versions",
			 "where, what it says; what it means; what comes of "
			 "it"));
		return;
	}
	row_span(l, r, LOOK_DIM, C_("versions", "where"))->cols =
		where_cols + 2;
	row_span(l, r, LOOK_DIM, C_("versions", "says"))->cols = TEXT_COLS;
	row_span(l, r, LOOK_DIM, "  ");
	row_span(l, r, LOOK_DIM, C_("versions", "means"));
	row_span(l, r, LOOK_DIM, C_("versions", "what comes of it"))->right =
		true;
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
	if (ledger.nrows)
		heads(l, cols, where_cols);
	for (i = 0; i < ledger.nrows; i++)
		entry(app, l, cols, where_cols, &ledger.rows[i], i);
	if (!ledger.nrows)
		list_wrap(l, NULL, LOOK_TEXT, 1, cols, "", LOOK_DIM,
			  _("Nothing here says a version of Go."));
}
