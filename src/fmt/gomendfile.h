/*
 * The .gomend file at a repository's root: findings that its owners accept.
 *
 *	# id          path glob     reason
 *	replace-outside  tools/go.mod  the shared folder is a sibling checkout
 *
 * Blanks separate; "*" and "?" stop at "/", "**" does not.
 */
#ifndef FMT_GOMENDFILE_H
#define FMT_GOMENDFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

#define GOMENDFILE_MAX_BYTES ((size_t)256 * 1024)

struct silence {
	const char *id, *glob, *reason;
	int line;
	bool malformed;		/* not three fields: it silences nothing */
};

/* One entry a line that says something; they live in the arena. */
size_t gomendfile_parse(struct arena *a, struct str text,
			struct silence **entries);
bool gomendfile_match(const char *glob, const char *path);

#endif
