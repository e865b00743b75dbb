/*
 * For migrate-to-module: what the plan leaves behind or loses without it being
 * a change of a version.  Files of the old tool that nothing reads any more,
 * other lock files, entries in .gitmodules, what was no Go in the old vendor
 * folder, and modules that nobody has named.
 */
#ifndef FIXES_LEFTBEHIND_H
#define FIXES_LEFTBEHIND_H

#include "fixes/legacypins.h"
#include "fixes/vendorpatch.h"

struct leftbehind {
	const struct legacy_lock *lock;	/* NULL: there is none */
	const struct legacypins *pins;
	const struct vendorpatches *patches;
	const char *dir;	/* absolute: of the project */
	struct str gomod;	/* as it will be */
	bool vendor_goes;	/* the old vendor folder is written anew, or
				 * removed */
};

/* For build(), behind the steps of the plan. */
void leftbehind_note(struct fix_run *run, struct plan *p,
		     const struct leftbehind *l);

#endif
