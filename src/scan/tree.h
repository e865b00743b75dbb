/*
 * From the walk to facts: which modules, workspaces, vendor trees, locks and
 * loose projects there are, and what their files say.  Reads files by R5,
 * knows nothing of git.  Runs on a worker; all of it lives in one arena and
 * what has been handed on never changes: a later stage makes new arrays.
 */
#ifndef SCAN_TREE_H
#define SCAN_TREE_H

#include "base/civars.h"
#include "facts/buildscript.h"
#include "facts/gopath.h"
#include "facts/repo.h"
#include "scan/discover.h"
#include "scan/walk.h"

/* A vendored file of which only the name is known. */
struct vendor_files {
	const char *dir;		/* of the vendor folder */
	const char **files;		/* relative to the root, sorted */
	size_t nfiles;
	const char *trap;	/* a .gitignore in it that is no file */
	const char *cut;
};

struct tree {
	struct walk walk;
	struct repository repository;		/* without git's part */
	struct module *modules;
	size_t nmodules;
	struct workspace *workspaces;
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
	struct vendor_files *vendors;	/* after tree_list_vendors() */
	size_t nvendors;
	struct gopath_project *gopath;	/* after gopath_read() */
	size_t ngopath;
	const char *git_trap;		/* a path that would hang libgit2, or NULL */
	bool imports_done;
};

struct tree_input {
	const struct discovery *found;
	const char *gomodcache;		/* absolute, or NULL */
	const char *goroot;		/* of the shell's go, or NULL */
	const char *goos, *goarch;	/* what it builds for, or NULL */
	/* Of the shell; and whether its projects are asked for, wherever the
	 * repository lies. */
	const char *gopath;
	bool gopath_asked;
	struct civars civars;		/* supplied */
	struct walk_progress *progress;	/* moved on by long readings */
};

/* First stage: walk and parse. */
int tree_build(struct arena *a, const struct tree_input *in,
	       struct walk_progress *progress, struct tree *out,
	       struct error *err) ATTR_CHECKED;
/* Second: the names of the vendored files. */
void tree_list_vendors(struct arena *a, const char *root,
		       struct walk_progress *progress, struct tree *t);
/* With the third: the programs in the tree that were built of its modules, and
 * files that configure Go tools. */
void tree_find_built(struct arena *a, const char *root,
		     struct walk_progress *progress, struct tree *t);
/* Third: what the Go files import. */
void tree_read_imports(struct arena *a, const struct tree_input *in,
		       struct walk_progress *progress, struct tree *t);

#endif
