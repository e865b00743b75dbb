/*
 * Reading the file system without being fooled: only regular files, never
 * through a link unless asked, never more than a cap, never blocking (R5).
 */
#ifndef HOST_FS_H
#define HOST_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

/* Largest go.mod, go.work, modules.txt and so on that is read whole. */
#define FS_READ_MAX_BYTES ((size_t)16 * 1024 * 1024)

/* Links are followed; false as well where nobody may look. */
bool fs_is_folder(const char *path);
bool fs_is_file(const char *path);

/*
 * Links are followed, as go does, and must end at a regular file.
 * Append the file's bytes to out.  -1 with err when it is missing
 * (err->code == ENOENT), no regular file, too large or unreadable.
 */
int fs_read(const char *path, size_t max_bytes, struct strbuf *out,
	    struct error *err) ATTR_CHECKED;

/*
 * The last `max_bytes` of a file, or all of it, appended to out; *offset is
 * where they begin in the file.  Otherwise as fs_read().
 */
int fs_read_tail(const char *path, size_t max_bytes, struct strbuf *out,
		 uint64_t *offset, struct error *err) ATTR_CHECKED;

/* The first 4 KiB of a file of /proc; `out` is emptied before. */
int fs_read_proc(const char *path, struct strbuf *out) ATTR_CHECKED;

#endif
