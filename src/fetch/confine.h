/*
 * What gomend-fetch does without for good, where the kernel can see to it
 * (seccomp): other programs, and sockets where it needs none.  Where it may
 * write is the caller's doing ("gomend-apply exec", Landlock).
 */
#ifndef FETCH_CONFINE_H
#define FETCH_CONFINE_H

#include <stdbool.h>

/* False where there is no such filter here. */
bool confine_fetch(bool network);

#endif
