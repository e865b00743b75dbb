/*
 * What git's index says, apart from what git remembers of the files' times:
 * every git status may rewrite that, and it is no change.
 */
#ifndef APPLY_GITINDEX_H
#define APPLY_GITINDEX_H

#include "base/str.h"
#include "host/sha256.h"

/*
 * SHA-256 over mode, object, flags and path of every entry.  -1 with err when
 * it is no whole index of version 2 to 4 (a split index is none).
 */
int gitindex_print(struct str bytes, char out[SHA256_HEX_BYTES],
		   struct error *err) ATTR_CHECKED;

#endif
