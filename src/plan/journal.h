/*
 * What was applied, as gomend-apply keeps it and gomend lists it.
 *
 * The state folder is $XDG_STATE_HOME/gomend (else ~/.local/state/gomend),
 * mode 0700:
 *   lock           exclusive while something is applied; owner record in it,
 *                  empty otherwise
 *   txn/N/         one transaction, N counts from 1 and is never reused
 *     plan.json    the plan, as it was previewed; until it is purged
 *     journal      one record a line: JSON, a blank, CRC-32 of the JSON in hex;
 *                  appended and synced, never rewritten; a torn last line
 *                  does not count, and goes when the next one is appended
 *     tree-K       what a whole tree was made of after operation K; as long
 *                  as it can be undone
 *   next           the next N
 *
 * Undo copies and stages lie on the file system of what they replace
 * (host/stage.h); the journal names them.
 *
 * The records, in the order in which they may come:
 *   begin        fix, root, title, … ; where stages and undo copies will lie
 *   staged       everything is prepared: the steps, the inode of each part
 *   commit       in place                                    → applied
 *   rolled-back  as before, with the reason                  → rolled-back
 *   stuck        neither; what is where                      → open
 *   verified     what had to hold holds                      → verified
 *   told         nobody verified it, and its user knows
 *   locked       undo holds git's index to look at it; nothing is changed yet
 *   undo         begun; "to" is undone or put-back           → undoing
 *   undo-stopped it is in place as it was before "undo"
 *   undone       as before                         → undone, put-back
 *   purged       the undo copies may go                      → purged
 *   clean        nothing is left to tidy up after the state reached; without
 *                "synced" good for this boot only: a power failure may bring
 *                back what was removed
 */
#ifndef PLAN_JOURNAL_H
#define PLAN_JOURNAL_H

#include "base/strbuf.h"
#include "plan/plan.h"

enum txn_state {
	TXN_OPEN,		/* begun, no end yet: being applied, or cut off */
	TXN_APPLIED,		/* in place; nobody has verified it yet */
	TXN_VERIFIED,		/* in place, and what had to hold holds */
	TXN_ROLLED_BACK,	/* it ended as if nothing had been done */
	TXN_PUT_BACK,		/* applied, then put back: verify failed */
	TXN_UNDONE,		/* taken back by the user */
	TXN_UNDOING,		/* undo begun, no end yet */
	TXN_PURGED,		/* in place; its undo copies are gone */
	TXN_DAMAGED		/* the journal cannot be trusted: any of these */
};
extern const char *const txn_state_names[];

struct txn {
	int n;
	enum txn_state state;
	const char *fix, *root;
	struct msg title;
	const char *when;	/* "2026-11-26T10:15:00Z": when it began */
	int64_t seconds;	/* the same since 1970 */
	int nchanges;
	int64_t undo_bytes;	/* kept on disk now: what purging frees, with
				 * plan.json and tree-K */
	const char *reason;	/* of ROLLED_BACK, PUT_BACK: in English */
	const char *shell_line;
	int64_t by;		/* the process that had it applied */
	bool told;		/* that nobody verified it was said */
	/* Of a fix by stages (struct plan_leg): the folder they are of, ids of
	 * those it did and of those that remained, and the number of the
	 * transaction whose stages these follow (0: none). */
	const char *subject;
	const char **legs;
	size_t nlegs;
	const char **remain;
	size_t nremain;
	int continues;
};

extern const struct codec txn_codec;

/*
 * The transactions that are in place of those that one of them went on from
 * another, as `n` did or was: as pointers into the list, in its order, in the
 * arena.  -1 with err where one of them cannot be taken back, or none is in
 * place.
 */
int journal_whole(struct arena *a, const struct txn *list, size_t count, int n,
		  const struct txn ***out, size_t *nout,
		  struct error *err) ATTR_CHECKED;
/* In place, with undo copies that undo can use? */
bool txn_can_undo(const struct txn *t);

/*
 * The next whole record of a journal's text, which is cut off *rest; the
 * caller frees it with json_free.  What is torn is passed over.  NULL: no
 * more.
 */
struct cJSON *journal_next(struct str *rest);
/* Append a record as a line. */
void journal_line(struct strbuf *out, const struct cJSON *rec);
/*
 * Is a record in it that was whole once, or lacks its beginning?  Such a
 * journal tells nothing for sure.  What is torn at the end, and what a power
 * failure has left as zeros, was never needed.  `part`: the text is some of
 * its last lines.
 */
bool journal_damaged(struct str text, bool part);
/* A journal's text folded into what it says; -1 with err: it never began. */
int journal_read(struct arena *a, struct str text, struct txn *out,
		 struct error *err) ATTR_CHECKED;

#endif
