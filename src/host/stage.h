/*
 * Where prepared files and undo copies lie: a private folder on the file
 * system of what they will replace, so that one rename does.
 *
 *   GIT_DIR/gomend/       where that is the same file system and mount
 *   STATE/stage/          the state folder (plan/journal.h), likewise
 *   DIR/.gomend-undo/     else, beside the file; holds a .gitignore of "*"
 */
#ifndef HOST_STAGE_H
#define HOST_STAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* $XDG_STATE_HOME/gomend or $HOME/.local/state/gomend; NULL: neither. */
const char *stage_state_dir(struct arena *a);
/*
 * The folder (it need not exist) for what replaces `path`.  `git_dir` may be
 * NULL; it is not taken when it lies below `not_below` (a tree that moves), or
 * NULL.  The answer for DIR/.gomend-undo has *beside set.
 */
const char *stage_base(struct arena *a, const char *path, const char *git_dir,
		       const char *not_below, bool *beside,
		       struct error *err);
/* A new folder NAME.XXXXXX in there, 0700, and its parents; the caller's. */
const char *stage_make(struct arena *a, const char *base, const char *name,
		       struct error *err);
/* Can rename(2) take a file from one to the other?  Existing folders. */
bool stage_same_mount(const char *one, const char *two);
/* Remove a tree, never through a link; absent is fine. */
int stage_remove(const char *path, struct error *err) ATTR_CHECKED;

#endif
