/*
 * May this process change anything here at all?  Asked before anything is
 * shown or run; gomend-apply asks again under its lock.
 */
#ifndef PROBE_PERMIT_H
#define PROBE_PERMIT_H

#include <stdbool.h>

#include "base/error.h"

/*
 * -1 with err, in the user's language: nowhere to keep what undo needs, or
 * root in the home or the repository (`root`, may be NULL) of somebody else,
 * unless `force_owner`.  Writes nothing.
 */
int permit_check(const char *root, bool force_owner, struct error *err)
	ATTR_CHECKED;

#endif
