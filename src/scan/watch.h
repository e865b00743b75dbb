/*
 * Which folders and files gomend should watch, so that a change that matters
 * shows by itself.
 */
#ifndef SCAN_WATCH_H
#define SCAN_WATCH_H

#include "facts/snapshot.h"
#include "scan/discover.h"
#include "scan/walk.h"

/* More folders than this are not watched one by one. */
#define WATCH_MAX_DIRS 8192

/* One "watch" record; `w` may be NULL. */
void emit_watch(const struct snapshot *s, const struct walk *w,
		const struct discovery *d);

#endif
