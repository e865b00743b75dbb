/*
 * The child that tries a folder: gomend itself, so that a file system that
 * does not answer holds up nobody and the whole can be killed.
 *
 *   gomend __try run DIR      a tiny program is written there and run
 *   gomend __try write DIR    a file is written and locked there, as go does
 *
 * What it writes has no name in the folder (O_TMPFILE), or, where the file
 * system cannot do that, loses its name before a byte is written: killed at
 * any moment it leaves nothing.  DIR is an absolute folder; "write" takes the
 * nearest one above it where it is missing, since go makes its caches.
 *
 * It prints "in DIR", then "ok", or the step that failed (make, write, lock,
 * run) with the system's words.  Exit status 0: it worked.
 */
#ifndef PROBE_TRYCHILD_H
#define PROBE_TRYCHILD_H

#include <stdbool.h>

#define TRYCHILD_ARG "__try"

/* Is this process such a child?  Then it is done: *status is for exit(). */
bool trychild_main(int argc, char **argv, int *status);

#endif
