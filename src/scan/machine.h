/*
 * What this machine is like to a place that lives on it.  Runs in
 * gomend-scan and only looks: statvfs, /proc, access(2), the files under
 * /etc.  Nothing is written to try it out, nobody is asked over a network.
 */
#ifndef SCAN_MACHINE_H
#define SCAN_MACHINE_H

#include "facts/snapshot.h"

/*
 * After places_fill(): makes p->machine, of a place that has answered.  What belongs to a process (limits,
 * CPUs) is known of this shell alone, whose child this is.  All in `a`.
 */
void machine_fill(struct arena *a, const struct snapshot *s,
		  struct place *p);

#endif
