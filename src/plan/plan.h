/*
 * A fix made concrete, as data: ordered operations with preconditions, what
 * they will change, what must hold afterwards.
 *
 * A plan is built in gomend-scan (src/fixes/), shown by gomend and carried out
 * by gomend-apply, which can do nothing that is not in it.  All paths are
 * absolute and clean; a path that is no UTF-8 cannot be in a plan.  Everything
 * lives in one arena.
 *
 * Operations are carried out in order and taken back in reverse.  Every `path`
 * and `before` is as things are when the plan is made: what changes inside a
 * folder that moves comes in front of the move.  Only a path that a move left
 * free may stand twice (a link left behind); its `before` is PLAN_ABSENT.
 *
 * `changes` is the preview: exactly the paths whose existence, kind, bytes,
 * mode or link target will differ afterwards.  Tests hold the two equal.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/codec.h"
#include "base/error.h"
#include "base/msg.h"
#include "base/str.h"

enum plan_kind {
	PLAN_EDIT,	/* spans of a regular file; every other byte stays */
	PLAN_WRITE,	/* a regular file, new or replaced whole */
	PLAN_MKDIR,	/* one folder */
	PLAN_REMOVE,	/* a file, a link or a whole tree; kept for undo */
	PLAN_MOVE,	/* a file, a link or a whole tree, to another file
			 * system as well */
	PLAN_LINK,	/* a symbolic link, new or in place of one */
	PLAN_MODE,	/* permission bits */
	PLAN_TREE,	/* a folder in place of another, prepared in a stage */
	PLAN_INDEX	/* git's index, while index.lock is held */
};
extern const char *const plan_kind_names[];

enum plan_type {
	PLAN_ABSENT,
	PLAN_FILE,
	PLAN_FOLDER,
	PLAN_SYMLINK,
	PLAN_OTHER	/* FIFO, socket, device: no fix touches one */
};
extern const char *const plan_type_names[];

/*
 * What a path was when the plan was made.  Checked again under the lock,
 * right before anything is changed: any difference refuses the plan.
 */
struct plan_state {
	enum plan_type type;
	int mode;		/* permission bits, 07777 */
	int64_t size;		/* bytes of a file */
	int64_t dev, ino;
	int64_t mtime_ns, ctime_ns;	/* since 1970 */
	int nlink;
	/*
	 * PLAN_FILE: SHA-256 of its bytes, hex.  PLAN_SYMLINK: its target.
	 * PLAN_FOLDER: print of the tree below it where the operation takes
	 * the whole tree (host/tree.h), else NULL.
	 */
	const char *print;
};

/* Bytes [start, end) of the file as it was become `text`.  Sorted, disjoint. */
struct plan_edit {
	int64_t start, end;
	const char *text;
};

/* An entry of git's index, for the preview and for undo. */
struct plan_entry {
	const char *path;	/* relative to the work tree */
	const char *before, *after;	/* "100644 OID"; NULL: not in it */
};

struct plan_op {
	enum plan_kind kind;
	const char *path;
	const char *to;		/* MOVE: where to; LINK: the link's text */
	const char *text;	/* WRITE: the bytes; NULL: those of `from` */
	const char *from;	/* WRITE, TREE, INDEX: prepared in the stage */
	int mode;		/* new permission bits; 0: as before, or
				 * 0666/0777 less the umask for a new one */
	bool whole;		/* TREE: previewed as one, not by its files */
	struct plan_edit *edits;
	size_t nedits;
	struct plan_entry *entries;
	size_t nentries;
	struct plan_state before;	/* of path */
	struct plan_state from_state;	/* of `from` where there is one */
	struct msg what;	/* why this step; may be none */
	/*
	 * WRITE or MKDIR of something new that others may rely on as soon as
	 * it is there (an object of git): undo leaves it.  Until the commit it
	 * goes with all else, unless somebody has used it.
	 */
	bool keep;
};

enum plan_change_kind {
	CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_REMOVED, CHANGE_MOVED,
	CHANGE_MODE, CHANGE_LINK, CHANGE_INDEX
};
extern const char *const plan_change_names[];

/* One line of the preview. */
struct plan_change {
	enum plan_change_kind kind;
	int op;			/* index into ops */
	const char *path;	/* absolute */
	const char *to;		/* MOVED: where to; LINK: its text */
	const char *group;	/* heading: "github.com/lib/pq 1.10.7 → 1.10.9";
				 * may be NULL */
	int plus, minus;	/* lines; 0 for what is no text */
	int64_t bytes_before, bytes_after;
	int64_t nfiles;		/* of a whole tree that is moved or removed */
	bool binary;
};

/*
 * A command that runs first, in the stage, or that must pass afterwards.
 *
 * It runs in gomend, as a child, by rule R4: environment of the place, with
 * GIT_CONFIG_COUNT=4 (no fsmonitor, no hooks, no embedded bare repositories,
 * no protocols; with `network` the protocols, and for a go before 1.21, which
 * fetches into bare repositories of its cache, those), -buildvcs=false added to its GOFLAGS, GOPROXY=off unless
 * `network`, and writes confined to the stage, GOCACHE, the temp folder,
 * (with `network` or `unpack`) GOMODCACHE and (with `network`) the notes on
 * checksum databases in GOPATH/pkg/sumdb where the kernel can do that
 * (Landlock), and to what the command itself names.
 * "{stage}" in argv, cwd and env stands for the stage folder, which exists.
 * "gomend-fetch" (fetch/fetch.h) is found beside gomend, not on PATH.
 */
