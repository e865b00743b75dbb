/*
 * The lines of Dockerfiles, CI files, Makefiles and scripts that are of the
 * time before modules (fmt/gopathline.h), where there is a project of it, or
 * a module, which may have been one.
 * Reads by R5, natively.
 */
#ifndef SCAN_GOPATHLINES_H
#define SCAN_GOPATHLINES_H

#include "scan/tree.h"

/* Fill t->gopath_lines from what the walk found, t->loose and
 * t->modules. */
void gopathlines_read(struct arena *a, const char *root, struct tree *t);

#endif
