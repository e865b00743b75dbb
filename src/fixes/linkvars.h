/*
 * For migrate-to-module: -X flags of the linker that name a package by a path
 * that it has no more as a module.  The linker says nothing of such a flag;
 * the variable is empty then.
 */
#ifndef FIXES_LINKVARS_H
#define FIXES_LINKVARS_H

#include "fixes/importfix.h"

/* Edits where `mend`, and notes.  `x` has been set up and scanned. */
int linkvars_plan(struct fix_run *run, struct importfix *x, bool mend,
		  struct plan *p, struct error *err) ATTR_CHECKED;
/* How many could be mended. */
int linkvars_count(struct fix_run *run, struct importfix *x);

#endif
