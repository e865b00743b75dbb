/*
 * Run a program with writes confined to some folders.  The only file of
 * gomend-apply that executes anything.
 */
#ifndef APPLY_EXEC_H
#define APPLY_EXEC_H

#include <stddef.h>

/*
 * Does not return but with an exit status, as env(1) has it: 125 it could not
 * be set up, 126 it cannot be run, 127 it is not there.  argv[0] is a path;
 * argv ends with NULL.
 */
int exec_confined(const char *const *dirs, size_t ndirs, char **argv);

#endif
