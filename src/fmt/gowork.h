/*
 * go.work: what it says, and go's words where a release refuses it.  As
 * gomod.h.
 */
#ifndef FMT_GOWORK_H
#define FMT_GOWORK_H

#include "fmt/modrule.h"

struct gowork {
	struct modrule_file f;	/* go, toolchain, godebug, replace, errors */
	struct modrule_word *uses;
	size_t nuses;
};

struct gowork *gowork_parse(struct arena *a, struct str bytes,
			    enum gorelease r);
struct gowork *gowork_parse_named(struct arena *a, struct str bytes,
				  const char *name, enum gorelease r);

#endif
