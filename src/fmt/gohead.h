/*
 * The head of a Go file, read so strictly that what is taken here is taken by
 * go/parser and by cmd/go in the same way: who builds on it what go would do
 * must not guess.  Everything unusual is GOHEAD_UNSURE, which says nothing
 * about the file.  (fmt/goimports.h reads anything, as far as it goes.)
 */
#ifndef FMT_GOHEAD_H
#define FMT_GOHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum gohead_sure {
	GOHEAD_SURE,
	GOHEAD_MORE,	/* only a beginning was given; read more of it */
	GOHEAD_UNSURE
};

struct gohead {
	const char *package;
	const char **imports;	/* unquoted, without "C" */
	size_t nimports;
	bool uses_c;
	bool srcdir;		/* a #cgo line names ${SRCDIR} */
	bool odd_cgo;		/* a #cgo line that go/build may refuse */
	/* Could any machine build it (imports.ShouldBuild, AnyTags)? */
	bool may_build;
	/* Patterns of //go:embed lines, unquoted; of a file that imports
	 * "embed", which must be whole for that. */
	const char **embeds;
	size_t nembeds;
};

enum gohead_sure gohead_read(struct arena *a, struct str bytes, bool partial,
			     struct gohead *out);

/* Is this one of the characters that go lets through in a #cgo line? */
bool gohead_cgo_safe(char c);

#endif
