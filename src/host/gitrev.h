/*
 * The history of a git repository, by libgit2: commits, tags, and files as a
 * commit has them.  A work tree with its .git and a bare repository do alike.
 * Reads only, runs nothing, and fetches nothing: what a shallow or partial
 * clone lacks is not there.
 */
#ifndef HOST_GITREV_H
#define HOST_GITREV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define GITREV_HASH 40	/* hex digits of a SHA-1 */
#define GITREV_HERE "@"	/* the commit that is checked out */

struct gitrev;

struct gitrev_commit {
	char hash[GITREV_HASH + 1];
	int64_t time;		/* of the committer, seconds since 1970 */
	const char **tags;	/* names without refs/tags/, sorted */
	size_t ntags;
};

/* NULL with err; nothing above `path` is tried. */
struct gitrev *gitrev_open(const char *path, struct error *err);
void gitrev_close(struct gitrev *g);

/* Was the history cut off when it was cloned? */
bool gitrev_is_shallow(struct gitrev *g);
/*
 * The commit of a revision: (part of) a hash, a tag, a branch as origin has
 * it, a branch; GITREV_HERE.  "HEAD" is origin's.  -1 when there is none.
 */
int gitrev_commit(struct arena *a, struct gitrev *g, const char *rev,
		  struct gitrev_commit *out, struct error *err) ATTR_CHECKED;
/*
 * A file of a commit: 1 there, 0 not, -1 not to be read.  The bytes are in
 * the arena; a link's are its target.
 */
int gitrev_file(struct arena *a, struct gitrev *g, const char *hash,
		const char *path, struct str *bytes, struct error *err)
	ATTR_CHECKED;
/*
 * When a file was last changed: the time of the commit that did, along the
 * first parents of the one that is checked out; of that one itself where it
 * has no such file, and of the last that is looked at where the history is
 * cut off, or longer than 2000 commits.  -1 when there is none.
 */
int gitrev_changed(struct gitrev *g, const char *path, int64_t *time,
		   struct error *err) ATTR_CHECKED;
/*
 * Every tag, sorted by name; `merged`: only those that the commit descends
 * from or is.  -1 where the history has a hole.
 */
int gitrev_tags(struct arena *a, struct gitrev *g, const char *hash,
		bool merged, const char ***tags, size_t *ntags,
		struct error *err) ATTR_CHECKED;
/*
 * May others have this commit: does a tag or a branch of a remote contain it?
 * A bare repository is taken for a copy, its branches for the remote's.
 */
bool gitrev_is_published(struct gitrev *g, const char *hash);

#endif
