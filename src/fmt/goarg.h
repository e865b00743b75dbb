/*
 * Packages that go commands name in Makefiles, scripts, Dockerfiles and the
 * files of CI: "go install example.com/me/cmd/...".  Text is read, no syntax
 * (as fmt/linkflag.h does): the exec form of a Dockerfile and a list of YAML
 * are read, too.  What go get and "PATH@VERSION" name is none of these, nor is
 * what has a variable in it.
 */
#ifndef FMT_GOARG_H
#define FMT_GOARG_H

#include "base/arena.h"
#include "base/str.h"

struct goarg {
	int line;
	const char *path;	/* without "/..." */
	size_t start, end;	/* its bytes */
};

/* In the order of the file. */
void goarg_read(struct arena *a, struct str bytes, struct goarg **list,
		size_t *n);

#endif
