/*
 * A sick workspace made on the spot: a private temporary folder with a
 * repository of many ills and a home folder of its own, and nothing that
 * needs the network, git or go.
 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "base/arena.h"
#include "base/error.h"

struct demo {
	const char *top;	/* the temporary folder; absolute */
	const char *dir;	/* the repository in it */
};

int demo_make(struct arena *a, struct demo *d, struct error *err);
/* Let this process, and the shells it asks, live in the demo's home. */
void demo_enter(struct arena *a, const struct demo *d);
/* Remove all of it; what was added to it meanwhile too. */
void demo_remove(const struct demo *d);

#endif
