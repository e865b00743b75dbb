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
/*
 * "go list -m -e" of modules that are known only then: its input, which comes
 * late, names them, and go prints `format` of each.  `versions`: and lists
 * their versions.  No word, no go.
 */
struct plan_command *stagego_query(struct fix_run *run, const char *id,
				   struct msg what, bool versions,
				   const char *format, const char *input);
/* What command `id` printed behind that word: of the first line that begins
 * with it.  False: it did not run, or none does. */
bool stagego_line(struct fix_run *run, const char *id, const char *word,
		  struct str *rest);
/*
 * A fork (stagefiles.h) that writes `draft` as the go.mod, NULL: nothing, and
 * the go mod tidy -e that follows where it did.
 */
void stagego_again(struct fix_run *run, const char *fork, const char *unless,
		   struct msg what, const char *draft, const char *tidy,
		   const char *dir);

#endif
