/*
 * Claims that users arrive with and that are false or half true, tied to the
 * check or trace where the subject comes up.  One row a claim; the number is
 * that of the article's claim (docs/myths.md).
 */
#ifndef CHECKS_MYTHS_H
#define CHECKS_MYTHS_H

#include <stddef.h>

struct myth {
	int claim;
	const char *subject;	/* id of a check, or name of a trace */
	const char *text;	/* N_(): "Myth: … In truth …" */
};

extern const struct myth myths[];
extern const size_t nmyths;

/* The next myth of `subject` after index *i (start at 0); NULL at the end. */
const struct myth *myth_next(const char *subject, size_t *i);

#endif
