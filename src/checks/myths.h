/*
 * Claims that users arrive with, true, false or half true, tied to the checks,
 * traces, fixes and variables where the subject comes up.  One row a claim
 * and subject; the number is the one in docs/myths.md, which lists them.
 */
#ifndef CHECKS_MYTHS_H
#define CHECKS_MYTHS_H

#include <stddef.h>

struct myth {
	int claim;
	const char *subject;	/* id of a check or fix, name of a trace or variable */
	const char *text;	/* N_(): "claim": verdict. What is true. */
};

extern const struct myth myths[];
extern const size_t nmyths;

/* The next myth of `subject` after index *i (start at 0); NULL at the end. */
const struct myth *myth_next(const char *subject, size_t *i);

#endif
