/*
 * For migrate-to-module: what the project was built with so far where no lock
 * file says it.  In GOPATH mode that is what lies in GOPATH/src, at the commit
 * that is checked out there; go itself names the packages.
 */
#ifndef FIXES_GOPATHPINS_H
#define FIXES_GOPATHPINS_H

#include "fixes/legacypins.h"

/* "go list -deps" in GOPATH mode, of the project in `dir`; it may fail. */
void gopathpins_ask(struct fix_run *run, const char *dir);
/*
 * Append to *pins, by what that command printed, a pin (`beside`) for each
 * clone in GOPATH/src that the project is built with, unless the lock has one
 * of it, or its commit gives no version.  Everything in run->arena.
 */
void gopathpins_answer(struct fix_run *run, const char *dir,
		       struct legacypins *pins);

#endif
