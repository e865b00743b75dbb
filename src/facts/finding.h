/*
 * What a check says, as data: words are made where they are shown.
 */
#ifndef FACTS_FINDING_H
#define FACTS_FINDING_H

#include "base/codec.h"
#include "base/msg.h"
#include "facts/place.h"
#include "facts/severity.h"

/* Something read, verbatim. */
struct evidence {
	const char *text;
	const char *path;	/* relative to the root, or absolute; or NULL */
	int line;
};

enum answer {
	ANSWER_NONE,		/* a value, no question */
	ANSWER_YES,
	ANSWER_NO,
	ANSWER_UNKNOWN		/* nobody wrote down what it hangs on */
};
extern const char *const answer_names[];

/*
 * One step of how go (or the shell) decides: a question, the value read and
 * where, and the branch taken.  Traces are lists of these, and so is the
 * "why" of a finding.
 */
struct step {
	struct msg question;
	enum answer answer;
	bool bad;		/* this is the step where it goes wrong */
	const char *value;	/* verbatim; may be NULL */
	const char *origin;	/* "go.mod:12", "environment"; may be NULL */
	struct msg note;	/* what follows from it; may be none */
};

struct finding_place {
	const char *place;
	enum severity severity;
	enum known known;
};

/* A thing to type, where no fix of gomend's does it. */
struct command {
	struct msg what;	/* "in a new terminal:" … ; may be none */
	const char *line;	/* exact, ready to paste */
	/* The hand-over that it is (fixes/handover.h); or NULL. */
	const char *handover;
	const char *path;	/* of edit-file: absolute; else NULL */
	int at;			/* and the line */
};

/* What gomend shows and never runs. */
#define HANDOVER_EDIT_FILE "edit-file"
#define HANDOVER_INSTALL_PACKAGE "install-package"
#define HANDOVER_INSTALL_TOOL "install-tool"

struct finding {
	const char *id;		/* of the check */
	enum severity severity;	/* the highest of its places */
	struct msg title;
	const char *module;	/* folder of the module; "" for none */
	const char *path;	/* relative to the root or absolute; or "" */
	int line;
	const char *subject;	/* what tells two of one id apart; or "" */
	const char *fingerprint;	/* stable over runs; 16 hex digits */
	struct finding_place *places;
	size_t nplaces;
	/* All its places are of other machines: so are the absolute paths in
	 * it, and what is to be typed is to be typed there. */
	bool elsewhere;
	struct evidence *evidence;
	size_t nevidence;
	struct msg why;		/* how Go decides, with versions */
	struct step *steps;	/* the decision replayed */
	size_t nsteps;
	struct msg outcome;	/* the last line of the steps: what happens */
	const char *probe;	/* a command that shows the same by hand */
	const char **fixes;	/* ids of fixes that exist */
	size_t nfixes;
	struct command *commands;
	size_t ncommands;
};

/* One decision of Go's, replayed for one place and module. */
struct trace {
	const char *name;
	const char *place;
	const char *module;	/* folder; "" for none */
	const char *subject;	/* the program looked up, …; may be NULL */
	struct step *steps;
	size_t nsteps;
	struct msg outcome;
	bool bad;
	struct msg change;	/* what would change a bad outcome */
};

/* What became of one check in one generation. */
enum check_status {
	CHECK_NOT_APPLICABLE,	/* nothing here that it could judge */
	CHECK_OK,
	CHECK_FOUND,
	CHECK_CANNOT_LOOK,	/* facts missing; says so once as advice */
	CHECK_BROKE		/* crashed or hung; contained */
};
extern const char *const check_status_names[];

/* What became of one. */
struct checked {
	const char *check;
	enum check_status status;
};

extern const struct codec finding_codec, trace_codec, step_codec;

#endif
