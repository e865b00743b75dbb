/*
 * The tree that `go mod vendor` would write, worked out from go.mod, go.sum
 * and the module cache by Go's own rules, and held against the one that is
 * there.  What is not known for certain is not guessed: `why` tells, and go
 * itself must be asked.
 *
 * The rules are those of cmd/go/internal/modcmd/vendor.go and modload of Go
 * 1.21 to 1.26, for a go.mod of Go 1.17 and newer (whose requires are
 * complete) and module mode.
 */
#ifndef FIXES_VENDORTREE_H
#define FIXES_VENDORTREE_H

#include "base/map.h"
#include "fixes/fix.h"

struct vendortree_in {
	struct fix_host *host;
	const char *dir;	/* absolute: of go.mod */
	const char *modcache, *goroot;
	const char *version;	/* of the go: "1.24.4" */
};

enum vendortree_kind {
	VENDORTREE_NEW,		/* a file that is not there */
	VENDORTREE_OTHER,	/* a file with other bytes (or mode, too) */
	VENDORTREE_MODE,	/* a file or folder with another mode */
	VENDORTREE_FOLDER,	/* a folder that is not there */
	VENDORTREE_GONE		/* a file, a link or a whole folder to remove */
};

struct vendortree_diff {
	enum vendortree_kind kind;
	const char *rel;	/* below vendor/; "." the folder itself */
	const char *from;	/* the file it is a copy of; NULL: modules.txt */
	int mode;		/* as it should be */
};

struct vendortree {
	struct arena arena;	/* holds it all */
	struct arena threads[FIX_THREADS];
	const char *why;	/* why go must be asked; NULL: it need not */
	const char *modules_txt;
	struct map files;	/* relative path -> private */
	struct map dirs;	/* relative paths */
	/* Sorted by path: a folder comes before what it holds. */
	struct vendortree_diff *diffs;
	size_t ndiffs;
};

/* Never fails: `why` says so. */
void vendortree_make(const struct vendortree_in *in, struct vendortree *out);
/* The file that this one is a copy of; NULL: modules.txt, or no such file. */
const char *vendortree_from(const struct vendortree *t, const char *rel);
void vendortree_release(struct vendortree *t);

#endif
