/*
 * The version ledger: every place of the repository that says which Go is
 * meant, what each comes to, and whether it can be right together with the
 * module it serves.  Pure; made anew from a snapshot, in its arena.
 */
#ifndef FACTS_LEDGER_H
#define FACTS_LEDGER_H

#include "base/msg.h"
#include "facts/gotable.h"
#include "facts/severity.h"
#include "facts/snapshot.h"

enum ledger_kind {
	LEDGER_GO,		/* the go line of a go.mod or go.work */
	LEDGER_TOOLCHAIN,	/* their toolchain line */
	LEDGER_PIN
};

/* How a pin stands to what its module asks for. */
enum ledger_fit {
	LEDGER_FITS,
	LEDGER_UNKNOWN,		/* it is not known what it comes to */
	LEDGER_OLD,		/* older than the module asks for */
	LEDGER_UNREADABLE	/* its Go cannot read the module's go.mod */
};

/* Would go switch there, if the release were too old? */
enum ledger_switch { LEDGER_SWITCH_UNKNOWN, LEDGER_LOCAL, LEDGER_AUTO };

struct ledger_row {
	enum ledger_kind kind;
	const char *file;
	int line;
	const char *text;	/* verbatim: "go 1.24", "golang:1.22-alpine" */
	struct msg means;
	const struct pin *pin;
	const struct repo_file *holder;	/* of a pin: the file it was found in */
	const struct module *module;	/* that it serves; NULL: not known */
	const struct workspace *work;	/* of a line of go.work */
	/* What a pin comes to. */
	struct gorange range;
	bool ranged;
	const char *release;	/* "1.22.12": the newest of it by the table */
	enum ledger_switch switches;
	/* The least that its module asks for; NULL: nothing. */
	const char *wants, *wants_file;
	int wants_line;
	enum ledger_fit fit;
	enum toolchain_how how;	/* what go does there, in the module */
	const char *message;	/* go's words, where it stops; or NULL */
	/*
	 * The toolchain that go fetches there or, by its message, fails to get
	 * ("go1.24.1"), and the line that asks for it; NULL: none.
	 */
	const char *fetches, *asks, *asks_file;
	int asks_line;
	const struct parse_problem *problem;	/* of an unreadable one */
	/* A matrix that also tries a newer one is as it should be. */
	bool excused;
	const char *here;	/* of a line: the go that runs in this shell */
	enum severity severity;	/* of what breaks first; NONE: nothing */
	struct msg verdict;	/* of that; or none */
};

struct ledger {
	struct ledger_row *rows;	/* lines first, then by file */
	size_t nrows;
	/* What an action of the repository says for more than one job: one of
	 * rows has it for them all, and these for the other jobs. */
	struct ledger_row *again;
	size_t nagain;
};

void ledger_build(struct arena *a, const struct snapshot *s,
		  struct ledger *out);

/* The module that a file in this folder is about: the nearest one at or above
 * it, else the only one there is; no fixtures; NULL: none. */
const struct module *ledger_module_of(struct arena *a,
				      const struct snapshot *s,
				      const char *dir);
/* Is all that the range can come to older?  Of a line any patch may come. */
bool ledger_is_older(const struct gorange *g, const char *wants);
/* Do files of version managers beside this row's name another Go?  Of them all
 * the row with the newest; NULL: they name one, or the row is of none. */
const struct ledger_row *ledger_at_odds(struct arena *a,
					const struct ledger *l,
					const struct ledger_row *r);
/* Are both such files, of one folder? */
bool ledger_is_beside(struct arena *a, const struct ledger_row *x,
		      const struct ledger_row *y);
/* What a module asks for at least, go.work included, and where. */
const char *ledger_wants(const struct snapshot *s, const struct module *m,
			 const char **file, int *line);

#endif
