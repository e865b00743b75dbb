/*
 * Versions of Go, ordered as Go orders them (internal/gover, go/version).
 *
 * From 1.21 on "1.21" is the language, older than each of its releases:
 * 1.21 < 1.21rc1 < 1.21.0 < 1.21.1.  Before, the line is its first release:
 * 1.20rc1 < 1.20 == 1.20.0.  What is no version is less than all that are,
 * and equal to its like.
 */
#ifndef FMT_GOVER_H
#define FMT_GOVER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* The last language under which a loop has one variable for all its rounds. */
#define LAST_OLD_LOOPS "1.21"

/* Views into the text, or constants; empty where there is no such part. */
struct gover {
	struct str major, minor, patch;
	struct str kind;	/* "alpha", "beta", "rc" */
	struct str pre;
};

/* "1.21.3", "1.21rc2", "1.21", "1"; never with "go".  False: no version. */
bool gover_parse(struct str version, struct gover *out);
bool gover_valid(struct str version);
int gover_cmp(struct str a, struct str b);
static inline int gover_cmp_of(const char *a, const char *b)
{
	return gover_cmp(str_from(a), str_from(b));
}
/* Is it a language version ("1.21") and no release? */
bool gover_is_lang(struct str version);
/* "1.21" of "1.21.3"; "" of what is no version. */
const char *gover_lang(struct arena *a, struct str version);

/*
 * The version in the name of a toolchain: "1.21.3" of "go1.21.3",
 * "go1.21.3-custom" and "go1.21.3 X:boringcrypto"; empty when there is none.
 */
struct str gover_of_toolchain(struct str name);
/* The same rules for names as "go1.21.3" (go/version.Compare, IsValid). */
int gover_cmp_toolchain(struct str a, struct str b);
bool gover_valid_toolchain(struct str name);

/* Decimal numbers of any length; empty is the smallest. */
int gover_cmp_int(struct str a, struct str b);

#endif
