#include "config.h"

#include "tests/apply/kcalls.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/mem.h"

struct callname {
	uint64_t nr;
	const char *name;
};

/* Every __NR_ of this machine's headers; made by tests.mk. */
static const struct callname names[] = {
#include "tests/apply/kcalls_names.h"
};

#define NONE (-1)
#define CHANGE 1	/* asks the disk for something */
#define SOMETIMES 2	/* is on files by its arguments only */

/* Which arguments are a path (relative to dir) and which a descriptor. */
struct filecall {
	const char *name;
	signed char dir, path, fd, dir2, path2, fd2;
	unsigned char flags;
};

#define FD(name, fd, flags) \
	{ name, NONE, NONE, fd, NONE, NONE, NONE, flags }
#define FDS(name, fd, fd2, flags) \
	{ name, NONE, NONE, fd, NONE, NONE, fd2, flags }
#define PATH(name, flags) \
	{ name, NONE, 0, NONE, NONE, NONE, NONE, flags }
#define PATHS(name, path, path2, flags) \
	{ name, NONE, path, NONE, NONE, path2, NONE, flags }
#define AT(name, flags) \
	{ name, 0, 1, NONE, NONE, NONE, NONE, flags }
#define ATS(name, dir, path, dir2, path2, flags) \
	{ name, dir, path, NONE, dir2, path2, NONE, flags }

static const struct filecall filecalls[] = {
	PATH("open", CHANGE), AT("openat", CHANGE), AT("openat2", CHANGE),
	PATH("creat", CHANGE),
	FD("read", 0, 0), FD("pread64", 0, 0), FD("readv", 0, 0),
	FD("preadv", 0, 0), FD("preadv2", 0, 0),
	FD("write", 0, CHANGE), FD("pwrite64", 0, CHANGE),
	FD("writev", 0, CHANGE), FD("pwritev", 0, CHANGE),
	FD("pwritev2", 0, CHANGE),
	FD("fsync", 0, CHANGE), FD("fdatasync", 0, CHANGE),
	FD("syncfs", 0, CHANGE), FD("sync_file_range", 0, CHANGE),
	PATHS("rename", 0, 1, CHANGE),
	ATS("renameat", 0, 1, 2, 3, CHANGE),
	ATS("renameat2", 0, 1, 2, 3, CHANGE),
	PATHS("link", 0, 1, CHANGE), ATS("linkat", 0, 1, 2, 3, CHANGE),
	PATHS("symlink", 1, NONE, CHANGE),
	ATS("symlinkat", 1, 2, NONE, NONE, CHANGE),
	PATH("unlink", CHANGE), AT("unlinkat", CHANGE),
	PATH("mkdir", CHANGE), AT("mkdirat", CHANGE), PATH("rmdir", CHANGE),
	PATH("mknod", CHANGE), AT("mknodat", CHANGE),
	PATH("chmod", CHANGE), FD("fchmod", 0, CHANGE),
	AT("fchmodat", CHANGE), AT("fchmodat2", CHANGE),
	PATH("chown", CHANGE), PATH("lchown", CHANGE),
	FD("fchown", 0, CHANGE), AT("fchownat", CHANGE),
	PATH("utime", CHANGE), PATH("utimes", CHANGE),
	AT("futimesat", CHANGE), AT("utimensat", CHANGE),
	PATH("truncate", CHANGE), FD("ftruncate", 0, CHANGE),
	FD("fallocate", 0, CHANGE),
	FDS("copy_file_range", 2, 0, CHANGE), FDS("sendfile", 0, 1, CHANGE),
	FDS("ioctl", 0, NONE, CHANGE | SOMETIMES),
	PATH("setxattr", CHANGE), PATH("lsetxattr", CHANGE),
	FD("fsetxattr", 0, CHANGE), PATH("removexattr", CHANGE),
	PATH("lremovexattr", CHANGE), FD("fremovexattr", 0, CHANGE),
	PATH("getxattr", 0), PATH("lgetxattr", 0), FD("fgetxattr", 0, 0),
	PATH("listxattr", 0), PATH("llistxattr", 0), FD("flistxattr", 0, 0),
	FD("getdents", 0, 0), FD("getdents64", 0, 0),
	PATH("stat", 0), PATH("lstat", 0), FD("fstat", 0, 0),
	AT("newfstatat", 0), AT("fstatat64", 0), AT("statx", 0),
	PATH("statfs", 0), FD("fstatfs", 0, 0),
	PATH("access", 0), AT("faccessat", 0), AT("faccessat2", 0),
	PATH("readlink", 0), AT("readlinkat", 0),
	FD("fcntl", 0, SOMETIMES), FD("flock", 0, 0),
	FD("mmap", 4, SOMETIMES),
	FD("dup", 0, 0), FD("dup2", 0, 0), FD("dup3", 0, 0),
};

