/*
 * The commands of a fix, to be read by a person: what each does and runs, and
 * once for all of them the settings that they share.  Nothing is left out:
 * with its settings in front, each is the line that `struct prepared` has.
 */
#ifndef PROBE_RUNLIST_H
#define PROBE_RUNLIST_H

#include "probe/fixrun.h"

/* Settings that the same commands have. */
struct runlist_group {
	const char *which;	/* "commands 1, 7–9:"; NULL: all of them */
	const char *text;	/* "cd /src/x", "GOENV=off GOFLAGS=…" */
};

struct runlist {
	const char **briefs;	/* n: runlist_brief() and its standard input */
	const char **lines;	/* n; NULL: it could not be made ready */
	size_t n;
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
