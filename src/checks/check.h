/*
 * A check is a pure function from a snapshot to findings.
 *
 * It reads nothing but the snapshot.  It says what became of it: nothing to
 * judge is not "passed".  To add one see CONTRIBUTING.md.
 */
#ifndef CHECKS_CHECK_H
#define CHECKS_CHECK_H

#include "base/i18n.h"
#include "facts/finding.h"
#include "facts/snapshot.h"

/* Facts a check cannot do without; it runs when they are there. */
enum check_needs {
	NEEDS_REPO = 1 << 0,	/* the walk has ended */
	NEEDS_GIT = 1 << 1,	/* git's word on files (if there is a git) */
	NEEDS_IMPORTS = 1 << 2,	/* the imports of the Go files */
	NEEDS_PLACES = 1 << 3	/* at least one place has answered */
};

struct check_run;

struct check {
	const char *id;			/* as in the catalogue */
	enum severity worst;
	const char *title;		/* N_(): one line, what it looks for */
	const char *about;		/* N_(): what it means, an example */
	unsigned needs;			/* enum check_needs */
	/* It may judge places of other machines: it takes no path of theirs
	 * for one of this machine.  One finding then holds for all places. */
	bool elsewhere;
	/* It may judge CI jobs, too: it reads settings alone, and says nothing
	 * of one that is not known. */
	bool jobs;
	/* It judges machines: it runs for the places of this one together,
	 * and for each place of another by itself (see check_run()). */
	bool by_machine;
	/* What it says of another machine is to be typed on this one. */
	bool typed_here;
	enum check_status (*run)(struct check_run *run);
};

/* One check at work; findings are merged by module, path and subject. */
struct check_run {
	const struct check *check;
	const struct snapshot *snap;
	struct arena *arena;		/* findings live here */
	struct finding *findings;
	size_t nfindings;
};

/* All checks, sorted by id. */
extern const struct check *const checks[];
extern const size_t nchecks;
const struct check *check_find(const char *id);

/*
 * The finding of this check for module, path and subject ("" for none), new
 * or the one already there; its severity becomes the highest asked for.  Set
 * title, why, steps and so on when it is new: is_new says so (may be NULL).
 */
struct finding *finding_add(struct check_run *run, enum severity severity,
			    const char *module, const char *path, int line,
			    const char *subject, bool *is_new);
/* This place has it too, and how bad it is there. */
void finding_place_add(struct check_run *run, struct finding *f,
		       const struct place *p, enum severity severity,
		       enum known known);
void finding_evidence(struct check_run *run, struct finding *f,
		      const char *text, const char *path, int line);
/* Gives the step, to add a note to it. */
struct step *finding_step(struct check_run *run, struct finding *f,
			  struct msg question, enum answer answer, bool bad,
			  const char *value, const char *origin);
/* A command to type: `what` may be (struct msg){0}. */
void finding_command(struct check_run *run, struct finding *f,
		     struct msg what, const char *line);
/* The same of a hand-over, HANDOVER_…: it has a name to ask for. */
struct command *finding_handover(struct check_run *run, struct finding *f,
				 const char *id, struct msg what,
				 const char *line);

/*
 * Run one check and finish its findings (fingerprints, severities).  `have`
 * is what facts are there; without the ones it needs the check is not run
 * and CHECK_CANNOT_LOOK is given.
 *
 * What a check that judges by machine finds on other machines becomes
 * findings of their own, one for all that say the same: their evidence, their
 * words and what to type are not this machine's.  An absolute path in them is
 * evidence and no place where anything here could be opened.
 */
enum check_status check_run(const struct check *c, const struct snapshot *s,
			    struct arena *arena, unsigned have,
			    struct finding **findings, size_t *nfindings);

/* A word quoted for a POSIX shell, where it needs quoting. */
const char *shell_quote(struct arena *a, const char *word);

#endif