struct plan_command {
	const char *id;		/* names its result in struct fix_ran */
	const char **argv;
	size_t nargv;
	/* Absolute, as things are; afterwards where the moves took it. */
	const char *cwd;
	const char **env;	/* NAME=VALUE, beyond or instead of the above;
				 * without "=": unset */
	size_t nenv;
	const char *input;	/* its standard input; NULL: /dev/null */
	/* The input is made of what ran before: it comes anew when its turn
	 * has come, and nothing else of the command may differ then. */
	bool late;
	struct msg what;
	struct msg executes;	/* "this may run: …"; none: only itself */
	/* Further folders that it may write to; those that are not there are
	 * made, in a folder that is. */
	const char **writes;
	size_t nwrites;
	/* Id of one before it: passed over when that one exited with 0, or was
	 * passed over itself. */
	const char *unless;
	bool network;		/* it may use the network */
	bool unpack;		/* it may unpack modules that are cached */
	bool may_fail;		/* the fix looks at the exit code itself */
	bool fork;		/* 0: there was nothing to do; 1: it was done */
	bool must_pass;		/* of verify: afterwards, whatever it was before;
				 * so it does not run before */
	int deadline_s;		/* 0: ten minutes */
};

/*
 * A stage of a fix that goes by several, each a plan and a transaction of its
 * own where the user wants it so.  (`stage` is the word for a prepared folder,
 * so here it is a leg.)
 */
struct plan_leg {
	const char *id;		/* as it is chosen: "module" */
	struct msg what;	/* what it changes */
	struct msg gate;	/* what must hold after it */
	bool later;		/* not of this plan: it remains */
};

struct plan {
	const char *fix;	/* id */
	const char *root;	/* of the repository it was made for */
	const char *git_dir;	/* NULL without git */
	struct msg title;	/* what will be so afterwards: one sentence */
	const char **findings;	/* fingerprints that must be gone … */
	size_t nfindings;
	/* … in these places; none: everywhere.  This very shell keeps its
	 * environment, so an edit of an rc file names the fresh shells.
	 * "FINGERPRINT@PLACE" is one for that finding alone. */
	const char **places;
	size_t nplaces;
	/* Checks that may find a new error in a file of the plan or in none,
	 * or by "ID PATH" in that file, since what is left to do is the user's: a note
	 * says what. */
	const char **brings;
	size_t nbrings;
	struct plan_op *ops;
	size_t nops;
	struct plan_change *changes;
	size_t nchanges;
	struct plan_command *ran;	/* in the stage, for the preview */
	size_t nran;
	struct plan_command *verify;	/* run before and after */
	size_t nverify;
	struct msg *notes;	/* what else to know before; hard-linked, … */
	size_t nnotes;
	/* What became of what, in full: a line each, as many as there are.
	 * The notes have the short of it. */
	struct msg *report;
	size_t nreport;
	struct plan_leg *legs;	/* in order, those that remain last */
	size_t nlegs;
	/* What they are legs of: a folder, absolute; NULL: of nothing. */
	const char *subject;
	/* It begins behind the legs of an earlier transaction … */
	bool goes_on;
	/* … which is this one (fixrun looks it up); 0: none is in place. */
	int continues;
	/* NAME=VALUE: what who goes on with the next one chooses again. */
	const char **next_sets;
	size_t nnext_sets;
	/* "cd /new/place; hash -r" for the calling shell; or NULL. */
	const char *shell_line;
	const char *stage;	/* the prepared stage, absolute; or NULL */
	int64_t undo_bytes;	/* what is kept for undo, about */
};

extern const struct codec plan_codec, plan_op_codec, plan_state_codec,
	plan_edit_codec, plan_entry_codec,
	plan_change_codec, plan_command_codec, plan_leg_codec;

/*
 * Is it whole and consistent?  Paths absolute, clean, UTF-8; edits sorted and
 * inside the file; no two operations on one path but where the first moves it
 * there; nothing below a folder that is moved or replaced.  -1 with err.
 */
int plan_check(const struct plan *p, struct error *err) ATTR_CHECKED;
/* Where "go" stands in the words of a command: first, or as what xargs starts;
 * their number: it is none of go's. */
size_t plan_command_go(const struct plan_command *c);
/* The first leg that remains; NULL: none. */
const struct plan_leg *plan_next_leg(const struct plan *p);
/* Must that finding be gone from that place afterwards? */
bool plan_clears(const struct plan *p, const char *fingerprint,
		 const char *place);
/* Where a path lies once the moves of the plan are done, or lay before. */
const char *plan_moved(struct arena *a, const struct plan *p,
		       const char *path);
const char *plan_unmoved(struct arena *a, const struct plan *p,
			 const char *path);
/* Does it carry what lies below its path: a tree moved, replaced, removed? */
bool plan_takes_tree(const struct plan_op *op);
/*
 * The outermost path of such an operation that is `path` or holds it; NULL:
 * none, or no path.  Borrowed from the plan.
 */
const char *plan_taken(const struct plan *p, const char *path);
/* The bytes after the edits; `old` are the bytes before.  In the arena. */
int plan_edited(struct arena *a, const struct plan_op *op, struct str old,
		struct str *out, struct error *err) ATTR_CHECKED;

#endif
