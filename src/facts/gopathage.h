/*
 * A project of the time before modules: the path that others import it by.
 */
#ifndef FACTS_GOPATHAGE_H
#define FACTS_GOPATHAGE_H

#include "facts/snapshot.h"

/* The src folder of the place's GOPATH that `dir` (absolute) lies below, as it
 * is named or with links resolved (hasSubdir of go/build); NULL: none. */
const char *gopathage_src(struct arena *a, const struct place *p,
			  const char *dir);
/*
 * From an import comment, what its own packages import each other by, its
 * place below GOPATH/src, its lock file, glide.yaml, or the remote; NULL: nothing tells.  `p` may be
 * NULL.  In the arena or the snapshot.
 */
const char *gopathage_import_path(struct arena *a, const struct snapshot *s,
				  const struct loose_project *l,
				  const struct place *p);
/* What says which path the project has, best first. */
struct gopathage_source {
	const char *path;
	const char *where;	/* a file with its line, "// import" … */
};
#define GOPATHAGE_SOURCES 6
/* The same, all of them, each path once; how many. */
size_t gopathage_sources(struct arena *a, const struct snapshot *s,
			 const struct loose_project *l, const struct place *p,
			 struct gopathage_source out[GOPATHAGE_SOURCES]);
/* "host/x" of https://host/x.git, git@host:x.git; NULL: it has no host. */
const char *gopathage_of_url(struct arena *a, const char *url);
/* The lock file of the project; NULL: none. */
const struct legacy_lock *gopathage_lock(const struct snapshot *s,
					 const char *dir);

#endif
