#include "config.h"

#include "host/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int fs_read(const char *path, size_t max_bytes, struct strbuf *out,
	    struct error *err)
{
	struct stat st;
	ssize_t n;
	int fd, result = -1;

	/* Not even opened: opening a device may already do something. */
	if (stat(path, &st) < 0)
		return error_errno(err, errno, "cannot open %s", path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, "%s is not a regular file", path);
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return error_errno(err, errno, "cannot open %s", path);
	if (fstat(fd, &st) < 0) {
		(void)error_errno(err, errno, "cannot look at %s", path);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		(void)error_set(err, "%s is not a regular file", path);
		goto out;
	}
	if (st.st_size > (off_t)max_bytes) {
		(void)error_set(err, "%s is too large: %lld bytes", path,
				(long long)st.st_size);
		goto out;
	}
	for (;;) {
		n = read(fd, strbuf_room(out, 64 * 1024), 64 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			(void)error_errno(err, errno, "cannot read %s", path);
			goto out;
		}
		if (!n)
			break;
		strbuf_advance(out, (size_t)n);
		if (out->len > max_bytes) {
			(void)error_set(err, "%s grows while it is read", path);
			goto out;
		}
	}
	result = 0;
out:
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
