/*
 * A file that the user asked for by name or key: never one that is there.
 */
#ifndef PROBE_NEWFILE_H
#define PROBE_NEWFILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* All of it to an open file; -1 with errno. */
int newfile_put(int fd, struct str text) ATTR_CHECKED;
/*
 * Write it whole or not at all; `mode` is less the umask.  -1 with err, whose
 * code is EEXIST when something is there.
 */
int newfile_write(const char *path, unsigned mode, struct str text,
		  struct error *err) ATTR_CHECKED;
/*
 * "DIR/STEM.EXT", or "DIR/STEM-2.EXT" and so on where that is taken; `path`
 * is in the arena.
 */
int newfile_in(struct arena *a, const char *dir, const char *stem,
	       const char *ext, unsigned mode, struct str text,
	       const char **path, struct error *err) ATTR_CHECKED;

#endif
