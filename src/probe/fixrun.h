/*
 * One guided fix, from the offer to the verified end: the state machine that
 * the wizard of the screen and the commands share.  Nothing here blocks;
 * on_change tells that the view was replaced.  Pointers in a view are good
 * until the next on_change.
 *
 *   ASKING → CHOOSE ─choose()─► ASKING → CHOOSE …
 *                   ─prepare()─► PREPARING (commands in a stage; consent was
 *                                           given by calling it)
 *                               → PLANNING → PREVIEW ─apply()─► BASELINE
 *                                 (verify commands as they are now) → APPLYING
 *                               → VERIFYING (a fresh generation, the commands
 *                                            again) → DONE
 *   refused, failed, cancelled or put back: ENDED with the reason.
 */
#ifndef PROBE_FIXRUN_H
#define PROBE_FIXRUN_H

#include "plan/journal.h"
#include "plan/offer.h"
#include "probe/session.h"

enum fixrun_state {
	FIXRUN_ASKING,
	FIXRUN_CHOOSE,
	FIXRUN_PREPARING,
	FIXRUN_PLANNING,
	FIXRUN_PREVIEW,
	FIXRUN_BASELINE,
	FIXRUN_APPLYING,
	FIXRUN_VERIFYING,
	FIXRUN_DONE,		/* applied and verified */
	FIXRUN_ENDED		/* see how */
};

enum fixrun_how {
	FIXRUN_OPEN,		/* it goes on */
	FIXRUN_VERIFIED,
	FIXRUN_REFUSED,		/* nothing was changed */
	FIXRUN_CANCELLED,	/* nothing was changed */
	FIXRUN_ROLLED_BACK,	/* while applying; as before */
	FIXRUN_PUT_BACK,	/* verify failed; as before */
	FIXRUN_UNVERIFIED,	/* applied; verify could not be run */
	FIXRUN_BROKEN		/* could not be put back: see message */
};

/* A command that ran, or runs, with the end of what it printed. */
struct fixrun_command {
	const struct plan_command *command;
	const char *line;	/* as typed, quoted, with its environment */
	const char *brief;	/* only "go mod vendor -o …"; both may be NULL */
	const char *const *settings;	/* as in struct prepared; or NULL */
	const char *note;
	enum fixrun_state when;	/* PREPARING, BASELINE or VERIFYING */
	bool running, done;
	int exit_code;
	uint64_t took_ms;
	const char *tail;	/* its last lines */
};

/* Of one that is done: a fork that had nothing to do; and did it pass, of a fork:
 * was there something to do, and was that done? */
static inline bool fixrun_was_idle(const struct fixrun_command *c)
{
	return c->command && c->command->fork && !c->exit_code;
}

static inline bool fixrun_passed(const struct fixrun_command *c)
{
	return c->exit_code == (c->command && c->command->fork);
}

struct fixrun_view {
	enum fixrun_state state;
	enum fixrun_how how;
	const struct fix_offer *offer;	/* from CHOOSE on; several: [0…n) */
	size_t noffers;
	const struct plan *plan;	/* from PREVIEW on */
	const struct fixrun_command *commands;	/* prepare, baseline, verify */
	size_t ncommands;
	const char *stage;		/* as their lines name it; or NULL */
	/* Of what goes on now. */
	const char *step;		/* id: "check", "stage", "change", … */
	int64_t done, total, bytes, total_bytes;
	uint64_t started_ms;
	int txn;			/* 0: none yet */
	/* Why it ended, and what to do; in the user's language. */
	const char *message, *hint;
	const char **drift;		/* "PATH: what changed" */
	size_t ndrift;
	const struct finding *stays;	/* that were to go, or are new */
	size_t nstays;
	int kept;			/* as in struct undo_result */
	/*
	 * Of DONE: it is gone where the plan says, and this very shell, which
	 * keeps its environment, still has it (plan.shell_line, if any).
	 */
	bool here_still;
};

struct fixrun;

struct fixrun_spec {
	/* One or several fixes in one reviewed plan. */
	struct fixrun_want {
		const char *fix;	/* id */
		const char *finding;	/* fingerprint or NULL */
	} *wants;
	size_t nwants;
	const struct choice *given;	/* --set */
	size_t ngiven;
	bool no_verify_commands;
	bool force_owner;	/* as root, in the home of somebody else */
	/* It ends with the preview: nothing is unpacked, and nothing is fetched
	 * into the module cache but by commands with the network, which the
	 * user has consented to (network=yes). */
	bool dry_run;
};

/* The session stays the caller's and must outlive it. */
struct fixrun *fixrun_open(struct session *s, const struct fixrun_spec *spec,
			   void (*on_change)(void *payload), void *payload);
