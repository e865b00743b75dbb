/*
 * git's word on a work tree, by libgit2.  Of the history knows gitrev.h.  Reads
 * only.  A call may hang where the repository is hostile (a FIFO behind
 * include.path): use it on a thread that can be given up.
 */
#ifndef HOST_GIT_H
#define HOST_GIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct githost;

enum githost_file {
	GITHOST_UNKNOWN,
	GITHOST_TRACKED,
	GITHOST_CHANGED,
	GITHOST_UNTRACKED,
	GITHOST_IGNORED,
	GITHOST_DELETED
};

/* Once, before the process gives its rights away. */
void githost_start(void);
/* NULL with err; `root` is the work tree, nothing above it is tried. */
struct githost *githost_open(const char *root, struct error *err);
void githost_close(struct githost *g);

/* NULL: detached, or no commit yet.  The id is short. */
const char *githost_branch(struct arena *a, struct githost *g);
const char *githost_head(struct arena *a, struct githost *g);
/* URL of origin, or of the only remote, as it is written, before insteadOf;
 * user and password left out. */
const char *githost_remote(struct arena *a, struct githost *g);
/* core.excludesFile as configured, ~ expanded, or its default; or NULL. */
const char *githost_excludes_file(struct arena *a, struct githost *g);

/*
 * What git says of each path; they are sorted bytewise.  All at once: each
 * question by itself would go through the whole index.
 */
void githost_states(struct githost *g, const char *const *paths, size_t n,
		    enum githost_file *out);
/* A folder is asked for with a "/" at its end. */
bool githost_is_ignored(struct githost *g, const char *path);
/* Is anything below this folder in the index? */
bool githost_has_tracked(struct githost *g, const char *dir);
/* Is every one of these files in the index?  Asks no file system. */
bool githost_all_tracked(struct githost *g, const char *const *files,
			 size_t n);

/* Moves on while libgit2 compares; non-zero ends it. */
struct githost_progress {
	int (*fn)(void *payload);
	void *payload;
};

/* Files that differ from HEAD or the index, and files nobody added. */
int githost_counts(struct githost *g, const struct githost_progress *p,
		   int *nchanged, int *nuntracked, struct error *err)
	ATTR_CHECKED;
/* Every ignored and untracked file below `dir`, one by one. */
int githost_ignored_below(struct githost *g, const char *dir,
			  const struct githost_progress *p, struct arena *a,
			  const char ***files, size_t *nfiles,
			  struct error *err) ATTR_CHECKED;

/*
 * The files of the tree that a revision names, folder by folder.  Bytes are
 * read where `wants` gives how many (0: only the name); others come empty.
 * Links and submodules are left out.  A non-zero answer ends it.
 */
struct githost_tree {
	size_t (*wants)(void *payload, const char *path);
	int (*file)(void *payload, const char *path, struct str bytes);
	void *payload;
};
int githost_tree(struct githost *g, const char *rev,
		 const struct githost_tree *t, struct error *err) ATTR_CHECKED;

#endif
