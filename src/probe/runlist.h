/*
 * The commands of a fix, to be read by a person: what each does and runs,
 * those first that run in any case, then by cases those that one of them has
 * to call for; and once for all of them what they may start and the settings
 * that they share.  Nothing is left out: with its settings in front, each is
 * the line that `struct prepared` has.
 */
#ifndef PROBE_RUNLIST_H
#define PROBE_RUNLIST_H

#include "probe/fixrun.h"

/* Settings that the same commands have. */
struct runlist_group {
	const char *which;	/* "commands 1, 7–9:"; NULL: all of them */
	const char *text;	/* "cd /src/x", "GOENV=off GOFLAGS=…" */
};

/* Commands that are the same to the reader. */
struct runlist_same {
	const char *which;	/* "23, 25" */
	size_t i;		/* one of them */
};

/* Those that run only where a command calls for it by not passing. */
struct runlist_case {
	size_t by;		/* that command, which runs in any case */
	struct runlist_same *same;
	size_t nsame;
};

struct runlist {
	const char **briefs;	/* n: runlist_brief() and its standard input */
	const char **lines;	/* n; NULL: it could not be made ready */
	size_t n;
	bool *sure;		/* n: it runs in any case */
	size_t nsure;
	struct runlist_case *cases;	/* the others */
	size_t ncases;
	const char *count;	/* "21", or "21–40" with the others */
	/* With fewer than two commands none of these: */
	struct runlist_group *may;	/* "This may run: git"; the network */
	size_t nmay;
	struct runlist_group *groups;
	size_t ngroups;
	const char *network;	/* who uses it; NULL with fewer than two */
	const char *stage;	/* what <stage> stands for; NULL: in none */
};

/* As one would type it, without the environment: "go mod vendor -o
 * <stage>/vendor"; "" without a line.  In the arena. */
const char *runlist_brief(struct arena *a, const struct fixrun_command *c);
/* Of view->commands; all in the arena. */
void runlist_make(struct arena *a, const struct fixrun_view *v,
		  struct runlist *out);

#endif
