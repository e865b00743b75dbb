/*
 * What gomend-apply says on standard output: JSON, one record a line.  Nobody
 * has to read it: a pipe that is full or closed drops records, it never
 * holds up a transaction.
 */
#ifndef APPLY_SAY_H
#define APPLY_SAY_H

#include <stdint.h>

#include "base/error.h"

/* How a run ended: the exit status. */
enum say_exit {
	EXIT_DONE = 0,
	EXIT_ROLLED_BACK = 1,	/* as before */
	EXIT_REFUSED = 2,	/* nothing changed */
	EXIT_BROKEN = 3		/* neither; the message says what is where */
};

void say_txn(int n);
/* op -1: of no operation; counts that are 0 are left out. */
void say_progress(const char *step, int op, int64_t done, int64_t total,
		  int64_t bytes, int64_t total_bytes);
void say_recovered(int n, const char *state, const char *message);
/* kept: the undo copy, of what was there before the fix; or NULL. */
void say_drift(const char *path, const char *what, const char *kept);
/* n 0: there is no transaction.  err may be NULL. */
void say_end(int n, const char *state, const struct error *err);
/* The same of one that was taken back but for `kept` files (plan_op.keep). */
void say_back(int n, const char *state, int64_t kept, const struct error *err);

#endif
