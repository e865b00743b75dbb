/*
 * One generation of facts, frozen: what checks and traces judge, what the
 * screen shows, and what a saved stream holds.
 *
 * A snapshot is made by adding records in any order and never changes once
 * its generation has ended.  It owns its arena.  snapshot_add_json() reads a
 * "fact" record of facts/wire.h, so a saved stream is a snapshot.
 */
#ifndef FACTS_SNAPSHOT_H
#define FACTS_SNAPSHOT_H

#include "base/arena.h"
#include "facts/buildscript.h"
#include "facts/gopath.h"
#include "facts/place.h"
#include "facts/repo.h"

struct cJSON;

struct snapshot {
	struct arena arena;
	struct repository repo;
	struct module *modules;		/* sorted by folder, "." first */
	size_t nmodules;
	struct workspace *workspaces;	/* of the repository and above it */
	size_t nworkspaces;
	struct legacy_lock *locks;
	size_t nlocks;
	struct loose_project *loose;
	size_t nloose;
	struct repo_file *files;
	size_t nfiles;
	struct build_script *scripts;
	size_t nscripts;
	struct gopath_lines *gopath_lines;
	size_t ngopath_lines;
	struct gopath_project *gopath;	/* by folder; see scan/gopath.h */
	size_t ngopath;
	struct place *places;		/* "shell" first */
	size_t nplaces;
	int generation;
	bool complete;			/* nothing of it is still to come */
};

void snapshot_init(struct snapshot *s);
void snapshot_release(struct snapshot *s);

/*
 * Add or replace (same folder, path or name) one fact; `kind` is
 * "repository", "module", "workspace", "lock", "loose", "file",
 * "script", "gopath-lines", "gopath" or "place".
 * Unknown kinds are ignored.  Deep copy.
 */
void snapshot_add_json(struct snapshot *s, const char *kind,
		       const struct cJSON *value);
/* Bring the lists into their order. */
void snapshot_sort(struct snapshot *s);

/* NULL where there is none.  Borrowed. */
const struct module *snapshot_module(const struct snapshot *s,
				     const char *dir);
const struct place *snapshot_place(const struct snapshot *s,
				   const char *name);
/*
 * The go.work that a go command in `dir` of place `p` uses, by its GOWORK
 * setting there; NULL when none (or off).
 */
const struct workspace *snapshot_workspace(const struct snapshot *s,
					   const struct place *p,
					   const char *dir);
/* Does the workspace list the module in this folder? */
bool workspace_uses(const struct snapshot *s, const struct workspace *w,
		    const char *module_dir);

#endif
