/*
 * Many folders and files watched as one: by the system's notices where it
 * gives them, else by looking once a second.
 *
 * A folder that does not exist yet, or that is deleted and made again, is
 * followed through the nearest one above it that does.  While nothing changes
 * nothing runs, unless it has come to polling.
 */
#ifndef PROBE_WATCH_H
#define PROBE_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "host/loop.h"

struct watch;

/*
 * `fn` is told the folder (as it was given) and the entry in it that changed;
 * NULL where that is not known.  It must not free the watch.
 */
struct watch *watch_new(struct loop *l,
			void (*fn)(void *payload, const char *dir,
				   const char *name),
			void *payload);
void watch_free(struct watch *w);
/*
 * From now on these, absolute and clean: all entries of `dirs`, and `files`
 * (through their folders; the file behind a symbolic link too).  What was
 * watched before and still is goes on undisturbed.
 */
void watch_set(struct watch *w, const char *const *dirs, size_t ndirs,
	       const char *const *files, size_t nfiles, bool poll);
/* Is `dir` one that all entries are watched of? */
bool watch_has(const struct watch *w, const char *dir);
bool watch_polls(const struct watch *w);

#endif
