/*
 * The small files by which git ties folders together: where the path stands
 * in them, so that it can be changed and nothing else.
 */
#ifndef FMT_GITLINKS_H
#define FMT_GITLINKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/span.h"

struct gitlink {
	const char *path;	/* as written; "" is never one */
	struct span span;	/* its bytes */
};

/* A file named .git: "gitdir: PATH".  False: it is no such file. */
bool gitlinks_gitfile(struct arena *a, struct str bytes, struct gitlink *out);
/* worktrees/NAME/gitdir and commondir: PATH, and blanks after it. */
bool gitlinks_path(struct arena *a, struct str bytes, struct gitlink *out);
/* objects/info/alternates: a path a line; quoted ones are left out. */
void gitlinks_alternates(struct arena *a, struct str bytes,
			 struct gitlink **links, size_t *n);

#endif
