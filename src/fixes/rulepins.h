/*
 * For migrate-to-module: Gopkg.toml or glide.yaml where no lock file lies
 * beside it.  dep and glide would have taken the newest version that it
 * admits, and so do these pins.
 */
#ifndef FIXES_RULEPINS_H
#define FIXES_RULEPINS_H

#include "fixes/legacypins.h"

/* "go list -m -versions" of what the rules name; NULL: they name nothing. */
struct plan_command *rulepins_ask(struct fix_run *run,
				  const struct legacyrules *rules);
/*
 * Append to *pins one (`by_rule`) for each path with a rule that no pin is
 * of, by what that command printed, else by what the module cache has; open
 * where neither has a version that the rule admits.  In run->arena.
 */
void rulepins_answer(struct fix_run *run, struct legacypins *pins);

#endif
