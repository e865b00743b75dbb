/*
 * One file a pane: it turns the facts into rows.
 */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "report/prose.h"
#include "ui/app.h"

struct pane_ops {
	const char *(*title)(void);
	/* Add all rows for a pane of this inner width. */
	void (*build)(struct app *app, struct list *l, int cols);
	/* Beside the title: how many, how many of them, which. */
	void (*status)(const struct app *app, struct strbuf *out);
	/* Beyond the rows: columns, headings.  May be NULL. */
	void (*decorate)(const struct app *app, struct surface *s,
			 struct rect outer, bool focused);
};

/* Rows above the list that stay: the names of the places in a lone pane. */
int pane_head_rows(const struct app *app, enum pane_id id);

extern const struct pane_ops pane_repo, pane_finding, pane_why, pane_env;
extern const struct pane_ops *const panes[NPANES];

/* Of pane 4: the place that the cursor is in; NULL: none yet. */
const struct place *env_place(const struct app *app);
/* Its name for a narrow column: of a recorded one as much of the end of its
 * path as tells it from the others.  Borrowed. */
const char *place_label(const struct snapshot *s, const struct place *p);
/* The next place (-1: the one before) whose value of this row differs from
 * that of the first one; false: there is none. */
bool env_to_difference(struct app *app, int dir);

/* Pages laid over the panes. */
void page_help(struct app *app, struct list *l, int cols);
void page_modules(struct app *app, struct list *l, int cols);
void page_variable(struct app *app, struct list *l, int cols,
		   const char *name);
void page_trace(struct app *app, struct list *l, int cols);
void page_fixes(struct app *app, struct list *l, int cols);
void page_compare(struct app *app, struct list *l, int cols);
void page_versions(struct app *app, struct list *l, int cols);
void page_gopath(struct app *app, struct list *l, int cols);
void page_project(struct app *app, struct list *l, int cols,
		  const char *dir);
void page_commands(struct app *app, struct list *l, int cols);

/* What was made as prose, as rows. */
void page_prose(struct app *app, struct list *l, const struct prose *p);

/* Steps with their answers, aligned; of a finding or a trace. */
void steps_build(struct app *app, struct list *l, int cols,
		 const struct step *steps, size_t n);

#endif
