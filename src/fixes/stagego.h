/*
 * For migrate-to-module: go commands on the project as the module that the
 * stage has: its go.mod by -modfile, and the files that change by -overlay.
 */
#ifndef FIXES_STAGEGO_H
#define FIXES_STAGEGO_H

#include "fixes/fix.h"

/* The environment of a go that works with modules, whatever the user's says. */
void stagego_env(struct fix_run *run, struct plan_command *c);
/* go mod tidy -e, and go build ./...; they have their environment. */
struct plan_command *stagego_tidy(struct fix_run *run, const char *id,
				  const char *dir, struct msg what);
struct plan_command *stagego_build(struct fix_run *run, const char *id,
				   const char *dir, struct msg what);

#endif
