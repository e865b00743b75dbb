/*
 * Trying what the user asked to be tried (facts/trial.h), one after another:
 * each by a child with a deadline.  A folder of this machine by
 * probe/trychild.h, a server by gomend-fetch (one request, without password),
 * a folder of an image by a shell in a container that is gone afterwards, or
 * in the one that runs.
 */
#ifndef PROBE_TRIAL_H
#define PROBE_TRIAL_H

#include "facts/trial.h"
#include "host/loop.h"
#include "probe/envset.h"

struct trials;

struct trials_where {
	const char *self;	/* the program that has trychild_main() */
	const struct envset *env;	/* the place's, unredacted */
	const char *image;	/* REF of image:REF; or NULL */
	const char *repo;	/* an engine in there is not used; or NULL */
};

struct trials_ops {
	/* As in struct engine_ops. */
	void (*on_command)(void *payload, const char *const *argv);
	void (*on_command_end)(void *payload, int exit_code);
	/* Once, never before trials_start() returns; the list is good for
	 * the call, the trials are dead then. */
	void (*on_done)(void *payload, const struct trial *list, size_t n);
	void *payload;
};

/* All of `where` and the list is copied. */
struct trials *trials_start(struct loop *l, const struct trials_where *where,
			    const struct trial *list, size_t n,
			    const struct trials_ops *ops);
/* Kill what runs: on_done is not called.  NULL is nothing. */
void trials_abandon(struct trials *t);

#endif
