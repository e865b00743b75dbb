/*
 * Which Go the files beside the code ask for: Dockerfiles, workflows, GitLab
 * CI, version files, dev containers.  Reads by R5, natively.
 */
#ifndef SCAN_PINS_H
#define SCAN_PINS_H

#include "facts/repo.h"

/*
 * Fill f->pins, f->pin and f->problem of a file below the absolute root.
 * `beside_go`: Go files lie in its folder.
 */
void pins_read(struct arena *a, const char *root, bool beside_go,
	       struct repo_file *f);

#endif
