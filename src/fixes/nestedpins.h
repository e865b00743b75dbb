/*
 * For migrate-to-module: modules in folders of a repository that is pinned.
 * A lock file names the repository, and so its revision is what they are to
 * come in, too; go would take their newest versions.
 *
 * Which there are, go mod tidy tells: it says of what module it takes a
 * package, and of which it finds none.
 */
#ifndef FIXES_NESTEDPINS_H
#define FIXES_NESTEDPINS_H

#include "fixes/legacypins.h"

/* In round 1 are those that go sees once it has those of round 0. */
#define NESTEDPINS_ROUNDS 2

/* For needs(), behind "tidy" (round 0) or "without-tidy": "go list -m" of what
 * could be one; with the network alone. */
void nestedpins_ask(struct fix_run *run, int round,
		    const struct legacypins *pins);
/* Append a pin (`nested`) for each whose version a clone or go tells, and that
 * is to be had; true: there is one. */
bool nestedpins_answer(struct fix_run *run, int round,
		       struct legacypins *pins);
/* Is one of that repository in the build, as command `list` lists it? */
bool nestedpins_in_use(struct fix_run *run, const struct legacypins *pins,
		       const struct legacypin *pin, const char *list);

#endif
