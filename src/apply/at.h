/*
 * Names in folders that were reached without following a link: what every
 * change goes through.
 *
 * Paths are absolute.  A folder on the way that is a link makes at_open() fail
 * with ELOOP.
 */
#ifndef APPLY_AT_H
#define APPLY_AT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/error.h"

struct at {
	int fd;			/* the parent folder */
	const char *name;	/* in it; borrowed from the path */
	const char *path;	/* borrowed */
};

/* Ends with at_close(). */
int at_open(struct at *at, const char *path, struct error *err) ATTR_CHECKED;
void at_close(struct at *at);

/*
 * 1 and *st filled: something is there; 0: nothing; -1 with err.  The plain
 * form takes a missing parent as nothing there.
 */
int at_stat(const struct at *at, struct stat *st, struct error *err)
	ATTR_CHECKED;
int at_look(const char *path, struct stat *st, struct error *err)
	ATTR_CHECKED;

/* Rename to a free name; err->code EEXIST when it is not free. */
int at_rename(const struct at *from, const struct at *to, struct error *err)
	ATTR_CHECKED;
/* Exchange; 1: the file system cannot. */
int at_exchange(const struct at *one, const struct at *two,
		struct error *err) ATTR_CHECKED;
/* Permission bits of a file or folder, not through a link. */
int at_chmod(const struct at *at, int mode, struct error *err) ATTR_CHECKED;
/* Its mtime, nanoseconds since 1970. */
int at_set_mtime(const struct at *at, int64_t mtime_ns, struct error *err)
	ATTR_CHECKED;

/* Append what the descriptor holds.  -1 with errno. */
struct strbuf;
int at_read_all(int fd, struct strbuf *out);
/* All of it, or -1 with errno; nothing written counts as a full disk. */
int at_write_all(int fd, const void *p, size_t len);

static inline int64_t at_mtime_ns(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}
static inline int64_t at_ctime_ns(const struct stat *st)
{
	return (int64_t)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec;
}

#endif
