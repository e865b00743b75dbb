/*
 * Does a script or a Makefile look as if it brought a Go of its own: by a
 * download, a version manager, a package, or a line for $GITHUB_PATH?  What
 * is judged by its words alone may be wrong; it errs towards yes.
 */
#ifndef FMT_OWNGO_H
#define FMT_OWNGO_H

#include <stdbool.h>

#include "base/str.h"

bool owngo_find(struct str script);

#endif
