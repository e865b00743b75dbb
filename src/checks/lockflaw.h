/*
 * In words: what is wrong with a lock file of the time before modules
 * (fmt/legacyflaw.h).
 */
#ifndef CHECKS_LOCKFLAW_H
#define CHECKS_LOCKFLAW_H

#include "facts/snapshot.h"

/* "Gopkg.lock:12: a merge conflict is not settled"; unset: it is whole. */
struct msg lockflaw_text(struct arena *a, const struct legacy_lock *lock);

#endif
