/*
 * What the checks of the machine share: which places can be judged, whether
 * something is built or fetched there that depends on it, and figures as
 * words.  Pure, as the checks are.
 */
#ifndef CHECKS_MACHINES_H
#define CHECKS_MACHINES_H

#include "checks/modules.h"

/* The machine of a place that has answered and has a go; NULL: not known. */
const struct machine *machines_of(const struct place *p);
/*
 * The same for what concerns programs that run there: an image without a go
 * is what they are put into.
 */
const struct machine *machines_run(const struct place *p);

/* A judged module with a main package, which go would stamp; or NULL. */
const struct module *machines_main(const struct snapshot *s);
/* The -buildvcs flag that GOFLAGS gives in the place; NULL: none. */
const char *machines_buildvcs(struct arena *a, const struct place *p);

/*
 * A module that a build of the repository has to fetch first in this place:
 * required, imported, not vendored, not in the module cache.  "path@version",
 * or NULL; *module gets who requires it (may be NULL).
 */
enum machines_way {
	WAY_NONE,	/* whether or not it may be fetched at all */
	WAY_ANY,	/* GOPROXY does not forbid it */
	WAY_DIRECT,	/* from its repository, not from a proxy */
	WAY_HTTPS	/* over https */
};
const char *machines_fetch(struct check_run *run, const struct place *p,
			   enum machines_way way,
			   const struct module **module);

/* "12.5 MB" of bytes (a power of ten each, as df -H has it). */
const char *machines_bytes(struct arena *a, int64_t bytes);
/* "150" or "unlimited", as ulimit prints them. */
const char *machines_limit(struct arena *a, int64_t limit);
/* "2024-07-31T19:43:06Z" of seconds since 1970. */
const char *machines_time(struct arena *a, int64_t t);
/* "2.5" of thousandths. */
const char *machines_milli(struct arena *a, int milli);
/* The command by which that system installs a package, if it is known; for an
 * image the line of its Dockerfile. */
void machines_command_install(struct check_run *run, struct finding *f,
			      const struct place *p, const char *package);

#endif
