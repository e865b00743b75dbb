/*
 * For migrate-to-module: lines of Dockerfiles, CI files, Makefiles and scripts
 * that are of the time before modules.  Those that come to one thing in a
 * module become that; of the others the plan says what they are worth.
 */
#ifndef FIXES_GOPATHMEND_H
#define FIXES_GOPATHMEND_H

#include "fixes/fix.h"

/* For choices(), where there is such a line; `more` lines of other kinds can
 * be mended. */
void gopathmend_choose(struct fix_run *run, const struct loose_project *l,
		       int more);
/* `has_sum`: the module has a go.sum; `go`: its go line. */
int gopathmend_plan(struct fix_run *run, const struct loose_project *l,
		    struct plan *p, bool has_sum, const char *go,
		    struct error *err);

#endif
