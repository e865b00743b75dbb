/*
 * What one release of Go unpacked over another leaves: files that its own does
 * not have.
 */
#ifndef SCAN_LEFTOVER_H
#define SCAN_LEFTOVER_H

#include "base/arena.h"
#include "facts/place.h"

/* Is there such a file ("src/runtime/rand.go") in the tree? */
typedef bool leftover_has_fn(const char *file, void *payload);

/*
 * Fills g->leftover and g->leftover_of from g->binary_version, or g->version
 * where that is not known (VERSION may have been edited, the program not).
 * Where the two do not name one release, only of a tree that no release could
 * be.  All in the arena.
 */
void leftover_find(struct arena *a, struct goroot_state *g,
		   leftover_has_fn *has, void *payload);

#endif
