/*
 * A go get that is to install a program, and the go install that does.  Pure.
 */
#ifndef CHECKS_GOGET_H
#define CHECKS_GOGET_H

#include "facts/repo.h"
#include "fmt/shellcmd.h"

struct goget {
	const char *path;	/* with "@version", if there is one */
	const struct shellcmd_word *verb, *word;
	int npaths;
	bool only_fetches;	/* -d, -t, -tool */
};

/* False: it is none, or one that is there to change go.mod. */
bool goget_read(struct arena *a, const struct shellcmd *c, struct goget *out);
/*
 * What takes the place of [*at, *at + *len) of its script, from "get" to the
 * path: "install PATH@VERSION", the version that `m` (may be NULL) requires,
 * else the latest.  NULL: it is more than one program, or not to be told.
 */
const char *goget_install(struct arena *a, const struct module *m,
			  const struct shellcmd *c, const struct goget *g,
			  size_t *at, size_t *len);

#endif
