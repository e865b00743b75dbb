/*
 * What a Dockerfile does in which order, and which folder it is built with:
 * the facts behind the checks and the trace of its stages.
 */
#ifndef SCAN_DOCKERSTEPS_H
#define SCAN_DOCKERSTEPS_H

#include "facts/repo.h"
#include "fmt/dockerfile.h"

/*
 * Fill f->steps, f->context and f->ignore_… of a Dockerfile below the
 * absolute root.  It looks which of the files that are copied lie where, and
 * reads one .dockerignore.
 */
void dockersteps_read(struct arena *a, const char *root,
		      const struct dockerfile *d, struct repo_file *f);

/* Does what was read copy or build something that lies in the context, and not
 * beside the Dockerfile?  go.mod and go.sum alone are also of a project that
 * was copied here without them. */
bool dockersteps_is_above(struct arena *a, const char *root,
			  struct repo_file *f);

#endif
