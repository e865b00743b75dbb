/*
 * What the checks that hold shells against each other share: which of their
 * differences change a build, and which go runs.  Pure, as the checks are.
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

#endif