void fixrun_close(struct fixrun *r);
const struct fixrun_view *fixrun_view(const struct fixrun *r);
/* In CHOOSE: another value for a field; the offer comes anew. */
void fixrun_choose(struct fixrun *r, const char *name, const char *value);
/* In CHOOSE: consent to the commands, if any; go on to PREVIEW. */
void fixrun_prepare(struct fixrun *r);
/* In PREVIEW: the text of one change as a unified diff; fn once. */
void fixrun_diff(struct fixrun *r, size_t change,
		 void (*fn)(void *payload, const char *text,
			    const char *error),
		 void *payload);
/* In PREVIEW: the plan as a script, without its head (report/plan_text.h). */
void fixrun_script(struct fixrun *r,
		   void (*fn)(void *payload, const char *text,
			      const char *error),
		   void *payload);
/* In PREVIEW. */
void fixrun_apply(struct fixrun *r);
/* Ends what goes on; while applying it is rolled back. */
void fixrun_cancel(struct fixrun *r);

/* ---- the journal ---- */

/* An empty folder that gomend setup looks at: this, "-" and six letters. */
#define HISTORY_SETUP_PREFIX "gomend-setup"

/*
 * Newest first; in the arena.  -1 with err when it cannot be read; a
 * transaction that never began is passed over.
 */
int history_list(struct arena *a, struct txn **list, size_t *n,
		 struct error *err) ATTR_CHECKED;
int history_plan(struct arena *a, int n, struct plan *out,
		 struct error *err) ATTR_CHECKED;

/*
 * The last one in place of the repository that the folder `dir` (absolute)
 * lies in, where it was or where the fix has moved it; outside of any, of
 * what lies below.  NULL: of all.  -1 with err when there is none: a hint
 * names the last one elsewhere.
 */
int history_last(struct arena *a, const char *dir, struct txn *out,
		 struct error *err) ATTR_CHECKED;

/*
 * The transactions of one fix by stages that are in place, newest first: of
 * the row that n is in (0: that the last one such of `dir` is in, else as
 * history_last).  -1 with err where there is none, or one of them cannot be
 * taken back.
 */
int history_whole(struct arena *a, const char *dir, int n,
		  const struct txn ***out, size_t *nout,
		  struct error *err) ATTR_CHECKED;
/* The last one in place whose stages those of the plan follow; 0: none. */
int history_before(struct arena *a, const struct plan *p);

struct undo_result {
	bool done;
	int txn;
	/* Of the whole of several: those that are taken back, in order, and
	 * how many there were to be. */
	const int *all;
	size_t nall, nwhole;
	int kept;		/* objects that git stored; they stay */
	const char *message, *hint;
	const char **drift;
	size_t ndrift;
};
struct undorun;
/*
 * Take transaction n back (0: the last one in place: of the repository of the
 * session, alone of all); fn once, never before this returns.  The session looks again afterwards; alone there is
 * none, and `apply` is the path of gomend-apply; `force_owner` as above.
 */
struct undorun *undo_start(struct session *s, int n,
			   void (*fn)(void *payload,
				      const struct undo_result *r),
			   void *payload);
struct undorun *undo_start_alone(struct loop *l, const char *apply, int n,
				 bool force_owner,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload);
/*
 * The same for the whole row that n is in (history_whole), newest first, each
 * a transaction of its own.  Before the first of them it is looked whether
 * anything was changed since, as far as that can be told before what moved is
 * back: then nothing is taken back.  What stops it later leaves the earlier
 * ones in place.
 */
struct undorun *undo_whole_start(struct session *s, int n,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload);
struct undorun *undo_whole_alone(struct loop *l, const char *apply, int n,
				 bool force_owner,
				 void (*fn)(void *payload,
					    const struct undo_result *r),
				 void *payload);
/* It goes on by itself, the whole with the one it is at; fn is not called. */
void undo_abandon(struct undorun *u);
/* Drop the undo copies of transaction n (0: of all), in the same manner. */
struct undorun *purge_start(struct session *s, int n,
			    void (*fn)(void *payload,
				       const struct undo_result *r),
			    void *payload);

/*
 * Is there a fix that was cut off, or in place while the gomend that should
 * have verified it is gone?  Reads a few short files.
 */
bool recovery_of_fix(void);
/* Or a stage whose gomend may be gone, which nobody needs to be told of? */
bool recovery_needed(void);
/*
 * At every start: what was cut off is finished; fn once, in words, or NULL,
 * never before this returns.  That something was not verified is said once.
 */
void recovery_start(struct loop *l, void (*fn)(void *payload,
					       const char *said),
		    void *payload);

#endif
