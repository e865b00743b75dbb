/*
 * What the heads of Go files said at the last look, so that the next one reads
 * only those that changed: thousands of projects of a GOPATH.  A file that has
 * the same inode, size and times is the same; one that was changed right before
 * it was read is read again.  Shared by the jobs of one process: one of them at
 * a time has it.
 */
#ifndef SCAN_HEADMEMO_H
#define SCAN_HEADMEMO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "fmt/buildtag.h"

struct headmemo;

struct headmemo_import {
	const char *path;
	int line;
};

/* What counts of a file: its imports; none where nothing builds it. */
struct headmemo_file {
	const struct headmemo_import *imports;
	size_t n;
};

/* One reference to it; each user holds its own. */
struct headmemo *headmemo_new(void);
struct headmemo *headmemo_hold(struct headmemo *m);
void headmemo_release(struct headmemo *m);

/*
 * One look: waits for the one before.  `system` tells for what is built: what
 * was read for another one is forgotten.  headmemo_end() keeps what this look
 * asked for, unless it was cut short.
 */
void headmemo_begin(struct headmemo *m, const char *system);
/* `key` tells the file at `path` below the open folder from all others.  Good
 * until the end of the look. */
const struct headmemo_file *headmemo_read(struct headmemo *m, int root_fd,
					  const char *path, const char *key,
					  struct strbuf *bytes,
					  const struct buildtag_target *t);
void headmemo_end(struct headmemo *m, bool whole);

#endif
