#include "config.h"

#include "host/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool fs_is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool fs_is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* The descriptor of a regular file; -1 with err. */
static int open_regular(const char *path, struct stat *st, struct error *err)
{
	int fd;

	/* Not even opened: opening a device may already do something. */
	if (stat(path, st) < 0)
		return error_errno(err, errno, "cannot open %s", path);
	if (!S_ISREG(st->st_mode))
		return error_set(err, "%s is not a regular file", path);
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return error_errno(err, errno, "cannot open %s", path);
	if (fstat(fd, st) < 0) {
		(void)error_errno(err, errno, "cannot look at %s", path);
	} else if (!S_ISREG(st->st_mode)) {
		(void)error_set(err, "%s is not a regular file", path);
	} else {
		return fd;
	}
	(void)close(fd);
	return -1;
}

/* All that is left of it. */
static int read_rest(int fd, const char *path, size_t max_bytes,
		     struct strbuf *out, struct error *err)
{
	ssize_t n;

	for (;;) {
		n = read(fd, strbuf_room(out, 64 * 1024), 64 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, errno, "cannot read %s", path);
		if (!n)
			return 0;
		strbuf_advance(out, (size_t)n);
		if (out->len > max_bytes)
			return error_set(err, "%s grows while it is read",
					 path);
	}
}

int fs_read(const char *path, size_t max_bytes, struct strbuf *out,
	    struct error *err)
{
	struct stat st;
	int fd = open_regular(path, &st, err), result;

	if (fd < 0)
		return -1;
	if (st.st_size > (off_t)max_bytes)
		result = error_set(err, "%s is too large: %lld bytes", path,
				   (long long)st.st_size);
	else
		result = read_rest(fd, path, max_bytes, out, err);
	(void)close(fd);
	return result;
}

int fs_read_tail(const char *path, size_t max_bytes, struct strbuf *out,
		 uint64_t *offset, struct error *err)
{
	struct stat st;
	int fd = open_regular(path, &st, err), result;
	off_t at;

	if (fd < 0)
		return -1;
	at = st.st_size > (off_t)max_bytes ? st.st_size - (off_t)max_bytes : 0;
	*offset = (uint64_t)at;
	if (lseek(fd, at, SEEK_SET) < 0)
		result = error_errno(err, errno, "cannot read %s", path);
	else
		result = read_rest(fd, path, max_bytes, out, err);
	(void)close(fd);
	return result;
}

int fs_read_proc(const char *path, struct strbuf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	ssize_t n;

	strbuf_reset(out);
	if (fd < 0)
		return -1;
	n = read(fd, strbuf_room(out, 4096), 4096);
	(void)close(fd);
	if (n < 0)
		return -1;
	strbuf_advance(out, (size_t)n);
	return 0;
}
