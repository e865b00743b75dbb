/*
 * Who set what in each place: what was traced of its shell, made good where
 * the trace is silent by reading the files that such a shell reads.  Reads
 * only; the files' text stays here, redacted values go on.
 */
#ifndef SCAN_PROVENANCE_H
#define SCAN_PROVENANCE_H

#include "facts/snapshot.h"

/*
 * After places_fill() of all places: origins, and the file and line of
 * settings and PATH elements.  The places' assigns are used up.  All in `a`.
 */
void provenance_fill(struct arena *a, struct snapshot *s);

#endif
