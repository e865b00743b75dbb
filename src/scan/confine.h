/*
 * After start-up gomend-scan gives its rights away: no program, no socket, no
 * write, no new process.  What the kernel of this machine can enforce of that
 * is on from then on and for ever, for every thread made later.
 */
#ifndef SCAN_CONFINE_H
#define SCAN_CONFINE_H

#include <stddef.h>

/* At most this many names come back from confine(). */
#define CONFINE_MAX 4

/*
 * Call while there is one thread.  Fills `on` with the names of what holds
 * now ("no_new_privs", "seccomp", "landlock") and gives their number; what
 * the kernel lacks is left out.
 */
size_t confine(const char *on[CONFINE_MAX]);

#endif
