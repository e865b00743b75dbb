/*
 * Semantic versions as golang.org/x/mod/semver has them: with a leading "v",
 * "v1" and "v1.2" being short for "v1.0.0" and "v1.2.0".  Functions on what
 * is no version give "" or a view of length 0.
 */
#ifndef FMT_SEMVER_H
#define FMT_SEMVER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

bool semver_valid(struct str v);
/* Minor and patch filled in, build metadata left out; "" when invalid. */
const char *semver_canonical(struct arena *a, struct str v);
/* "v1" of "v1.2.3". */
struct str semver_major(struct str v);
/* "v1.2" of "v1.2.3"; "v1.0" of "v1". */
const char *semver_major_minor(struct arena *a, struct str v);
/* "-pre.1" and "+meta", each with its mark. */
struct str semver_prerelease(struct str v);
struct str semver_build(struct str v);
/* Precedence; build metadata does not count, what is invalid is the least. */
int semver_cmp(struct str a, struct str b);

#endif
