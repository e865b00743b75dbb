/*
 * Two texts line by line, and the difference as people and patch(1) read it.
 *
 *	diff_lines(&arena, old, new, &d);
 *	... d.plus, d.minus ...
 *	diff_unified(&d, "a/go.mod", "b/go.mod", &sb);
 *
 * A line is its bytes with the line end: CR LF against LF is a difference,
 * and so is a last line that has none.  Shortest by Myers' algorithm; where
 * that would take too long, lines that each text has once are held to be the
 * same, and what lies between is told as replaced: longer, never wrong.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/strbuf.h"

/* Lines [old_start, old_end) become [new_start, new_end); counted from 0. */
struct diff_region {
	size_t old_start, old_end, new_start, new_end;
};

struct diff {
	struct str *old_lines, *new_lines;
	size_t nold, nnew;
	struct diff_region *regions;	/* in order, at least a line apart */
	size_t nregions;
	size_t plus, minus;		/* lines */
};

/* Both texts must outlive the result, which is in the arena. */
void diff_lines(struct arena *a, struct str old, struct str new,
		struct diff *out);
/*
 * "---", "+++" and hunks with three lines around, as `diff -u`; nothing when
 * there is no difference.
 */
void diff_unified(const struct diff *d, const char *old_name,
		  const char *new_name, struct strbuf *out);
/* A NUL in it makes it no text. */
bool diff_is_binary(struct str bytes);

#endif
