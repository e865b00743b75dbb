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

/*
 * A fix has the screen to itself: one or two panes, in the preview a sentence
 * above and what else to know below them.
 */
enum fix_shape {
	FIX_SHAPE_ONE,
	FIX_SHAPE_FORM,		/* what it is, and what to choose */
	FIX_SHAPE_PREVIEW	/* the changes, and the text of one */
};

struct fix_layout {
	struct rect lead, pane[2], info;
};

struct fix_want {
	enum fix_shape shape;
	int side;		/* the pane with the keys */
	bool zoomed;
	int lead_rows, info_rows;	/* that the texts would like */
	int rows[2];		/* that the panes' rows would like */
};

/* A pane, lead or info that is not to be seen has no rows. */
void layout_fix(struct rect body, const struct fix_want *w,
		struct fix_layout *out);
/* The room inside a pane's border. */
struct rect layout_inner(struct rect outer);
/* The boxes drawn as text, for tests. */
void layout_dump(const struct layout *l, int rows, int cols,
		 struct strbuf *out);

#endif
