/*
 * The walk: every folder of the tree once, by several threads, never through
 * a link to a folder, never into .git, node_modules or vendor.  It opens
 * folders and looks at names; no file is read here.
 */
#ifndef SCAN_WALK_H
#define SCAN_WALK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "facts/buildscript.h"
#include "facts/repo.h"

enum walk_what {
	WALK_GOMOD,
	WALK_GOWORK,
	WALK_GOSUM,
	WALK_GOWORKSUM,
	WALK_VENDOR,		/* a folder named vendor */
	WALK_LOCK,		/* see tool */
	WALK_FILE,		/* see kind */
	WALK_SCRIPT,		/* see script; that it is one is a guess */
	/* A .gitignore or .gitattributes that is no regular file: git and
	 * libgit2 would open it and may wait for ever. */
	WALK_GIT_TRAP
};

enum walk_type {
	WALK_REGULAR,
	WALK_LINK,
	WALK_FOLDER,
	WALK_SPECIAL		/* FIFO, socket, device */
};

struct walk_hit {
	enum walk_what what;
	enum walk_type type;
	enum file_kind kind;
	enum script_kind script;
	const char *tool;
	const char *path;	/* relative to the root */
	const char *dir;
	bool fixture;
};

/* A folder that was walked. */
struct walk_dir {
	const char *path;
	bool fixture;
	int ngofiles;
	const char *gofiles;	/* their names, each with its NUL */
};

struct walk {
	struct walk_hit *hits;		/* sorted by path */
	size_t nhits;
	struct walk_dir *dirs;		/* sorted by path */
	size_t ndirs;
	int nfiles;
	const char *cut;		/* what limit cut it short, or NULL */
};

struct walk_options {
	size_t max_entries;		/* 0: two million */
	int max_depth;			/* 0: 512 */
	int nthreads;			/* 0: by the machine */
};

/* How far it is, and a way to end it; shared with other threads. */
struct walk_progress {
	atomic_bool cancel;
	atomic_int nfiles;
	atomic_ulong beat;		/* moves while work goes on */
};

/*
 * Everything lives in the arena.  Fails only when the root cannot be opened;
 * folders that cannot be read are left out and said in `cut`.  A cancelled
 * walk gives what it has.
 */
int walk_run(struct arena *a, const char *root,
	     const struct walk_options *options, struct walk_progress *progress,
	     struct walk *out, struct error *err) ATTR_CHECKED;

/* Is the path (relative) below testdata or a name with "_" or "."? */
bool walk_is_fixture(const char *path);
/* NULL when no folder of that path was walked. */
const struct walk_dir *walk_find_dir(const struct walk *w, const char *path);
/* The hit of this kind in that folder, or NULL. */
const struct walk_hit *walk_find(const struct walk *w, enum walk_what what,
				 const char *dir);

#endif
