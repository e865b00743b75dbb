/*
 * A tree of Go beside the archive of its release, where the module cache has
 * that (go keeps there what it switched to): which of its sources are not
 * those of the release.
 */
#ifndef SCAN_PRISTINE_H
#define SCAN_PRISTINE_H

#include "base/arena.h"
#include "facts/place.h"

/*
 * `zip` is golang.org/toolchain/@v/v0.0.1-….zip.  Compared are the sizes of
 * .go, .s and .h files but tests of the packages right below src (fmt, os, …)
 * and of net/http, and of those of src/runtime the contents, and the names in
 * both directions.  Fills
 * g->archive, ->ncompared and ->differs…, or none of it where the zip is not
 * there or cannot be read.
 */
void pristine_compare(struct arena *a, const char *zip,
		      struct goroot_state *g);

#endif
