/*
 * A folder made anew as a copy of another: bytes, modes, owners, times to the
 * nanosecond, symlinks, hard links among its files, attributes.
 */
#ifndef TESTS_APPLY_TREECOPY_H
#define TESTS_APPLY_TREECOPY_H

/*
 * Whatever `to` was is gone.  0, or -1 with errno and, in *at (static), what
 * it failed on.
 */
int treecopy(const char *from, const char *to, const char **at);

#endif
