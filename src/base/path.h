/*
 * Paths as text: nothing here looks at the file system.  Results live in the
 * arena.  Separator is "/"; empty paths are ".".
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>

#include "base/arena.h"

/* Lexical clean-up, as Go's path.Clean: no ".", "//", no inner "..". */
char *path_clean(struct arena *a, const char *path);
/* dir/rel cleaned; an absolute rel stands alone. */
char *path_join(struct arena *a, const char *dir, const char *rel);
/* Cleaned; "." where there is no slash, "/" for the root. */
char *path_dir(struct arena *a, const char *path);
/* What stands behind the last slash; borrowed from path. */
const char *path_base(const char *path);
/*
 * The way from `base` to `target`, both absolute and clean: "." for the same,
 * "../x" where it leads out.
 */
char *path_rel(struct arena *a, const char *base, const char *target);
/* Is `path` the folder `dir` or below it?  Both clean. */
bool path_under(const char *dir, const char *path);
static inline bool path_is_abs(const char *path)
{
	return path[0] == '/';
}
/* Number of components: 0 for ".". */
int path_depth(const char *path);
/* The order folders are shown in: "." first, then bytewise; NULL is "". */
int path_compare(const char *a, const char *b);

#endif
