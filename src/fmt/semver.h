/*
 * Semantic versions as golang.org/x/mod/semver has them ("v1.2.3-pre+meta").
 */
#ifndef FMT_SEMVER_H
#define FMT_SEMVER_H

#include <stdbool.h>

#include "base/str.h"

/* Mirrors semver.IsValid: "v1" and "v1.2" are valid shorthands. */
bool semver_valid(struct str v);

#endif
