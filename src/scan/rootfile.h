/*
 * Files of the repository that another one names, by R5: only what lies below
 * the root, and only regular files.
 */
#ifndef SCAN_ROOTFILE_H
#define SCAN_ROOTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* `path` is from the absolute root; false: it is none that can be read. */
bool rootfile_load(struct arena *a, const char *root, const char *path,
		   size_t max_bytes, struct str *bytes);

#endif
