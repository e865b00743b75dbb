/*
 * For migrate-to-module: pins that minimal version selection raised above what
 * the project's own rules admit (legacyrules.h).  A replace holds them at the
 * version of the lock, if it builds with it.
 */
#ifndef FIXES_HOLDBACK_H
#define FIXES_HOLDBACK_H

#include "fixes/legacypins.h"

/* The choice overrides=keep|drop, where there are rules that may matter. */
void holdback_choose(struct fix_run *run, const struct legacypins *pins);
/*
 * For needs(), behind "tidy" and its "list": the go.mod with the replaces, go
 * mod tidy and go build with it, and without it again where that fails.
 * `draft` is the go.mod that came before tidy; as_module() gives go its
 * environment.
 */
void holdback_ask(struct fix_run *run, const struct legacypins *pins,
		  const char *dir, const char *draft,
		  void (*as_module)(struct fix_run *run,
				    struct plan_command *c));
/* Id of the command that printed the modules as they are in the end. */
const char *holdback_list(const struct fix_run *run);
/* It was raised to what the project forbids: holdback_note() tells of it. */
bool holdback_tells(struct fix_run *run, const struct legacypins *pins,
		    const struct legacypin *pin);
void holdback_note(struct fix_run *run, struct plan *p,
		   const struct legacypins *pins);

#endif
