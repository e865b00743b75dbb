/*
 * Would git refuse the repository for whose it is ("dubious ownership")?  By
 * git's own rule, from its configuration files: those are read here and not
 * by libgit2, which knows only this process's environment, keeps no line
 * numbers, and would wait for a FIFO behind include.path.
 */
#ifndef SCAN_GITOWNER_H
#define SCAN_GITOWNER_H

#include "facts/snapshot.h"

/*
 * Fills owner_known and what follows it, for git->path and git->version in
 * the environment of `p`.  All in `a`.
 */
void gitowner_judge(struct arena *a, const struct snapshot *s,
		    const struct place *p, struct machine_git *git);

#endif
