/*
 * What each variable of `go env` is for, release by release (1.19 to 1.26).
 */
#ifndef REPORT_VARIABLES_H
#define REPORT_VARIABLES_H

#include <stddef.h>

#include "report/prose.h"

/* Who can set it. */
enum variable_setter {
	SETTER_ANY,		/* the environment or `go env -w` */
	SETTER_ENVIRONMENT,	/* the environment; `go env -w` refuses */
	SETTER_GO,		/* nobody: go works it out and tells */
	SETTER_ELSEWHERE	/* the environment; it is not go's own */
};

struct variable {
	const char *name;
	int since;		/* first release 1.N whose go env shows it; 0: before 1.19 */
	enum variable_setter setter;
	const char *purpose;	/* N_() */
	const char *defaults;	/* N_(): per release where they differ; or NULL */
	const char *changes;	/* N_(): what a value changes, and its traps */
	const char *example;	/* a line to type, or NULL */
};

/* Sorted by name. */
extern const struct variable variables[];
extern const size_t nvariables;
/* NULL for one that no go from 1.19 to 1.26 knows. */
const struct variable *variable_find(const char *name);
/*
 * What go reads, or hands on, that is none of its own: PATH, HOME, proxies,
 * and by their beginning GIT_…, XDG_…, LC_….  NULL for any other.
 */
const struct variable *surrounding_find(const char *name);
/* The whole explanation. */
void variable_text(struct prose *p, const struct variable *v);
/* The sentence on who can set it, in English (marked for translation). */
const char *variable_setter_text(enum variable_setter s);

#endif
