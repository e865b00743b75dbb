/*
 * The head of a Go file as the scan reads it: regular files only, never
 * waiting (R5), and no more of it than the imports take.
 */
#ifndef SCAN_GOFILE_H
#define SCAN_GOFILE_H

#include "base/strbuf.h"
#include "fmt/buildtag.h"
#include "fmt/goimports.h"
#include "scan/tree.h"

/* False: it cannot be read.  What is found lives in the arena; `bytes` is
 * room for its text, used again by the next one. */
bool gofile_read(struct arena *a, int root_fd, const char *path,
		 struct strbuf *bytes, struct gofile_head *head);
/* What the go of the shell builds for. */
void gofile_target(const struct tree_input *in, struct buildtag_target *t);

#endif
