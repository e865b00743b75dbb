/*
 * The head of a Go file: constraints, package clause, imports.  What follows
 * the last import is never looked at, so the first few thousand bytes of a
 * file will do.
 */
#ifndef FMT_GOIMPORTS_H
#define FMT_GOIMPORTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "fmt/span.h"

struct goimport {
	const char *path;	/* unquoted */
	int line;
	/* The bytes between the quotes; 0 to 0 where they are not the path as
	 * it is, but with an escape in it. */
	struct span span;
};

struct gofile_head {
	const char *package;		/* NULL: no package clause */
	const char *import_comment;	/* package x // import "…" */
	struct span comment_span;	/* its bytes between the quotes */
	struct goimport *imports;	/* without "C" */
	size_t nimports;
	bool uses_c;			/* import "C" */
	int c_line;			/* of the first one; 0: none */
	/* The text behind //go:build, or the // +build lines, one a line;
	 * NULL without constraints. */
	const char *go_build, *plus_build;
};

/*
 * 0: all of the head was there; -1: `bytes` (said to be only a beginning by
 * `partial`) end before the head does, read more.  A file that is no Go gives
 * what could be read.
 */
int goimports_parse(struct arena *a, struct str bytes, bool partial,
		    struct gofile_head *out) ATTR_CHECKED;

struct buildtag_target;
/* Is it built there, by its name and its constraints?  (fmt/buildtag.h) */
bool gofile_builds(const char *path, const struct gofile_head *head,
		   const struct buildtag_target *t);

#endif
