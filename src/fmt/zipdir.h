/*
 * The list of what a zip holds, from the directory at its end: names, sizes
 * and check sums, without unpacking anything.
 *
 * Bytes in, no I/O.  A zip of 4 GiB or more is not read.
 */
#ifndef FMT_ZIPDIR_H
#define FMT_ZIPDIR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The list of a Go release is at most 2 MB. */
#define ZIPDIR_MAX_BYTES ((size_t)3 * 1024 * 1024)

struct zipdir_file {
	struct str name;	/* into the bytes that were given */
	uint32_t crc;		/* CRC-32 of its contents */
	uint32_t size;		/* unpacked */
};

/*
 * `tail` are the last bytes of the zip, the first of them at `offset`.  Each
 * file is told once.  False where that is no zip, or its list is not whole or
 * not in `tail`; some files may have been told by then.
 */
bool zipdir_read(struct str tail, uint64_t offset,
		 void (*file)(void *payload, const struct zipdir_file *f),
		 void *payload);

/* CRC-32 as zip has it. */
uint32_t zipdir_crc(struct str bytes);

#endif
