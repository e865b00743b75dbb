#include "config.h"

#include "ui/layout.h"

#include <string.h>

static int clamp(int v, int low, int high)
{
	if (v > high)
		v = high;
	return v < low ? low : v;
}

static struct rect rect_of(int y, int x, int rows, int cols)
{
	struct rect r = { y, x, rows, cols };

	return r;
}

static void overview(const struct layout_want *w, struct layout *l)
{
	struct rect b = l->body;
	int env = clamp(w->nsettings + 2, 7, b.rows * 30 / 100);
	int left = clamp(b.cols * 31 / 100, 30, 60);
	int top = b.rows - env + 1;
	int find = clamp(w->nfindings + 2, 5, top * 42 / 100);

	l->pane[PANE_REPO] = rect_of(b.y, b.x, top, left);
	l->pane[PANE_FINDING] = rect_of(b.y, left - 1, find,
					b.cols - left + 1);
	l->pane[PANE_WHY] = rect_of(b.y + find - 1, left - 1, top - find + 1,
				    b.cols - left + 1);
	l->pane[PANE_ENV] = rect_of(b.y + top - 1, b.x, env, b.cols);
}

static void stack(const struct layout_want *w, struct layout *l)
{
	struct rect b = l->body;
	int find = clamp(w->nfindings + 2, 5, b.rows * 25 / 100);
	int env = clamp(w->nsettings + 2, 7, b.rows * 25 / 100);
	int repo = b.rows * 20 / 100;
	int why = b.rows - find - env - repo + 3;

	l->pane[PANE_REPO] = rect_of(b.y, b.x, repo, b.cols);
	l->pane[PANE_FINDING] = rect_of(b.y + repo - 1, b.x, find, b.cols);
	l->pane[PANE_WHY] = rect_of(b.y + repo + find - 2, b.x, why, b.cols);
	l->pane[PANE_ENV] = rect_of(b.y + b.rows - env, b.x, env, b.cols);
}

/* One pane, but what the findings leave free shows why. */
static void preview(const struct layout_want *w, struct layout *l)
{
	struct rect b = l->body;
	int find = clamp(w->nfindings + 2, 5, b.rows * 60 / 100);

	l->pane[PANE_FINDING] = rect_of(b.y, b.x, find, b.cols);
	l->pane[PANE_WHY] = rect_of(b.y + find - 1, b.x, b.rows - find + 1,
				    b.cols);
}

void layout_solve(const struct layout_want *w, struct layout *out)
{
	int half;

	memset(out, 0, sizeof(*out));
	if (w->rows < LAYOUT_MIN_ROWS || w->cols < LAYOUT_MIN_COLS) {
		out->kind = LAYOUT_NOTICE;
		return;
	}
	out->title = rect_of(0, 0, 1, w->cols);
	out->bar = rect_of(w->rows - 1, 0, 1, w->cols);
	out->body = rect_of(1, 0, w->rows - 2, w->cols);
	if (w->zoomed) {
		out->kind = LAYOUT_SINGLE;
	} else if (w->cols >= 96 && w->rows >= 28) {
		out->kind = LAYOUT_OVERVIEW;
		overview(w, out);
		return;
	} else if (w->rows >= 44) {
		out->kind = LAYOUT_STACK;
		stack(w, out);
		return;
	} else if (w->cols >= 120 &&
		   (w->focus == PANE_FINDING || w->focus == PANE_WHY)) {
		out->kind = LAYOUT_SHORT;
		half = w->cols / 2;
		out->pane[PANE_FINDING] = rect_of(1, 0, w->rows - 2, half + 1);
		out->pane[PANE_WHY] = rect_of(1, half, w->rows - 2,
					      w->cols - half);
		return;
	} else {
		out->kind = LAYOUT_SINGLE;
		if (w->focus == PANE_FINDING && out->body.rows >= 16) {
			preview(w, out);
			return;
		}
	}
	out->pane[w->focus] = out->body;
}

