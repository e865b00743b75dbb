/*
 * What the go commands of some scripts find in their environment, as far as
 * the scripts set it: by export in the shell that they share, or before the
 * command.  Nothing is expanded and nothing is run.
 *
 *	struct shellexport_script s = { .text = script };
 *	n = shellexport_list(&arena, &s, 1, &list);
 */
#ifndef FMT_SHELLEXPORT_H
#define FMT_SHELLEXPORT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct shellexport_script {
	struct str text;
	bool fresh;		/* a shell begins with it */
	bool apart;		/* a program of the shell: what it sets ends
				 * with it */
	bool quiet;		/* its go commands are not asked for */
};

enum shellexport_how {
	SHELLEXPORT_SET,
	/* NAME=VALUE alone: it gets to go where the variable is exported. */
	SHELLEXPORT_BARE,
	/* go env -w: weaker than any variable. */
	SHELLEXPORT_STORED
};

struct shellexport {
	const char *name;
	/* NULL: made when it runs, or not the same for all of them. */
	const char *value;
	bool mixed;		/* the latter */
	enum shellexport_how how;
	size_t script;		/* that sets it */
	int line;		/* in it, from 0 */
};

/*
 * The variables that are set for go; without a go command, those that are set
 * at the end of the last shell, if there is but one.  The count.
 */
size_t shellexport_list(struct arena *a, const struct shellexport_script *s,
			size_t n, struct shellexport **list);
/* One script, one variable; NULL: it does not set it. */
const struct shellexport *shellexport_of(struct arena *a, struct str script,
					 const char *name);

#endif
