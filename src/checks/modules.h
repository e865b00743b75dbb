/*
 * What the checks of the repository share: which modules are judged, in which
 * places, what a module needs, and commands that run in its folder.  Pure.
 */
#ifndef CHECKS_MODULES_H
#define CHECKS_MODULES_H

#include "checks/check.h"
#include "checks/env.h"
#include "facts/gobuild.h"

/*
 * A module that somebody builds: no fixture, unless gomend was opened in it.
 */
bool modules_judged(const struct snapshot *s, const struct module *m);

/*
 * The module above it that replaces another one by its folder: a build of that
 * one reads its go.mod, and neither its go.sum nor its replaces.  NULL: none
 * does, or gomend was opened in it.
 */
const struct module *modules_replaced_by(const struct snapshot *s,
					 const struct module *m);

/* One module in one place; walk them with MODULES_EACH. */
struct modules_walk {
	struct check_run *run;
	size_t module, place;
	bool any;		/* there was at least one */
	struct gobuild b;
};
void modules_walk_init(struct modules_walk *w, struct check_run *run);
bool modules_next(struct modules_walk *w);

/* Absolute folder of a module; "go.mod:12". */
const char *modules_abs(struct check_run *run, const char *path);
const char *modules_at(struct arena *a, const char *file, int line);
/* "1.24": whose rules hold. */
static inline const char *modules_go(const struct gobuild *b)
{
	return b->version ? b->version : gorelease_name(b->release);
}

/* "cd /abs/dir && COMMAND", ready to paste. */
const char *modules_command(struct check_run *run, const char *dir,
			    const char *command);

/* How much the module wants a package of module `path` of its go.mod. */
enum modules_need {
	NEED_NOTHING,	/* go never looks at it */
	NEED_MAYBE,	/* tests, other systems, dependencies of others */
	NEED_BUILD	/* go build of some package does */
};
enum modules_need modules_need(const struct module *m, const char *path);
/* The import that needs it, for evidence; NULL: none is known. */
const struct import_use *modules_import_of(const struct module *m,
					   const char *path);
/* Does go stop because go.work asks for less than a module it lists? */
bool modules_gowork_too_old(const struct place_module *pm);
/* Does the workspace in effect hold a module of that path? */
bool modules_is_member(const struct gobuild *b, const char *path);
/*
 * What of the module needs a line of go.sum: the strongest of its requires
 * that no folder replaces.  `which` (may be NULL) gets that require.
 */
enum modules_need modules_needs_sums(const struct gobuild *b,
				     const struct require **which);

#endif