static void split(struct rect b, int left, struct fix_layout *out)
{
	out->pane[0] = rect_of(b.y, b.x, b.rows, left);
	out->pane[1] = rect_of(b.y, b.x + left - 1, b.rows, b.cols - left + 1);
}

/* One above the other; `low` rows for the lower one, border and all. */
static void pile(struct rect b, int low, struct fix_layout *out)
{
	out->pane[0] = rect_of(b.y, b.x, b.rows - low + 1, b.cols);
	out->pane[1] = rect_of(b.y + b.rows - low, b.x, low, b.cols);
}

static void fix_form(struct rect b, const struct fix_want *w,
		     struct fix_layout *out)
{
	/* Who has the keys gets more of it. */
	int low = clamp(w->rows[1] + 2, 5, b.rows * (w->side ? 70 : 50) / 100);

	/* What the text above leaves free is the form's. */
	if (w->rows[0] + 2 < b.rows - low + 1)
		low = clamp(b.rows - w->rows[0] - 1, low, w->rows[1] + 2);
	if (b.cols >= 112)
		split(b, b.cols / 2, out);
	else if (b.rows >= 17)
		pile(b, low, out);
	else
		out->pane[w->side] = b;
}

static void fix_preview(struct rect b, const struct fix_want *w,
			struct fix_layout *out)
{
	int info = w->info_rows, lead = w->lead_rows;

	if (w->zoomed) {
		out->pane[w->side] = b;
		return;
	}
	if (b.rows >= 12) {
		out->lead = rect_of(b.y, b.x, clamp(lead, 0, 2), b.cols);
		b.y += out->lead.rows;
		b.rows -= out->lead.rows;
	}
	/* All of it or none: the rest would be out of reach. */
	if (info && info <= b.rows / 3 && b.rows - info >= 10) {
		b.rows -= info;
		out->info = rect_of(b.y + b.rows, b.x, info, b.cols);
	}
	if (b.cols >= 84)
		split(b, clamp(b.cols * 42 / 100, 36, 76), out);
	else if (b.rows >= 14)
		pile(b, clamp(b.rows - w->rows[0] - 1, b.rows / 2,
			      b.rows - 5), out);
	else
		out->pane[w->side] = b;
}

void layout_fix(struct rect b, const struct fix_want *w,
		struct fix_layout *out)
{
	memset(out, 0, sizeof(*out));
	switch (w->shape) {
	case FIX_SHAPE_ONE:
		out->pane[0] = b;
		break;
	case FIX_SHAPE_FORM:
		fix_form(b, w, out);
		break;
	case FIX_SHAPE_PREVIEW:
		fix_preview(b, w, out);
		break;
	}
}

struct rect layout_inner(struct rect o)
{
	struct rect r = { o.y + 1, o.x + 1, o.rows - 2, o.cols - 2 };

	if (o.rows < 2 || o.cols < 2)
		memset(&r, 0, sizeof(r));
	return r;
}

void layout_dump(const struct layout *l, int rows, int cols,
		 struct strbuf *out)
{
	static const char *const names[NPANES] = { "repo", "findings", "why",
						   "env" };
	struct surface s;
	int i;

	surface_init(&s);
	s.ascii = true;
	surface_reset(&s, rows, cols);
	if (l->kind == LAYOUT_NOTICE)
		surface_put(&s, 0, 0, cols, LOOK_TEXT, "notice");
	else
		surface_put(&s, 0, 0, cols, LOOK_TEXT, "title");
	for (i = 0; i < NPANES; i++)
		if (l->pane[i].rows)
			surface_box(&s, l->pane[i], LOOK_BORDER);
	for (i = 0; i < NPANES; i++)
		if (l->pane[i].rows)
			surface_put(&s, l->pane[i].y + 1, l->pane[i].x + 2, 20,
				    LOOK_TEXT, names[i]);
	if (l->kind != LAYOUT_NOTICE)
		surface_put(&s, l->bar.y, 0, cols, LOOK_TEXT, "bar");
	surface_dump(&s, out, false);
	surface_release(&s);
}
