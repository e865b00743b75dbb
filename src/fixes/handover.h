/*
 * What gomend hands over: it shows what to type, and never runs it.  A finding
 * has them in its commands (struct command), a check in its row of registry.c.
 */
#ifndef FIXES_HANDOVER_H
#define FIXES_HANDOVER_H

#include <stddef.h>

#include "facts/finding.h"

struct handover {
	const char *id;		/* HANDOVER_… of facts/finding.h */
	const char *title;	/* N_(): one line */
	const char *about;	/* N_(): what is shown, why gomend does not */
};

/* All, sorted by id. */
extern const struct handover handovers[];
extern const size_t nhandovers;
const struct handover *handover_find(const char *id);

/* The first hand-over of a finding, in the order above; NULL: it has none. */
const struct handover *handover_of(const struct finding *f);
/* Does the finding have this one; id NULL: any? */
bool handover_in(const struct finding *f, const char *id);

#endif
