/*
 * For migrate-to-module: what the copies that a project has of others tell of
 * their versions, where no lock file does.  A submodule of git has its commit;
 * any other copy is held against the versions that the module cache has.
 */
#ifndef FIXES_VENDORPINS_H
#define FIXES_VENDORPINS_H

#include "fixes/legacypins.h"

/*
 * Append to *pins a pin (`beside` and `vendored`) for each copy below `dir`
 * (absolute: of the project) that no pin is of, and whose version is known:
 * of several that do not differ from the copy in what go builds, the highest.
 * Everything in run->arena.
 */
void vendorpins_take(struct fix_run *run, const char *dir,
		     struct legacypins *pins);

#endif
