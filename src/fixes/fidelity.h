/*
 * For migrate-to-module: what is otherwise as a module than it was in GOPATH
 * mode.  Which packages the build consists of, and, where the user wants
 * them run, which tests pass.
 */
#ifndef FIXES_FIDELITY_H
#define FIXES_FIDELITY_H

#include "fixes/holdback.h"

/* Of the project in `dir` (absolute); offered by choices(). */
void fidelity_choose(struct fix_run *run);
/*
 * Commands for needs(): as it is, where it lies below GOPATH/src, and as the
 * module that the stage has.
 */
void fidelity_ask_before(struct fix_run *run, const char *dir,
			 bool has_tests);
void fidelity_ask_after(struct fix_run *run, const char *dir, bool has_tests);
/* Of the project in h->dir: `was` is the path that it had below GOPATH/src (may
 * be NULL), `is` the one of the module. */
void fidelity_note(struct fix_run *run, struct plan *p,
		   const struct holdback *h, const char *was, const char *is);

#endif
