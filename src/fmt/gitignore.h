/*
 * .gitignore rules, to name the one that decides: file, line, pattern.
 *
 * A set holds the rules of several files, weakest first (core.excludesFile,
 * info/exclude, then .gitignore files from the root down).  What git ignores
 * is git's to say; this only explains it.
 */
#ifndef FMT_GITIGNORE_H
#define FMT_GITIGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct gitignore_rule {
	const char *pattern;	/* as written */
	const char *file;	/* where it stands, as it was given */
	int line;
	bool negated, only_dirs;
	/* For the matcher: */
	const char *base;	/* folder the file lies in; "" for the root */
	const char *glob;
	bool anchored;		/* holds a slash: matched against the path */
};

struct gitignore {
	struct gitignore_rule *rules;
	size_t nrules;
};

/* Add a file's rules; `base` is its folder relative to the root, "" for it
 * and for files that stand outside. */
void gitignore_add(struct arena *a, struct gitignore *set, struct str bytes,
		   const char *file, const char *base);
/*
 * The rule that decides on this path alone, not looking at the folders above
 * it; NULL when none matches.  `path` is relative to the root.
 */
const struct gitignore_rule *gitignore_match(const struct gitignore *set,
					     const char *path, bool is_dir);
/*
 * The rule by which the path is ignored, itself or by a folder above it:
 * git never looks into an ignored folder.  NULL: not ignored.
 */
const struct gitignore_rule *gitignore_why(const struct gitignore *set,
					   const char *path, bool is_dir);
/* git's wildmatch with WM_PATHNAME: "*" stops at "/", "**" does not. */
bool gitignore_glob(const char *glob, const char *text);

#endif
