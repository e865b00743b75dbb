/*
 * The other projects below GOPATH/src, and what they import of each other.
 * Done where the repository lies in there, or where it was asked for.
 */
#ifndef SCAN_GOPATH_H
#define SCAN_GOPATH_H

#include "scan/tree.h"

/* The src folders of a GOPATH that are there, links resolved. */
size_t gopath_srcs(struct arena *a, const char *gopath, const char ***out);
/* Last stage of the look: fills t->gopath, sorted by folder, or nothing. */
void gopath_read(struct arena *a, const struct tree_input *in,
		 struct walk_progress *progress, struct tree *t);

#endif
