/*
 * The SHA-256 that an archive must have, as a file says it: "HEX" alone (as
 * go.dev's NAME.sha256), "HEX  NAME" lines (as sha256sum prints them), or the
 * list of releases.  Text in, no I/O.
 */
#ifndef FETCH_SUMS_H
#define FETCH_SUMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* 64 hexadecimal digits; `out`, with room for 65, gets them in lower case. */
bool sums_is_hex(struct str word, char out[65]);
/*
 * Of the archive `name` (its last element counts).  A line with another name
 * does not speak of it.  -1 with err: no such line, or two that differ.
 */
int sums_find(struct str text, const char *name, char out[65],
	      struct error *err) ATTR_CHECKED;

/* One archive of the list. */
struct sums_file {
	const char *version;	/* "go1.24.4" */
	const char *name, *sha256;
	int64_t bytes;		/* 0: not said */
};

/*
 * The list of https://go.dev/dl/?mode=json.  sums_pick(): the archive for this
 * machine of "newest", "1.24" or "1.24.4" (each with "go" in front or not);
 * sums_named(): of that name.  -1 with err, which says what there is.
 */
int sums_pick(struct arena *a, struct str json, const char *os,
	      const char *arch, const char *version, struct sums_file *out,
	      struct error *err) ATTR_CHECKED;
int sums_named(struct arena *a, struct str json, const char *name,
	       struct sums_file *out, struct error *err) ATTR_CHECKED;

/* "newest", or without one. */
bool sums_is_newest(const char *version);
/* "1.24.4" and "1.24rc1", which name one release; "1.24" does not. */
bool sums_is_exact(const char *version);

#endif
