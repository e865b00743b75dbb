/*
 * From the folder a user named to the root of what is looked at, without
 * libgit2: `.git` folders and files are read by hand, so that a repository
 * that libgit2 refuses (another owner) or hangs on can still be named.  Upward
 * it goes as far as git does: GIT_CEILING_DIRECTORIES and the end of the file
 * system (GIT_DISCOVERY_ACROSS_FILESYSTEM) stop it.
 */
#ifndef SCAN_DISCOVER_H
#define SCAN_DISCOVER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "facts/repo.h"

struct discovery {
	const char *opened;	/* absolute, clean, links resolved */
	const char *root;
	enum repo_kind kind;
	const char *git_dir;	/* absolute; NULL: REPO_PLAIN */
	const char *common_dir;	/* of a linked work tree; else git_dir */
	const char *problem, *problem_hint;	/* a `.git` that leads nowhere */
	bool foreign_owner;	/* git would say "dubious ownership" */
};

/* Fails, with a hint, on what cannot be looked at: no folder, bare. */
int discover(struct arena *a, const char *path, struct discovery *out,
	     struct error *err) ATTR_CHECKED;

#endif
