/*
 * What the checks that hold shells against each other share: which of their
 * differences change a build, which go runs, and whether this shell is merely
 * older than the files that a new one reads.  Pure, as the checks are.
 */
#ifndef CHECKS_SHELLS_H
#define CHECKS_SHELLS_H

#include "checks/env.h"

/* A setting that a build depends on, and the values of two places. */
struct shells_difference {
	const struct setting *here, *there;	/* never NULL */
};

/*
 * Those that differ, and not only because another go runs there: sorted by
 * name, in the arena.
 */
size_t shells_differences(struct arena *a, const struct place *here,
			  const struct place *there,
			  struct shells_difference **out);
/* Two places run two programs; both have a go. */
bool shells_other_go(const struct place *here, const struct place *there);
/* "VALUE", or "(unset)" of an empty one. */
const char *shells_value(const struct setting *s);

/*
 * The fresh shell of the kind that gomend was typed in, where the system tells
 * what that is and since when it is there; NULL: not known.
 */
const struct place *shells_fresh(const struct snapshot *s);
/*
 * Does the fresh one have another value of the setting because a file that
 * sets it there was changed after this shell began?  The value there, or NULL.
 */
const struct setting *shells_newer_setting(const struct snapshot *s,
					   const char *name);
/*
 * The same of the go that runs: the element of PATH that leads to another go
 * in a fresh shell, and that a newer file put there; NULL: not so.
 */
const struct path_entry *shells_newer_go(struct arena *a,
					 const struct snapshot *s);

#endif
