/*
 * The journal of one transaction, as the engine needs it (plan/journal.h has
 * the records, and what others read of them).
 */
#ifndef APPLY_TXNLOG_H
#define APPLY_TXNLOG_H

#include "apply/step.h"
#include "plan/journal.h"

/* A folder of ours on some file system: stages first, undo copies later. */
struct txn_place {
	const char *base;	/* of host/stage.h */
	const char *path;	/* BASE/txn-N.TOKEN */
};

/* A folder whose entries change, and its mtime; put back on the way back. */
struct txn_folder {
	const char *path;
	int64_t ino, mtime_ns;
};

/* What must be there when it is taken back, at its path of afterwards. */
struct txn_after {
	int op;
	const char *path;
	struct plan_state state;	/* type, mode, print; else ino alone */
	const char *tree;	/* STATE/txn/N/tree-K, of a whole tree */
	const char *tree_print;	/* SHA-256 of that file */
	bool identity;		/* moved: the same inode is enough */
	bool index;		/* git's: entries count, not bytes */
	bool made;		/* a folder: nothing but ours may be in it */
	bool keep;		/* undo leaves it, whatever became of it */
	const char *kept;	/* its undo copy; NULL: none */
	int64_t kept_ino;
};

struct txnlog {
	int n;
	const char *dir;	/* STATE/txn/N */
	struct txn txn;		/* what the records say, folded */
	/* begin */
	const char *git_dir, *stage, *token;
	struct txn_place *places;
	size_t nplaces;
	struct txn_folder *folders;
	size_t nfolders;
	const char **locks;	/* index.lock paths */
	size_t nlocks;
	/* staged */
	struct step *steps;
	size_t nsteps;
	struct txn_after *afters;
	size_t nafters;
	int64_t undo_bytes;
	/* clean, after commit: the folders' mtimes as they were left */
	struct txn_folder *left;
	size_t nleft;
	/* undo */
	const char *to;
	/* what the records have seen */
	bool begun, staged, clean, stuck;
	bool noted;		/* `left` was, once */
	const char *boot;	/* of the last clean */
	bool synced;		/* … which lasts beyond it */
};

/* By its last record: nothing is to be done about it in this boot. */
bool txnlog_settled(struct arena *a, const char *state, int n,
		    const char *boot);

/*
 * Read it; -1 with err only when the file is there and cannot be read.
 * One that never began has begun == false; of a damaged one (txn.state) what
 * can be read is there, and may be anything.
 */
int txnlog_load(struct arena *a, const char *state, int n,
		struct txnlog *out, struct error *err) ATTR_CHECKED;

/*
 * Records; each is appended whole, and synced with `sync`.  -1: it is not
 * there; commit and mark give 1 with err when it is, but could not be synced
 * and not be taken back either: it counts then.
 */
int txnlog_begin(struct txnlog *log, const struct plan *p, struct error *err)
	ATTR_CHECKED;
int txnlog_staged(struct txnlog *log, struct error *err) ATTR_CHECKED;
int txnlog_commit(struct txnlog *log, struct error *err) ATTR_CHECKED;
/* `kind` as in plan/journal.h; `reason` and `to` may be NULL. */
int txnlog_mark(struct txnlog *log, const char *kind, const char *reason,
		const char *to, bool sync, struct error *err) ATTR_CHECKED;
/* undo: steps and folders as they are now. */
int txnlog_undo(struct txnlog *log, const char *reason, const char *to,
		struct error *err) ATTR_CHECKED;
int txnlog_clean(struct txnlog *log, struct error *err) ATTR_CHECKED;

/* Whose way a path goes when the steps from `first` on are done. */
enum txn_way {
	TXN_CARRIED,	/* what a move on one file system carries along */
	TXN_IN_PLACE,	/* that, and the copy on another file system */
	TXN_KEPT	/* that, and the source of a copy: in its undo folder */
};
const char *txnlog_now(struct arena *a, const struct txnlog *log,
		       size_t first, const char *path, enum txn_way way);

/* All transaction numbers of the state folder, ascending. */
int txnlog_numbers(struct arena *a, const char *state, int **list, size_t *n,
		   struct error *err) ATTR_CHECKED;
/* The next number; it is taken from then on. */
int txnlog_next(struct arena *a, const char *state, int *n,
		struct error *err) ATTR_CHECKED;

/* A new file in a folder of the state: whole or not there.  0600. */
int txnlog_file(const char *path, struct str bytes, struct error *err)
	ATTR_CHECKED;
/* One sync of the file system that `path` (a folder) is on. */
int txnlog_sync(const char *path, struct error *err) ATTR_CHECKED;

#endif
