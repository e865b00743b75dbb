/*
 * For migrate-to-module: pins that minimal version selection raised above what
 * the project's own rules admit (legacyrules.h), and those that were changed
 * in the old vendor folder (vendorpatch.h).  A replace holds each of them that
 * it builds with (holdsearch.h).
 */
#ifndef FIXES_HOLDBACK_H
#define FIXES_HOLDBACK_H

#include "fixes/legacypins.h"
#include "fixes/vendorpatch.h"

struct holdback {
	const struct legacypins *pins;
	struct vendorpatches *patches;	/* to be kept */
	const char *dir;	/* absolute: of the project */
	const char *draft;	/* the go.mod that came before tidy */
};

/* The choice overrides=keep|drop, where there are rules that may matter. */
void holdback_choose(struct fix_run *run, const struct legacypins *pins);
/*
 * For needs(), behind "tidy" and its "list": the go.mod with the replaces, go
 * mod tidy and go build with it; where that fails, builds with some of them,
 * and go mod tidy with those that can stay.
 */
void holdback_ask(struct fix_run *run, const struct holdback *h);
/* For build(): the patches that it does not build with are marked. */
void holdback_settle(struct fix_run *run, struct holdback *h);
/* It was tried; which of the patches stay, they tell themselves. */
bool holdback_took(const struct fix_run *run);
/* The last go mod tidy, with what is held. */
const struct fix_ran *holdback_tidy(const struct fix_run *run);
/* Id of the command that printed the modules as they are in the end. */
const char *holdback_list(const struct fix_run *run);
/* It was raised to what the project forbids: holdback_note() tells of it. */
bool holdback_tells(struct fix_run *run, const struct legacypins *pins,
		    const struct legacypin *pin);
void holdback_note(struct fix_run *run, struct plan *p,
		   const struct holdback *h);

#endif
