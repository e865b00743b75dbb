/*
 * For migrate-to-module: what the lock files of dependencies say of modules
 * that no lock of the project names.  In GOPATH mode a dependency is built
 * with its own vendor folder, which its lock file is of; no module sees that
 * folder, but the lock is in the dependency as go gets it.  One that has a
 * go.mod says there what it needs.
 *
 * Where several of them name other revisions, that of the one nearest to the
 * project counts, on the shortest way of imports ("go mod why"); where none is
 * on that way, the newest.  What the project imports itself they do not tell:
 * in GOPATH mode it was not built with theirs.
 */
#ifndef FIXES_THEIRLOCKS_H
#define FIXES_THEIRLOCKS_H

#include "fixes/legacypins.h"

/* Whose lock, and which, names a pin. */
struct theirlocks_say {
	size_t pin;		/* in `said` */
	const char *path;	/* of the dependency, as it is imported */
	const char *name;	/* "PATH VERSION" */
	const char *file;	/* "Gopkg.lock" */
};

/* Everything in the run's arena. */
struct theirlocks {
	struct fix_run *run;
	const char *dir;	/* absolute: of the project */
	const char *ask, *why;	/* ids of the commands of that round */
	const char **packages;	/* that are wanted */
	size_t npackages;
	struct legacypins said;	/* each path and revision once */
	struct theirlocks_say *says;
	size_t nsays;
};

/* What the locks of the dependencies in *pins say of t->packages, and go of
 * that, as far as it was asked; what is not above `said` is set before. */
void theirlocks_read(struct theirlocks *t, const struct legacypins *pins);
/* For needs(): which versions they are, and can be had; whose imports lead to
 * what they are of. */
void theirlocks_ask(const struct theirlocks *t, const char *unless);
/*
 * The pin for that package, `unpinned`, with what says it (`theirs`); false:
 * no lock tells one that can be had.
 */
bool theirlocks_pick(const struct theirlocks *t, const char *package,
		     struct legacypin *out);

#endif
