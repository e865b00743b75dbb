/*
 * Whether a process of before is still the same one: a pid alone may have
 * come to somebody else since, or after a restart of the machine.
 */
#ifndef PROBE_PROCID_H
#define PROBE_PROCID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Is the process of that pid gone that was there at `seconds` since 1970?  So
 * it is when what has the pid now was started later.
 */
bool procid_is_gone(int64_t pid, int64_t seconds);

/* When it began, in seconds since 1970 (as the clock is set now); 0: it is not
 * there, or the system does not tell. */
int64_t procid_began(int64_t pid);

/*
 * A new folder DIR/gomend-PID.START.SPACE.XXXXXX, 0700, in the arena; NULL
 * with errno.  Those of this user's processes that are gone leave DIR first.
 */
const char *procid_tempdir(struct arena *a, const char *dir);

#endif
