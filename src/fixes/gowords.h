/*
 * What go prints when something fails, for a sentence of a note.
 */
#ifndef FIXES_GOWORDS_H
#define FIXES_GOWORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* What go says while it goes on, and blank lines: nothing that failed. */
bool gowords_is_progress(struct str line);

/*
 * The whole of it in one line where it is short; else its first messages and,
 * of a long chain of imports, both ends: the cause stands at the end.  Without
 * what go says of its progress, and without a last full stop; "" where there
 * is nothing.
 */
const char *gowords_error(struct arena *a, const char *err);
/*
 * A package that go (mod tidy -e) did not find, and why.
 */
struct gowords_missed {
	const char *package, *why;
	bool test;		/* no package of the project, but a test of one
				 * of them or of a dependency, leads to it */
	bool theirs;		/* tests of dependencies alone lead to it */
};

/* Each once, in their order. */
size_t gowords_missing(struct arena *a, const char *err,
		       struct gowords_missed **out);

/*
 * A module that go took by itself, for a package that none it has provides.
 */
struct gowords_found {
	const char *package, *path, *version;
};

/* Each module once, in their order. */
size_t gowords_founds(struct arena *a, const char *err,
		      struct gowords_found **out);

/*
 * A module whose go.mod names another path than it was required by.
 */
struct gowords_renamed {
	const char *from, *to;
	const char *version;	/* of `from`; NULL: go did not say it */
};

/* Each path once, in their order. */
size_t gowords_renames(struct arena *a, const char *err,
		       struct gowords_renamed **out);

#endif
