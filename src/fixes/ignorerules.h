/*
 * The rules of .gitignore files for a path that need not be there: would git
 * ignore it?
 */
#ifndef FIXES_IGNORERULES_H
#define FIXES_IGNORERULES_H

#include "fixes/fix.h"
#include "fmt/gitignore.h"

/* Those of `file` (relative to the root, or absolute), which lies in `base`; of
 * `text` instead, where it is given.  A file that cannot be read has none. */
void ignorerules_add(struct fix_run *run, struct gitignore *set,
		     const char *file, const char *base, struct str text);
/* Those of each .gitignore from the root down to the folder that `path`
 * (relative to the root) lies in, weakest first; of `instead` its `text`. */
void ignorerules_above(struct fix_run *run, const char *path,
		       const char *instead, struct str text,
		       struct gitignore *set);

#endif