const char *kcall_name(uint64_t nr)
{
	static char other[40];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].nr == nr)
			return names[i].name;
	(void)snprintf(other, sizeof(other), "syscall_%llu",
		       (unsigned long long)nr);
	return other;
}

/* By number, found once: the tables are long and every stop asks. */
static const struct filecall *filecall_of(uint64_t nr)
{
	static const struct filecall *by_nr[1024];
	static bool filled;
	size_t i, j;

	if (!filled) {
		for (i = 0; i < ARRAY_SIZE(names); i++)
			for (j = 0; j < ARRAY_SIZE(filecalls); j++)
				if (names[i].nr < ARRAY_SIZE(by_nr) &&
				    !strcmp(names[i].name, filecalls[j].name))
					by_nr[names[i].nr] = &filecalls[j];
		filled = true;
	}
	return nr < ARRAY_SIZE(by_nr) ? by_nr[nr] : NULL;
}

#define CLONE_FILE 0x40049409U
#define CLONE_RANGE 0x4020940dU

/* Of the calls that do many things, those that are on files and can fail. */
static bool on_file(const struct filecall *f, const struct kcall *call)
{
	int cmd = (int)call->args[1];

	if (!(f->flags & SOMETIMES))
		return true;
	if (!strcmp(f->name, "mmap"))
		return (int)call->args[4] >= 0;
	if (!strcmp(f->name, "ioctl"))
		return call->args[1] == CLONE_FILE ||
			call->args[1] == CLONE_RANGE;
	switch (cmd) {
	case F_DUPFD: case F_DUPFD_CLOEXEC:
	case F_GETLK: case F_SETLK: case F_SETLKW:
#ifdef F_OFD_SETLK
	case F_OFD_GETLK: case F_OFD_SETLK: case F_OFD_SETLKW:
#endif
		return true;
	default:
		return false;
	}
}

bool kcall_listed(const char *list, const struct kcall *call)
{
	const struct filecall *f = filecall_of(call->nr);
	const char *name, *p;
	size_t len;

	if (!list)
		return f && on_file(f, call);
	name = kcall_name(call->nr);
	for (p = list; *p; p += len + (p[len] == ',')) {
		len = strcspn(p, ",");
		if (len == strlen(name) && !strncmp(p, name, len))
			return true;
		if (len == 7 && !strncmp(p, ":change", 7) &&
		    f && (f->flags & CHANGE) && on_file(f, call))
			return true;
	}
	return false;
}

const char *kcall_unknown(const char *list)
{
	static char word[64];
	const char *p;
	size_t len, i;

	for (p = list; p && *p; p += len + (p[len] == ',')) {
		len = strcspn(p, ",");
		(void)snprintf(word, sizeof(word), "%.*s", (int)len, p);
		for (i = 0; i < ARRAY_SIZE(names); i++)
			if (!strcmp(names[i].name, word))
				break;
		/* A call of another machine's is no mistake: open, rename. */
		if (i < ARRAY_SIZE(names) || !strcmp(word, ":change"))
			continue;
		for (i = 0; i < ARRAY_SIZE(filecalls); i++)
			if (!strcmp(filecalls[i].name, word))
				break;
		if (i == ARRAY_SIZE(filecalls))
			return word;
	}
	return NULL;
}

/* A string of the task; false if it cannot be read. */
static bool read_string(pid_t tid, uint64_t at, char *out, size_t size)
{
	size_t have = 0;

	while (have < size) {
		/* To the end of the page: the next may not be there. */
		size_t n = 4096 - (size_t)((at + have) & 4095);
		struct iovec here, there;
		ssize_t got;

		if (n > size - have)
			n = size - have;
		here.iov_base = out + have;
		here.iov_len = n;
		there.iov_base = (void *)(uintptr_t)(at + have);
		there.iov_len = n;
		got = process_vm_readv(tid, &here, 1, &there, 1, 0);
		if (got <= 0)
			return false;
		if (memchr(out + have, 0, (size_t)got))
			return true;
		have += (size_t)got;
	}
	return false;
}

static bool read_link(pid_t tid, const char *what, char *out, size_t size)
{
	char link[64], target[PATH_MAX];
	ssize_t n;

	(void)snprintf(link, sizeof(link), "/proc/%d/%s", (int)tid, what);
	n = readlink(link, target, sizeof(target) - 1);
	if (n <= 0)
		return false;
	target[n] = 0;
	(void)snprintf(out, size, "%s", target);
	return true;
}

static bool fd_path(pid_t tid, int fd, char *out, size_t size)
{
	static const char gone[] = " (deleted)";
	char what[32];
	size_t n;

	if (fd == AT_FDCWD)
		return read_link(tid, "cwd", out, size);
	if (fd < 0)
		return false;
	(void)snprintf(what, sizeof(what), "fd/%d", fd);
	if (!read_link(tid, what, out, size))
		return false;
	n = strlen(out);
	if (n > sizeof(gone) && !strcmp(out + n - (sizeof(gone) - 1), gone))
		out[n - (sizeof(gone) - 1)] = 0;
	return true;
}

