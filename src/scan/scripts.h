/*
 * The go, docker and podman commands of Makefiles, shell scripts and pages as
 * facts (facts/buildscript.h).  Reads by R5, natively.
 */
#ifndef SCAN_SCRIPTS_H
#define SCAN_SCRIPTS_H

#include "scan/tree.h"

/* Fill t->scripts from what the walk found; files without such a command are
 * left out. */
void scripts_read(struct arena *a, const char *root, struct tree *t);

/* Is a file that may be a script one, by its name or its first line? */
bool scripts_is_shell(const char *path, struct str bytes);

#endif
