/*
 * A plan as a POSIX sh script: what the preview shows, as commands that a
 * person can read, change and run where there is no gomend.
 *
 * It looks first whether everything is as it was when the plan was made, and
 * stops before the first step where it is not; then the steps, in order, and
 * the commands that must pass afterwards.  What a plan gets from a tree in its
 * stage is made anew, by the commands that made it.  Its first argument is the
 * repository, where it lies elsewhere.  There is no journal: nothing is put
 * back.
 */
#ifndef FIXES_SCRIPT_H
#define FIXES_SCRIPT_H

#include "fixes/fix.h"

#define SCRIPT_MAX_BYTES ((size_t)16 * 1024 * 1024)

/*
 * Appends it, without the first line and the words for a reader, which the
 * caller has (report/plan_text.h).  -1 with err: a file is not any more what
 * the plan says it was, a name that no script should hold, too long, or the
 * plan needs gomend's own programs.
 */
int script_of_plan(struct fix_host *h, const struct plan *p,
		   struct strbuf *out, struct error *err) ATTR_CHECKED;

#endif
