/*
 * Which Go the files beside the code ask for: Dockerfiles, workflows, GitLab
 * CI, version files, dev containers.  Reads by R5, natively.
 */
#ifndef SCAN_PINS_H
#define SCAN_PINS_H

#include "base/civars.h"
#include "facts/repo.h"

struct pins_input {
	const char *root;	/* absolute */
	struct civars supplied;	/* variables of CI that stand in no file */
	/* Those of the repository, relative: they may call each other. */
	const char **workflows;
	size_t nworkflows;
};

/*
 * Fill f->pins, f->pin and f->problem of a file below the root.
 * `beside_go`: Go files lie in its folder.
 */
void pins_read(struct arena *a, const struct pins_input *in, bool beside_go,
	       struct repo_file *f);

#endif
