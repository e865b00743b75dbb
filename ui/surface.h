/*
 * A screenful of cells to draw into: no terminal is needed to make or to
 * compare one.
 *
 * Coordinates are row, column from the upper left.  What falls outside is
 * clipped.  Lines that meet join by themselves.  Text must be clean
 * (text_clean); what is not is dropped, never passed on.
 */
#ifndef UI_SURFACE_H
#define UI_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "ui/theme.h"

#define CELL_BYTES 20	/* one character and four marks */

struct cell {
	char text[CELL_BYTES];	/* not NUL-terminated; see len */
	uint8_t len;		/* 0: blank, or the right half of a wide one */
	uint8_t cols;		/* 0 for that right half, else 1 or 2 */
	uint8_t lines;		/* enum cell_line */
	uint8_t role, ground;
};

enum cell_line { LINE_N = 1, LINE_E = 2, LINE_S = 4, LINE_W = 8 };

struct rect {
	int y, x, rows, cols;
};

struct surface {
	int rows, cols;
	struct cell *cells;
	bool ascii;		/* borders and marks of ASCII alone */
	bool utf8;		/* else letters beyond ASCII are "?" */
	int cursor_y, cursor_x;	/* -1: hidden */
};

void surface_init(struct surface *s);
void surface_release(struct surface *s);
/* Blank, at this size. */
void surface_reset(struct surface *s, int rows, int cols);
static inline struct cell *surface_cell(const struct surface *s, int y, int x)
{
	return &s->cells[y * s->cols + x];
}

/*
 * Write at most `cols` columns of text, what is too long ends in "…"; gives
 * the columns used.
 */
int surface_put(struct surface *s, int y, int x, int cols, enum look role,
		const char *text);
/* Blanks on a ground. */
void surface_fill(struct surface *s, struct rect r, enum ground ground);
/* Change only the ground. */
void surface_ground(struct surface *s, struct rect r, enum ground ground);
void surface_hline(struct surface *s, int y, int x, int cols, enum look role);
void surface_vline(struct surface *s, int y, int x, int rows, enum look role);
void surface_box(struct surface *s, struct rect r, enum look role);
/* What to show for the lines of a cell. */
const char *surface_line_text(const struct surface *s, uint8_t lines);
/* As text, a line a row, without blanks at the end; then the roles. */
void surface_dump(const struct surface *s, struct strbuf *out, bool roles);

#endif
