/*
 * Rows of styled text with a cursor: what every pane and page is made of.
 *
 * Rows are built anew from the facts whenever those change; the cursor stays
 * with its row by the row's key, not by its number.  Until the user has moved
 * it stays on the first row.  A list is filtered; a text (search) keeps its
 * rows and is searched.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "ui/surface.h"

struct piece {
	enum look role;
	const char *text;	/* clean */
	int cols;		/* padded or cut to that; 0: as it is */
	bool tail;		/* cut at the front */
	bool right;		/* stands at the right edge */
};

enum row_kind {
	ROW_PLAIN,
	ROW_MODULE,		/* arg: its folder */
	ROW_GROUP,		/* arg: what unfolds */
	ROW_FINDING,		/* arg: its fingerprint */
	ROW_TRACE,		/* arg: its name */
	ROW_SETTING,		/* arg: its name */
	ROW_ALL,		/* all modules in view */
	ROW_FIX,		/* arg: id of a fix for the finding in view */
	ROW_MARK,		/* arg: a finding's fingerprint */
	ROW_FIELD,		/* index: of the choice; of: of the offer */
	ROW_GO,
	ROW_FOLD,		/* arg: the group of changes */
	ROW_CHANGE,		/* index: in the plan */
	ROW_PROJECT,		/* arg: its folder */
	ROW_SETUP,		/* arg: what it begins */
	ROW_TXN,		/* index: the transaction's number */
	ROW_YES,
	ROW_NO
};

struct row {
	const char *key;	/* tells it from every other row */
	const char *match;	/* what the filter looks at; NULL: the spans */
	struct piece *spans;
	size_t nspans;
	bool skip;		/* the cursor passes over it */
	enum row_kind kind;
	const char *arg;
	const char *path;	/* for the editor: relative or absolute */
	int line;
	const char *copy;	/* a command to copy */
	size_t index, of;
	/* Rows above and below that are read with it: they are seen with the
	 * cursor as far as there is room, those above first. */
	size_t above, below;
};

/* The key of the first row that shows a hand-over. */
#define ROW_HANDED_OVER "handed-over"

struct list {
	struct arena arena;	/* the rows and their text */
	struct row *all, *rows;	/* all, and those that pass the filter */
	size_t nall, n;
	size_t cur, top;
	int height;		/* rows that are seen */
	struct strbuf key, filter;
	bool touched;
	bool search;
	bool leads;		/* others follow its cursor: always seen */
};

void list_init(struct list *l);
void list_release(struct list *l);
/* Forget the rows; add new ones; then list_end brings back the cursor. */
void list_begin(struct list *l);
struct row *list_row(struct list *l, const char *key);
struct piece *row_span(struct list *l, struct row *r, enum look role,
		      const char *text);
/* Text over as many rows as it needs; the first stands at `first` instead of
 * `indent` (and gets `lead` there). */
void list_wrap(struct list *l, const char *key, enum look role, int indent,
	       int cols, const char *lead, enum look lead_role,
	       const char *text);
void list_blank(struct list *l);
/* A heading, a blank row in front of it unless it is the first. */
void list_heading(struct list *l, const char *text);
void list_end(struct list *l);

struct row *list_current(const struct list *l);
/* Find the row with this key; false when there is none. */
bool list_select(struct list *l, const char *key);
void list_move(struct list *l, int by);
/* list_move() of a text: as long as there is more, the window goes with the
 * cursor. */
void list_read(struct list *l, int by);
void list_page(struct list *l, int by);
void list_scroll(struct list *l, int by);
void list_first(struct list *l);
void list_last(struct list *l);
void list_at(struct list *l, size_t i);
/* The same, with as much as there is room for of what follows it. */
void list_show_from(struct list *l, size_t i);
void list_height(struct list *l, int height);
bool list_next_match(struct list *l, int dir);
size_t list_matches(const struct list *l);

/* Draw into r; gives the screen row of the cursor, or -1. */
int list_draw(const struct list *l, struct surface *s, struct rect r,
	      bool focused);
/* Where its window stands, on the right border of the box around it. */
void list_scroll_mark(const struct list *l, struct surface *s,
		      struct rect outer, enum look role);

#endif
