/*
 * src/probe/snapshot.sh, the script that records a machine without gomend.
 */
#ifndef PROBE_SNAPSHOT_H
#define PROBE_SNAPSHOT_H

/* Its lines, each with its LF; NULL-terminated. */
extern const char *const snapshot_script[];

#endif
