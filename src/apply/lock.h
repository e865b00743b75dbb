/*
 * One change at a time: the state folder's lock, with a record of its owner
 * (pid, its start time, boot, host).  A lock whose owner is gone is free.
 */
#ifndef APPLY_LOCK_H
#define APPLY_LOCK_H

#include "base/error.h"

/* The descriptor that holds it, or -1 with err: it says who has it. */
int lock_take(const char *state, struct error *err) ATTR_CHECKED;
void lock_free(int fd);

#endif
