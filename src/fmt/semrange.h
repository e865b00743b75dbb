/*
 * The version ranges of dep and glide ("^1.2", ">=1.0, <1.4", "~1.3 || 2.x"),
 * as github.com/Masterminds/semver reads them.
 */
#ifndef FMT_SEMRANGE_H
#define FMT_SEMRANGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum semrange {
	SEMRANGE_NONE,		/* it is no range: a branch, a tag by name */
	SEMRANGE_OUT,
	SEMRANGE_IN
};

/*
 * Does the range admit this version ("v1.2.3")?  A bare "1.2.3" means "^1.2.3"
 * for dep (`caret`), itself for glide.  Of a version only the three numbers
 * count, so that a pseudo-version lies where the tag it precedes does.
 */
enum semrange semrange_admits(struct str range, struct str version,
			      bool caret);
/*
 * The versions that a range without "||" excepts by "!=", canonical; each
 * named in full.  In the arena.
 */
size_t semrange_excepts(struct arena *a, struct str range,
			const char ***versions);

#endif