void kcall_clean_path(char *path)
{
	char *in = path, *out = path;

	if (*path != '/')
		return;
	while (*in) {
		size_t n;

		while (*in == '/')
			in++;
		n = strcspn(in, "/");
		if (n == 2 && in[0] == '.' && in[1] == '.') {
			while (out > path && *--out != '/')
				;
		} else if (n && !(n == 1 && in[0] == '.')) {
			*out++ = '/';
			memmove(out, in, n);
			out += n;
		}
		in += n;
	}
	if (out == path)
		*out++ = '/';
	*out = 0;
}

static bool arg_path(pid_t tid, const struct kcall *call, int dir, int path,
		     char out[PATH_MAX])
{
	char name[PATH_MAX];
	size_t n;

	/* futimens() is utimensat() without a path. */
	if (!call->args[path] && dir >= 0)
		name[0] = 0;
	else if (!read_string(tid, call->args[path], name, sizeof(name)))
		return false;
	if (name[0] == '/') {
		memcpy(out, name, strlen(name) + 1);
	} else {
		if (!fd_path(tid, dir < 0 ? AT_FDCWD : (int)call->args[dir],
			     out, PATH_MAX))
			return false;
		n = strlen(out);
		if (name[0] && n + 1 + strlen(name) < PATH_MAX) {
			out[n] = '/';
			memcpy(out + n + 1, name, strlen(name) + 1);
		}
	}
	kcall_clean_path(out);
	return true;
}

int kcall_paths(pid_t tid, const struct kcall *call, char path[2][PATH_MAX])
{
	const struct filecall *f = filecall_of(call->nr);
	int n = 0;

	if (!f)
		return 0;
	if (f->path >= 0 && arg_path(tid, call, f->dir, f->path, path[n]))
		n++;
	if (f->path2 >= 0 && arg_path(tid, call, f->dir2, f->path2, path[n]))
		n++;
	if (f->fd >= 0 &&
	    fd_path(tid, (int)call->args[f->fd], path[n], PATH_MAX))
		n++;
	if (f->fd2 >= 0 && n < 2 &&
	    fd_path(tid, (int)call->args[f->fd2], path[n], PATH_MAX))
		n++;
	return n;
}

bool kcall_within(pid_t tid, const struct kcall *call, char **dirs, size_t n)
{
	char path[2][PATH_MAX];
	int i, paths = kcall_paths(tid, call, path);
	size_t j;

	for (i = 0; i < paths; i++)
		for (j = 0; j < n; j++) {
			size_t len = strlen(dirs[j]);

			if (!strncmp(path[i], dirs[j], len) &&
			    (path[i][len] == '/' || !path[i][len]))
				return true;
		}
	return false;
}

int kcall_length_arg(uint64_t nr)
{
	static const struct {
		const char *name;
		int arg;
	} cut[] = {
		{ "read", 2 }, { "write", 2 }, { "pread64", 2 },
		{ "pwrite64", 2 }, { "sendfile", 3 },
		{ "copy_file_range", 4 },
	};
	const char *name = kcall_name(nr);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cut); i++)
		if (!strcmp(cut[i].name, name))
			return cut[i].arg;
	return -1;
}

static const struct {
	const char *name;
	int err;
} errnos[] = {
	{ "ENOSPC", ENOSPC }, { "EIO", EIO }, { "EACCES", EACCES },
	{ "EROFS", EROFS }, { "EMFILE", EMFILE }, { "EDQUOT", EDQUOT },
	{ "ENOMEM", ENOMEM }, { "EINTR", EINTR }, { "EPERM", EPERM },
	{ "EAGAIN", EAGAIN }, { "ENOENT", ENOENT }, { "EEXIST", EEXIST },
	{ "EXDEV", EXDEV }, { "EINVAL", EINVAL }, { "ENOSYS", ENOSYS },
	{ "EOPNOTSUPP", EOPNOTSUPP }, { "EBUSY", EBUSY },
	{ "ENFILE", ENFILE }, { "EMLINK", EMLINK }, { "ENOLCK", ENOLCK },
	{ "EFBIG", EFBIG }, { "ELOOP", ELOOP }, { "ESTALE", ESTALE },
	{ "ENOTEMPTY", ENOTEMPTY }, { "EPIPE", EPIPE },
};

int kcall_errno(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errnos); i++)
		if (!strcmp(errnos[i].name, name))
			return errnos[i].err;
	return 0;
}

const char *kcall_errno_name(int err)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errnos); i++)
		if (errnos[i].err == err)
			return errnos[i].name;
	return "?";
}

#endif
