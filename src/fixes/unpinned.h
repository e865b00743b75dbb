/*
 * For migrate-to-module: modules that go took by itself, since no lock, copy
 * or clone names them; most are imported by tests of dependencies alone.  go
 * takes the newest version there is today, which may ask for what is years
 * younger than the project.  Here comes what the lock of a dependency names
 * (theirlocks.h), else the newest that was there on the day of its lock file.
 *
 * What a version of that day imports go may find nowhere in turn, so that is
 * done in rounds.
 */
#ifndef FIXES_UNPINNED_H
#define FIXES_UNPINNED_H

#include "fixes/legacypins.h"

#define UNPINNED_ROUNDS 3

/* What it is about; everything is borrowed. */
struct unpinned {
	struct fix_run *run;
	const struct legacy_lock *lock;	/* NULL: there is none */
	const char *dir;		/* absolute: of the project */
};

void unpinned_choose(struct fix_run *run);
/* For needs(), behind "tidy": what that round asks go. */
void unpinned_ask(const struct unpinned *u, int round,
		  const struct legacypins *pins);
/*
 * Put into *pins what came of that round: a pin (`unpinned`) for each module
 * that go took, at the version of a lock, or of the day; where a clone of it
 * lies in GOPATH/src, its commit (`beside`).  True: one is another than so far.
 */
bool unpinned_answer(const struct unpinned *u, int round,
		     struct legacypins *pins);
/* The commands that write `draft` (NULL: nothing differs) and go by it. */
void unpinned_again(const struct unpinned *u, int round, const char *draft);
/* The last go mod tidy of these rounds, or the one before; NULL: none ran. */
const struct fix_ran *unpinned_tidy(const struct fix_run *run);

/* A copy of *pins, with the newest. */
void unpinned_newest(struct fix_run *run, const struct legacypins *pins,
		     struct legacypins *out);
/*
 * Behind renames_ask(): does it build so?  If not, but with the newest, those
 * stay.  The drafts are of the pins, and of unpinned_newest().
 */
void unpinned_try(const struct unpinned *u, const struct legacypins *pins,
		  const char *draft, const char *newest);
/* The pins as it was decided. */
void unpinned_settle(struct fix_run *run, struct legacypins *pins);
/* The last go mod tidy of that; NULL: none ran. */
const struct fix_ran *unpinned_tried(const struct fix_run *run);

/* Behind the hold. */
void unpinned_note(const struct unpinned *u, struct plan *p,
		   const struct legacypins *pins);
/* Its version in the build, NULL: it is not in it; and its line in the
 * report. */
const char *unpinned_now(struct fix_run *run, const struct legacypin *pin);
struct msg unpinned_line(struct fix_run *run, const struct legacypin *pin,
			 const char *now, const char *asker);

#endif
