/*
 * For migrate-to-module: which of what is to be held (holdback.h) it builds
 * with, where it does not with all of it.  First the changed copies and the
 * versions apart, then halves of what is left, down to each by itself; what
 * holds one that it did not build with is not built again.
 *
 * The answers are the results of commands: the search is gone through anew
 * each time, as far as those tell, and what it asks for next comes late into
 * the command whose turn it is.
 */
#ifndef FIXES_HOLDSEARCH_H
#define FIXES_HOLDSEARCH_H

#include <stdint.h>

#include "fixes/fix.h"

/* Builds at most, beside the one with all. */
#define HOLDSEARCH_TRIES 6
/* Of more it is all or none. */
#define HOLDSEARCH_MOST 64

struct holdsearch {
	struct fix_run *run;
	size_t n;		/* of what is to be held; bit i is number i */
	uint64_t copies;	/* those that are changed copies */

	uint64_t kept;		/* it builds with these */
	uint64_t refused;	/* with each of these it does not */
	const struct fix_ran *why[HOLDSEARCH_MOST];	/* or NULL */
	uint64_t wanted;	/* what the next build is to hold; 0: none */
	/* Its own. */
	uint64_t tried[HOLDSEARCH_TRIES + 1];
	bool built[HOLDSEARCH_TRIES + 1];
	int nasked, limit;
	bool stopped;
};

/* Up to build number `limit`, for which `wanted` is then the answer; 0 is the
 * one with all, HOLDSEARCH_TRIES + 1 for the whole of it. */
void holdsearch_run(struct holdsearch *s, struct fix_run *run, size_t n,
		    uint64_t copies, int limit);
/* "try-2", "try-2-build". */
const char *holdsearch_id(struct arena *a, int number, const char *suffix);

#endif
