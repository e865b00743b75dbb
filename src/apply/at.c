#include "config.h"

#include "apply/at.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif
#if defined(__linux__) && defined(SYS_openat2)
#include <linux/openat2.h>
#endif

#include "base/arena.h"
#include "base/path.h"
#include "base/strbuf.h"

#ifdef O_PATH
#define FOLDER (O_PATH | O_DIRECTORY | O_CLOEXEC)
#else
#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#endif
#define RENAME_FREE 1U
#define RENAME_SWAP_ 2U

/* ---- reaching a folder ---- */

/* Where the kernel has no openat2: one component after the other. */
static int walk_down(const char *dir)
{
	struct arena a = ARENA_INIT;
	char *rest = arena_strdup(&a, dir), *slash;
	int fd = open("/", FOLDER), next;

	while (fd >= 0 && *rest) {
		while (*rest == '/')
			rest++;
		if (!*rest)
			break;
		slash = strchr(rest, '/');
		if (slash)
			*slash = '\0';
		next = openat(fd, rest, FOLDER | O_NOFOLLOW);
		if (next < 0) {
			struct stat st;
			int code = errno;

			/* With O_DIRECTORY a link is only "no folder". */
			if (!fstatat(fd, rest, &st, AT_SYMLINK_NOFOLLOW) &&
			    S_ISLNK(st.st_mode))
				code = ELOOP;
			(void)close(fd);
			errno = code;
			fd = -1;
			break;
		}
		(void)close(fd);
		fd = next;
		rest = slash ? slash + 1 : rest + strlen(rest);
	}
	arena_release(&a);
	return fd;
}

static int open_folder(const char *dir)
{
#if defined(__linux__) && defined(SYS_openat2)
	static bool missing;
	struct open_how how = { .flags = FOLDER,
				.resolve = RESOLVE_NO_SYMLINKS };
	long fd;

	if (!missing) {
		do
			fd = syscall(SYS_openat2, AT_FDCWD, dir, &how,
				     sizeof(how));
		while (fd < 0 && errno == EAGAIN);
		if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
			return (int)fd;
		missing = errno == ENOSYS;
	}
#endif
	return walk_down(dir);
}

int at_open(struct at *at, const char *path, struct error *err)
{
	struct arena a = ARENA_INIT;
	int code;

	at->path = path;
	at->name = path_base(path);
	at->fd = open_folder(path_dir(&a, path));
	code = errno;
	arena_release(&a);
	if (at->fd >= 0)
		return 0;
	error_origin(err, "%s", path);
	if (code == ELOOP) {
		(void)error_set(err, "a folder on the way to %s is a symbolic "
				"link, and nothing is written through one",
				path);
		if (err)
			err->code = ELOOP;
		return -1;
	}
	return error_errno(err, code, "cannot reach %s", path);
}

void at_close(struct at *at)
{
	if (at->fd >= 0)
		(void)close(at->fd);
	at->fd = -1;
}

/* ---- looking ---- */

int at_stat(const struct at *at, struct stat *st, struct error *err)
{
	int code;

	if (!fstatat(at->fd, at->name, st, AT_SYMLINK_NOFOLLOW))
		return 1;
	if (errno == ENOENT)
		return 0;
	code = errno;
	error_origin(err, "%s", at->path);
	return error_errno(err, code, "cannot look at %s", at->path);
}

int at_look(const char *path, struct stat *st, struct error *err)
{
	struct error missing = ERROR_INIT;
	struct at at;
	int rc;

	if (at_open(&at, path, &missing)) {
		rc = missing.code == ENOENT || missing.code == ENOTDIR ? 0 : -1;
		if (rc) {
			error_origin(err, "%s", path);
			(void)error_set(err, "%s", missing.message);
			if (err)
				err->code = missing.code;
		}
		error_release(&missing);
		return rc;
	}
	rc = at_stat(&at, st, err);
	at_close(&at);
	return rc;
}

/* ---- changing ---- */

