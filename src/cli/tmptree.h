/*
 * A private temporary folder with files in it, removed as a whole.
 */
#ifndef CLI_TMPTREE_H
#define CLI_TMPTREE_H

#include "base/arena.h"
#include "base/error.h"

/* A new folder PREFIX-… in TMPDIR, without links in its name; NULL on error. */
const char *tmptree_make(struct arena *a, const char *prefix,
			 struct error *err);
/* Make the folders that lead to `path`; itself when it ends in "/". */
int tmptree_dir(struct arena *a, const char *path, struct error *err);
/* A new file and its folders; a text that begins with "#!" can be run. */
int tmptree_write(struct arena *a, const char *path, const char *text,
		  struct error *err);
void tmptree_remove(const char *top);

#endif
