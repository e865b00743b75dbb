/*
 * One run of gomend-apply (apply/apply.h), which has a session of its own and
 * comes to its end whatever becomes of gomend.
 */
#ifndef PROBE_APPLIER_H
#define PROBE_APPLIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "host/loop.h"

struct cJSON;
struct applier;

/* What it said last; borrowed. */
struct applier_end {
	int exit_code;		/* apply/apply.h; -1: it was killed */
	bool told;		/* there was an "end" record */
	int txn;		/* 0: none was begun */
	const char *state;	/* a name of enum txn_state, or NULL */
	/* In the user's language; message is never NULL when it failed. */
	const char *message, *hint;
	const char **drift;	/* "PATH: what changed" */
	size_t ndrift;
	int kept;		/* what undo left (plan_op.keep) */
};

struct applier_ops {
	/* Every record as it comes; may be NULL. */
	void (*on_record)(void *payload, const char *rec,
			  const struct cJSON *j);
	/* Once, last of all. */
	void (*on_end)(void *payload, const struct applier_end *end);
	void *payload;
};

/*
 * `args` follow the program's name and end at NULL; `input` is all of its
 * standard input.  Never calls back before it returns.
 */
struct applier *applier_start(struct loop *l, const char *path,
			      const char *const *args, struct str input,
			      const struct applier_ops *ops,
			      struct error *err);
/* Ask it to stop: it rolls back, and on_end follows. */
void applier_cancel(struct applier *a);
/* Leave it to itself: nothing is called any more. */
void applier_forget(struct applier *a);

#endif
