/*
 * Where the panes stand: pure arithmetic, no drawing.
 *
 * Rectangles are outer ones, borders included; neighbours share a border.
 * A pane that is not to be seen has no rows.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "ui/surface.h"

enum pane_id { PANE_REPO, PANE_FINDING, PANE_WHY, PANE_ENV, NPANES };

enum layout_kind {
	LAYOUT_NOTICE,		/* too small for anything but one line */
	LAYOUT_SINGLE,		/* one pane at a time */
	LAYOUT_STACK,		/* tall and narrow: one above the other */
	LAYOUT_SHORT,		/* wide and flat: findings beside why */
	LAYOUT_OVERVIEW
};

#define LAYOUT_MIN_ROWS 10
#define LAYOUT_MIN_COLS 40

struct layout {
	enum layout_kind kind;
	struct rect title, bar, body;
	struct rect pane[NPANES];
};

struct layout_want {
	int rows, cols;
	enum pane_id focus;
	bool zoomed;
	int nfindings;		/* rows that the findings would like */
	int nsettings;
};

void layout_solve(const struct layout_want *w, struct layout *out);
/* The room inside a pane's border. */
struct rect layout_inner(struct rect outer);
/* The boxes drawn as text, for tests. */
void layout_dump(const struct layout *l, int rows, int cols,
		 struct strbuf *out);

#endif
