/*
 * Transactions: applied, taken back, recovered, purged.  All of these hold the
 * lock (apply/lock.h) and have recovered first what was cut off.
 *
 * Each returns an exit status (apply/say.h) and has said how it ended.
 */
#ifndef APPLY_TXN_H
#define APPLY_TXN_H

#include <signal.h>
#include <stdbool.h>

#include "plan/plan.h"

struct engine {
	struct arena *a;
	const char *state;	/* the state folder, without links */
	bool force_owner;
	volatile const sig_atomic_t *cancel;
	/* What could not be put right, by txn_recover(): it holds up what would
	 * touch its paths, and nothing else. */
	struct txn_stuck *stuck;
	size_t nstuck;
};

int txn_apply(struct engine *e, const struct plan *p);
/* `to` is "undone" or "put-back". */
int txn_undo(struct engine *e, int n, const char *to, const char *reason);
/* Changes nothing: is everything still as undo needs it? */
int txn_look(struct engine *e, int n);
/* `what` is "verified" or "told" (plan/journal.h). */
int txn_mark(struct engine *e, int n, const char *what);
/* n 0: all. */
int txn_purge(struct engine *e, int n);
/*
 * Everything that was cut off, and stages that nobody owns any more, but for
 * `stage` and where one cannot be removed now.  0; 1 with err: something could
 * not be put right, which was said; -1 with err: that cannot even be told.
 */
int txn_recover(struct engine *e, const char *stage, struct error *err)
	ATTR_CHECKED;

#endif
