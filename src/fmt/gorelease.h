/*
 * The releases of Go this program knows, as lines "1.18" to "1.26", and what
 * differs between them where files are read.  A release newer than the table
 * is taken for the newest, one older than it for the oldest.
 */
#ifndef FMT_GORELEASE_H
#define FMT_GORELEASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum gorelease {
	GO_1_18,
	GO_1_19,
	GO_1_20,
	GO_1_21,
	GO_1_22,
	GO_1_23,
	GO_1_24,
	GO_1_25,
	GO_1_26,
	GORELEASE_N
};
#define GORELEASE_NEWEST GO_1_26
#define GORELEASE_OLDEST GO_1_18

/* "1.24" */
const char *gorelease_name(enum gorelease r);
/*
 * The line of a version: "1.24", "1.24.4", "1.24rc1", each with or without
 * "go"; NULL or "" is the newest.  False when it is no version of Go.
 */
bool gorelease_find(const char *version, enum gorelease *r);
/* Is the version's line one of the table? */
bool gorelease_is_known(const char *version);

#endif
