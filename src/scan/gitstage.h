/*
 * git's part of the facts, on a worker of its own that may be given up when
 * libgit2 hangs: branch and head first, then the state of every file that
 * matters, then vendored files that git ignores, last the figures of git
 * status.  Each step makes a new struct gitfacts; what was handed on stays.
 */
#ifndef SCAN_GITSTAGE_H
#define SCAN_GITSTAGE_H

#include "scan/tree.h"

struct git_path {
	const char *path;
	enum git_state state;
	const char *rule;	/* "file:line: pattern" when ignored */
};

struct git_vendor {
	const char *dir;
	bool ignored_whole;
	struct ignored_file *ignored;
	size_t nignored;
	int ignored_total;
};

struct gitfacts {
	const char *branch, *head, *remote;
	const char *problem, *problem_hint;
	bool foreign_owner;
	bool states_done;		/* paths are known */
	bool vendors_done;
	bool status_done;
	int nchanged, nuntracked;
	struct git_path *paths;		/* sorted by path */
	size_t npaths;
	struct git_vendor *vendors;
	size_t nvendors;
};

struct githost;

/* Opens the repository and says what it is; NULL when git cannot be asked,
 * which out->problem explains. */
struct githost *gitstage_open(struct arena *a, const struct discovery *d,
			      struct gitfacts *out);
void gitstage_paths(struct arena *a, struct githost *g,
		    const struct discovery *d, const struct tree *t,
		    struct walk_progress *progress, struct gitfacts *out);
void gitstage_vendors(struct arena *a, struct githost *g,
		      const struct discovery *d, const struct tree *t,
		      struct walk_progress *progress, struct gitfacts *out);
void gitstage_status(struct githost *g, struct walk_progress *progress,
		     struct gitfacts *out);

const struct git_path *gitfacts_path(const struct gitfacts *g,
				     const char *path);

#endif
