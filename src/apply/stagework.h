/*
 * One plan on its way: what the checks learnt about each operation, and the
 * making of everything that will be put in place.
 */
#ifndef APPLY_STAGEWORK_H
#define APPLY_STAGEWORK_H

#include <signal.h>
#include <sys/stat.h>

#include "apply/txnlog.h"

struct op_work {
	bool there;		/* something is at path */
	struct stat st;		/* it */
	int64_t parent_ino;	/* of path; 0: the plan makes the folder */
	bool reuse;		/* a move in front leaves path free */
	bool cross;		/* MOVE to another file system */
	int outer;		/* the cross MOVE that carries path; or -1 */
	int place, to_place;	/* index into log.places; or -1 */
	const char *kept;	/* in its place */
	const char *kept_from;	/* cross MOVE: where the source will be */
};

struct work {
	struct arena *a;
	const struct plan *plan;
	const char *state;
	struct op_work *ops;
	struct txnlog log;
	volatile const sig_atomic_t *cancel;	/* set: end it */
	/* What work_tick() tells. */
	struct {
		const char *step;
		int op;
		int passes;	/* how often everything is gone through */
		int64_t nfiles, bytes;		/* so far, in all passes */
		int64_t total, total_bytes;	/* of one */
		int64_t said;
	} at;
};

/* Give up as soon as it can be seen.  -1 with err when it was asked for. */
int work_cancelled(const struct work *w, struct error *err) ATTR_CHECKED;
/* For tree_watch(), with a struct work: tells progress every few megabytes or
 * some hundred entries, not by the clock; non-zero when it was cancelled. */
int work_tick(void *payload, int64_t bytes);
/* What is done from here on. */
void work_at(struct work *w, const char *step, int op);
/* Where a path is after the moves of the plan's operations from `from` on. */
const char *work_final(const struct work *w, size_t from, const char *path);

/*
 * Where everything will lie; fills ops and log.places, folders, locks.
 * Writes nothing.
 */
int work_layout(struct work *w, const char *token, struct error *err)
	ATTR_CHECKED;
/* The folders of work_layout(). */
int work_make_places(struct work *w, struct error *err) ATTR_CHECKED;
/* Everything prepared; fills log.steps and log.afters. */
int work_stage(struct work *w, struct error *err) ATTR_CHECKED;

#endif
