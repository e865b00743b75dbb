/*
 * The lines of Dockerfiles, CI files, Makefiles and scripts that a project has
 * of the time before modules, and what they are worth once it is a module.
 */
#ifndef CHECKS_GOPATH_LINES_H
#define CHECKS_GOPATH_LINES_H

#include "facts/snapshot.h"

struct gopath_line_at {
	const char *file;	/* from the root */
	const struct gopathline *l;
};

/*
 * Those of the project in the folder `dir`, without go.mod or by now a module,
 * in order; the count.  Where there is but one, files outside its folder are
 * about it, too.
 */
size_t gopath_lines_of(struct arena *a, const struct snapshot *s,
		       const char *dir, struct gopath_line_at **out);
/* "Makefile:3 dep ensure" */
const char *gopath_line_text(struct arena *a, const struct gopath_line_at *at);

/* What is to be said of lines together; the last is of sources below
 * GOPATH/src that are not those of the module. */
#define GOPATH_LINES_OTHERS GOPATHLINE_KINDS
#define GOPATH_LINES_GROUPS (GOPATHLINE_KINDS + 1)
int gopath_lines_group(const struct gopathline *l, const char *module);
/* A sentence about them; {0}: the lines. */
extern const char *const gopath_lines_words[GOPATH_LINES_GROUPS];

#endif
