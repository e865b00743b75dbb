/*
 * Where prepared files and undo copies lie: a private folder on the file
 * system of what they will replace, so that one rename does.
 *
 *   GIT_DIR/gomend/       where that is the same file system and mount
 *   STATE/stage/          the state folder (plan/journal.h), likewise
 *   DIR/.gomend-undo/     else, beside the file; holds a .gitignore of "*"
 *
 * The two that are made below a folder of the user leave that folder's mtime
 * as it was.  A preview names DIR/.gomend-undo as added when stage_base() has
 * *beside set and it does not exist; the others are nobody's work tree.
 */
#ifndef HOST_STAGE_H
#define HOST_STAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* $XDG_STATE_HOME/gomend or $HOME/.local/state/gomend, with the links on the
 * way to it resolved: what lies in it is reached through none.  NULL: neither
 * is set. */
const char *stage_state_dir(struct arena *a);
/*
 * The folder (it need not exist) for what replaces `path`, whose parents need
 * not exist either.  `git_dir` may be NULL.  Nothing at or below `not_below`
 * (a tree that moves, is removed or replaced; or NULL) is taken: DIR is then
 * where that tree lies.  The answer for DIR/.gomend-undo has *beside set.
 * NULL with err: there is no such folder on this mount, or that cannot be
 * told.
 */
const char *stage_base(struct arena *a, const char *path, const char *git_dir,
		       const char *not_below, bool *beside,
		       struct error *err);
/* The folder stage_base() named, with its parents, 0700; may exist. */
int stage_make_base(const char *base, struct error *err) ATTR_CHECKED;
/* Away with it when nothing is in it any more but its own .gitignore. */
int stage_drop_base(const char *base, struct error *err) ATTR_CHECKED;
/*
 * A new folder NAME.XXXXXX in there, 0700, and its parents; the caller's.  It
 * is written down in STATE/stages, so that it goes when this process dies
 * before it gave it back or into a plan.
 */
const char *stage_make(struct arena *a, const char *base, const char *name,
		       struct error *err);
/* Away with a stage that stage_make() made, and with its base if it is empty.
 * What does not look like one is left alone. */
int stage_drop(const char *stage, struct error *err) ATTR_CHECKED;
/* The stages of processes that are gone, but for `keep` (may be NULL).  One
 * that cannot be removed now, as on a disk that is read-only, stays for the
 * next time. */
void stage_sweep(const char *keep);
/* The nearest folder at or above `path` that exists; NULL with err when that
 * cannot be told: then nothing may be decided by it. */
const char *stage_existing(struct arena *a, const char *path,
			   struct error *err);
/* Can rename(2) take a file from one to the other?  Existing folders.  1, 0,
 * or -1 with err. */
int stage_same_mount(const char *one, const char *two, struct error *err)
	ATTR_CHECKED;
/* Remove a tree, never through a link; absent is fine. */
int stage_remove(const char *path, struct error *err) ATTR_CHECKED;

#endif