static int rename_flags(const struct at *from, const struct at *to,
			unsigned flags)
{
#if defined(__linux__) && defined(SYS_renameat2)
	return (int)syscall(SYS_renameat2, from->fd, from->name, to->fd,
			    to->name, flags);
#else
	(void)from;
	(void)to;
	(void)flags;
	errno = ENOSYS;
	return -1;
#endif
}

static bool no_such_flag(int code)
{
	return code == EINVAL || code == ENOSYS;
}

static int rename_failed(const struct at *from, const struct at *to, int code,
			 struct error *err)
{
	error_origin(err, "%s", to->path);
	return error_errno(err, code, "cannot rename %s to %s", from->path,
			   to->path);
}

int at_rename(const struct at *from, const struct at *to, struct error *err)
{
	struct stat st;

	if (!rename_flags(from, to, RENAME_FREE))
		return 0;
	if (!no_such_flag(errno))
		return rename_failed(from, to, errno, err);
	/* Without the flag there is a moment in which it could be taken. */
	if (!fstatat(to->fd, to->name, &st, AT_SYMLINK_NOFOLLOW))
		return rename_failed(from, to, EEXIST, err);
	if (errno != ENOENT ||
	    renameat(from->fd, from->name, to->fd, to->name))
		return rename_failed(from, to, errno, err);
	return 0;
}

int at_exchange(const struct at *one, const struct at *two, struct error *err)
{
	if (!rename_flags(one, two, RENAME_SWAP_))
		return 0;
	if (no_such_flag(errno))
		return 1;
	return rename_failed(one, two, errno, err);
}

int at_chmod(const struct at *at, int mode, struct error *err)
{
	struct stat st;
	int fd, code;

#ifdef O_PATH
	/* A file may be mode 0000, and then cannot be opened to chmod it. */
	fd = openat(at->fd, at->name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0) {
		char proc[32];
		int rc = 0;

		if (fstat(fd, &st) < 0)
			rc = -1;
		else if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
			rc = (errno = ELOOP, -1);
		else {
			(void)snprintf(proc, sizeof(proc), "/proc/self/fd/%d",
				       fd);
			rc = chmod(proc, (mode_t)mode);
		}
		code = errno;
		(void)close(fd);
		if (!rc)
			return 0;
		if (code != ENOENT)
			goto failed;
	}
#endif
	fd = openat(at->fd, at->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
		    O_CLOEXEC | O_NOCTTY);
	code = fd < 0 || fstat(fd, &st) < 0 || fchmod(fd, (mode_t)mode) < 0 ?
	       errno : 0;
	if (fd >= 0)
		(void)close(fd);
	if (!code)
		return 0;
#ifdef O_PATH
failed:
#endif
	error_origin(err, "%s", at->path);
	return error_errno(err, code, "cannot change the mode of %s",
			   at->path);
}

int at_set_mtime(const struct at *at, int64_t mtime_ns, struct error *err)
{
	struct timespec times[2] = { { 0, UTIME_OMIT }, { 0, 0 } };
	int64_t rest = mtime_ns % 1000000000;
	int code;

	if (rest < 0)
		rest += 1000000000;
	times[1].tv_sec = (time_t)((mtime_ns - rest) / 1000000000);
	times[1].tv_nsec = (long)rest;
	if (!utimensat(at->fd, at->name, times, AT_SYMLINK_NOFOLLOW))
		return 0;
	code = errno;
	error_origin(err, "%s", at->path);
	return error_errno(err, code, "cannot put back the time of %s",
			   at->path);
}

int at_read_all(int fd, struct strbuf *out)
{
	ssize_t n;

	for (;;) {
		n = read(fd, strbuf_room(out, 64 * 1024), 64 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		strbuf_advance(out, (size_t)n);
		if (out->len > out->max_bytes)
			return errno = EFBIG, -1;
	}
}

int at_write_all(int fd, const void *p, size_t len)
{
	const char *at = p;
	ssize_t n;

	while (len) {
		n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (!n)
				errno = ENOSPC;
			return -1;
		}
		at += n;
		len -= (size_t)n;
	}
	return 0;
}
