/*
 * Which findings a repository's .gomend file silences.
 */
#ifndef REPORT_SILENCE_H
#define REPORT_SILENCE_H

#include "facts/finding.h"
#include "facts/snapshot.h"

/* The line that covers this finding, or NULL. */
const struct silence *silence_for(const struct snapshot *s,
				  const struct finding *f);
/* Findings about safety: a repository alone may not silence them. */
bool silence_needs_trust(const char *check_id);

#endif
