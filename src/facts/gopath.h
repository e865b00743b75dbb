/*
 * A GOPATH of many projects: which there are below its src folders, who
 * imports whom, the order in which they can become modules, and which of them
 * belong together.
 */
#ifndef FACTS_GOPATH_H
#define FACTS_GOPATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/codec.h"

/* Imports of one other project. */
struct gopath_use {
	const char *dir;	/* of that one; absolute */
	int nimports;		/* import lines that name a package of it */
	bool test;		/* only tests have them */
	/* The importer is a module, and its go.mod requires or replaces what
	 * each of them names. */
	bool required;
	const char *import, *file;	/* one of them; the file is absolute */
	int line;
};

/*
 * A work tree below GOPATH/src, or a folder there with a go.mod or a lock file
 * from before modules, or else HOST/OWNER/NAME with Go files below it.
 */
struct gopath_project {
	const char *dir;	/* absolute, links resolved */
	const char *path;	/* below src: what GOPATH mode imports it by */
	const char *module;	/* NULL: it has no go.mod */
	const char *go_version;	/* of its go.mod; NULL: none said */
	const char *tool;	/* whose lock file it has: "dep", …; or NULL */
	bool remote;		/* its clone names a server that may have it */
	int ngofiles;
	/* The nearest go.work at or above it, and whether that lists it. */
	const char *gowork;
	bool in_gowork;
	/* What modules of their own below it import is not among them. */
	struct gopath_use *uses;
	size_t nuses;
	const char **nested;	/* the folders of those modules; absolute */
	size_t nnested;
};
extern const struct codec gopath_project_codec;

/* One project in its place in the order. */
struct gopath_row {
	const struct gopath_project *project;
	/* Projects that import it; and those of them without go.mod. */
	int nimporters, nold_importers;
	/* They import each other in a circle, and go together: the same
	 * number; 0: it is in none. */
	int circle;
	/* Siblings that belong together: connected by imports, and of one
	 * owner; the same number, 0: none. */
	int family;
};

struct gopath_view {
	/* Each behind all that it imports, but for circles. */
	struct gopath_row *rows;
	size_t nrows;
	int ncircles, nfamilies;
};

/* The projects must be sorted by folder.  Rows point at them. */
void gopath_view_make(struct arena *a, const struct gopath_project *projects,
		      size_t n, struct gopath_view *out);
/* NULL: there is none in that folder. */
const struct gopath_project *gopath_find(const struct gopath_project *projects,
					 size_t n, const char *dir);
/* What `p` imports of the project in that folder; NULL: nothing. */
const struct gopath_use *gopath_use_of(const struct gopath_project *p,
				       const char *dir);
/* Does one go.work list both? */
bool gopath_joined(const struct gopath_project *a,
		   const struct gopath_project *b);
/*
 * A module that builds without the project it uses there: it requires no
 * version of it, replaces it by no folder, and no go.work joins them.
 */
bool gopath_misses(const struct gopath_project *p,
		   const struct gopath_project *used,
		   const struct gopath_use *u);
/*
 * The go.work that would join a family, in the folder above all of it.  Below
 * that folder it takes hold of every module that has no nearer go.work: go
 * stops in those that it does not list.  Where GO111MODULE is auto it stops
 * in projects without go.mod as well.
 */
struct gopath_work {
	const char *dir;	/* absolute */
	const struct gopath_project **members;	/* modules, in the order */
	size_t nmembers;
	const char **others;	/* folders of further modules below it */
	size_t nothers;
	const char **old;	/* and of projects without go.mod */
	size_t nold;
};
void gopath_work_make(struct arena *a, const struct gopath_project *projects,
		      size_t n, const struct gopath_view *view, int family,
		      struct gopath_work *out);
/* "github.com/acme" of "github.com/acme/app", "" of "app". */
const char *gopath_owner(struct arena *a, const char *path);
/*
 * For one that imports it: of another owner, and a server has it.  What others
 * wrote so need not become a module: a version of it is required.
 */
bool gopath_is_others(struct arena *a, const struct gopath_project *importer,
		      const struct gopath_project *p);

#endif
