/*
 * The shell that gomend was typed in: what it is, and since when it is there.
 */
#ifndef PROBE_PARENT_H
#define PROBE_PARENT_H

#include "facts/place.h"

/*
 * In the arena.  NULL where the parent is no interactive shell, was told to
 * read other files than it does by itself, or where the system (/proc) does
 * not say.
 */
struct shell_start *parent_shell(struct arena *a);

/*
 * Does a shell with these words of its command line (each ends with a NUL)
 * wait for what is typed, with its usual files?  *login: as a login shell.
 */
bool parent_is_typed_in(struct str words, bool *login);

#endif
