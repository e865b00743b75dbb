/*
 * What the files that pin Go or build elsewhere say of it: the image of a
 * Dockerfile, the line of .tool-versions.  A reading for the eye and for
 * simple checks; what is not sure is left out.
 */
#ifndef SCAN_PINS_H
#define SCAN_PINS_H

#include "facts/repo.h"

/* f has kind and path; pin and pin_line are filled in. */
void pins_read(struct arena *a, const char *root, struct repo_file *f);

#endif
