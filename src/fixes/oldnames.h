/*
 * For migrate-to-module: lines of sources that name the project by a path that
 * it has no more, and that are no imports: //go:linkname, //go:generate,
 * symbols in assembly, go_package in .proto files.  They are told only.
 */
#ifndef FIXES_OLDNAMES_H
#define FIXES_OLDNAMES_H

#include "fixes/importfix.h"

/* `x` has been scanned. */
void oldnames_note(struct importfix *x, struct plan *p);

#endif
