/*
 * Places in a text, and changes to it by place.
 *
 * A change replaces the bytes [start, end) by a text; a list of changes is
 * sorted and does not overlap.  Everything else of the file stays byte for
 * byte what it was.
 */
#ifndef FMT_SPAN_H
#define FMT_SPAN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct span {
	size_t start, end;
};

struct span_edit {
	size_t start, end;
	struct str text;
};

struct span_edits {
	struct span_edit *edits;
	size_t n;
};

/* Line `line` (from 1) of a text, with its end; empty where it has no such. */
struct span span_of_line(struct str bytes, int line);
/* Behind the end of the line that `at` lies on. */
size_t span_line_end(struct str bytes, size_t at);

#define SPAN_EDITS_INIT { NULL, 0 }

/* Kept in order of place; two insertions at one place stay as they came. */
void span_edits_add(struct arena *a, struct span_edits *list, size_t start,
		    size_t end, struct str text);
/* The text after the changes. */
struct str span_edits_apply(struct arena *a, struct str bytes,
			    const struct span_edits *list);

#endif
