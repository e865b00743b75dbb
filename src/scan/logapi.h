/*
 * "undefined: slices.Collect" of a log: is that of a newer release?  As the
 * api files of a GOROOT at hand tell; where none lies there, nobody knows.
 */
#ifndef SCAN_LOGAPI_H
#define SCAN_LOGAPI_H

#include "facts/loglore.h"
#include "facts/snapshot.h"

/*
 * The hits of row "undefined-in-std" get the release as their third argument;
 * those that no release has, or the one that ran does, are no causes but
 * lines that nobody knows.
 */
void logapi_fill(struct arena *a, const struct snapshot *s,
		 struct log_report *r);

#endif
