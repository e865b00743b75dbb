/*
 * Which process on which machine: what tells a record of one that is at work
 * from one that is gone.  A pid alone does not: another host, another boot and
 * another container each have their own, and a later process may have it.
 */
#ifndef HOST_OWNER_H
#define HOST_OWNER_H

#include <stdint.h>

/* When a process of this space of pids began, in ticks since boot; "": it is
 * not there, or the system does not tell.  The caller's. */
char *owner_started(int64_t pid);
/* Of this boot; "": the system does not tell.  The caller's. */
char *owner_boot(void);
/* The caller's. */
char *owner_host(void);
/* The space that pids are counted in; 0: the system does not tell. */
unsigned long long owner_space(void);

#endif
