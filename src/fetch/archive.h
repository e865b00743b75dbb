/*
 * An archive of a Go release, through libarchive, the only file that knows
 * it.  What is in it is hostile until proven otherwise.
 *
 * Accepted is what releases are made of: a gzipped tar with one folder "go",
 * files and folders with plain relative names, no link, no special file, no
 * name twice (in any case), within the limits below, and a whole release in
 * the end (VERSION, bin/go, src/runtime, pkg/tool).
 */
#ifndef FETCH_ARCHIVE_H
#define FETCH_ARCHIVE_H

#include <stdint.h>

#include "base/error.h"
#include "host/sha256.h"

/* A release has 16,000 entries and 270 MB; the largest file 30 MB. */
#define ARCHIVE_MAX_ENTRIES 100000
#define ARCHIVE_MAX_BYTES ((int64_t)2 * 1024 * 1024 * 1024)
#define ARCHIVE_MAX_FILE_BYTES ((int64_t)512 * 1024 * 1024)
#define ARCHIVE_MAX_NAME_BYTES 1024
#define ARCHIVE_MAX_PACKED_BYTES ((int64_t)1024 * 1024 * 1024)

struct archive_size {
	int64_t entries, bytes;		/* unpacked */
};

/* SHA-256 of the open file from its beginning. */
int archive_hash(int fd, char out[SHA256_HEX_BYTES], struct error *err)
	ATTR_CHECKED;
/* All of it is decoded and judged; nothing is written. */
int archive_check(int fd, struct archive_size *size, struct error *err)
	ATTR_CHECKED;
/*
 * Into the new folder `to`, without the leading "go/".  The bytes that are
 * unpacked must have this hash (that of archive_hash()).  Files are 0644 or
 * 0755 with the times they have in the archive.  On failure what was made is
 * left to the caller's stage.
 */
int archive_unpack(int fd, const char *to, const char *sum,
		   const struct archive_size *size,
		   void (*progress)(int64_t bytes, int64_t total),
		   struct error *err) ATTR_CHECKED;

#endif
