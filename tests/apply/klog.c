#include "config.h"

#include "tests/apply/klog.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/mem.h"

/* One call, as the writers below want it. */
struct did {
	FILE *log;
	pid_t tid;
	const char *name;
	const struct kcall *call;
	long result;
	char path[2][PATH_MAX];
	int paths;
};

static void put_bytes(FILE *log, const char *p, size_t n)
{
	size_t i;

	(void)fputc('"', log);
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c < ' ' || c >= 0x7f || c == '"' || c == '\\')
			(void)fprintf(log, "\\u%04x", c);
		else
			(void)fputc(c, log);
	}
	(void)fputc('"', log);
}

static void put_text(FILE *log, const char *member, const char *text)
{
	(void)fprintf(log, ",\"%s\":", member);
	put_bytes(log, text, strlen(text));
}

static void begin(FILE *log, const char *op)
{
	(void)fprintf(log, "{\"op\":\"%s\"", op);
}

static void put_id(FILE *log, const struct stat *st)
{
	(void)fprintf(log, ",\"id\":\"%llu:%llu\"",
		      (unsigned long long)st->st_dev,
		      (unsigned long long)st->st_ino);
}

static void put_attr(FILE *log, const struct stat *st)
{
	(void)fprintf(log, ",\"mode\":%u,\"uid\":%lu,\"gid\":%lu",
		      (unsigned)st->st_mode & 07777, (unsigned long)st->st_uid,
		      (unsigned long)st->st_gid);
}

static void end(FILE *log)
{
	(void)fputs("}\n", log);
}

static void untracked(const struct did *d)
{
	begin(d->log, "untracked");
	put_text(d->log, "what", d->name);
	end(d->log);
}

static bool peek(pid_t tid, uint64_t at, void *to, size_t n)
{
	struct iovec here = { to, n };
	struct iovec there = { (void *)(uintptr_t)at, n };

	return process_vm_readv(tid, &here, 1, &there, 1, 0) == (ssize_t)n;
}

static bool is_one_of(const char *name, const char *list)
{
	size_t n = strlen(name);
	const char *p = list;

	while ((p = strstr(p, name))) {
		if ((p == list || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
		p += n;
	}
	return false;
}

/* "/proc/TID/fd/N" */
static void fd_name(const struct did *d, int fd, char out[64])
{
	(void)snprintf(out, 64, "/proc/%d/fd/%d", (int)d->tid, fd);
}

static bool fd_stat(const struct did *d, int fd, struct stat *st)
{
	char name[64];

	fd_name(d, fd, name);
	return !stat(name, st);
}

/* --- contents: what stands in the file afterwards --- */

static void put_contents(const struct did *d, int fd, off_t off, size_t len)
{
	char name[64], *data = xmalloc(len + 1);
	struct stat st;
	size_t have = 0;
	ssize_t n = 1;
	int in;

	fd_name(d, fd, name);
	in = open(name, O_RDONLY | O_CLOEXEC);
	while (in >= 0 && have < len && n > 0) {
		n = pread(in, data + have, len - have, off + (off_t)have);
		if (n > 0)
			have += (size_t)n;
	}
	if (have == len && !fstat(in, &st)) {
		begin(d->log, "write");
		put_id(d->log, &st);
		(void)fprintf(d->log, ",\"off\":%lld,\"data\":",
			      (long long)off);
		put_bytes(d->log, data, len);
		end(d->log);
	} else {
		untracked(d);
	}
	if (in >= 0)
		(void)close(in);
	free(data);
}

/* Where the descriptor stands. */
static off_t position(const struct did *d, int fd)
{
	char name[64], text[256];
	ssize_t n;
	int in;

	(void)snprintf(name, sizeof(name), "/proc/%d/fdinfo/%d", (int)d->tid,
		       fd);
	in = open(name, O_RDONLY | O_CLOEXEC);
	n = in >= 0 ? read(in, text, sizeof(text) - 1) : -1;
	if (in >= 0)
		(void)close(in);
	if (n <= 4 || strncmp(text, "pos:", 4) != 0)
		return -1;
	text[n] = 0;
	return (off_t)strtoll(text + 4, NULL, 10);
}

static void log_transfer(const struct did *d)
{
	const uint64_t *args = d->call->args;
	int fd = (int)args[0];
	off_t off = -1;
	int64_t at;

	if (!strcmp(d->name, "copy_file_range")) {
		fd = (int)args[2];
		if (args[3] && peek(d->tid, args[3], &at, sizeof(at)))
			off = (off_t)at - d->result;
	} else if (strncmp(d->name, "pwrite", 6) == 0 && args[3] != UINT64_MAX) {
		off = (off_t)args[3];
	}
	if (off < 0)
		off = position(d, fd) - d->result;
	if (off < 0)
		untracked(d);
	else if (d->result > 0)
		put_contents(d, fd, off, (size_t)d->result);
}

static void put_size(const struct did *d, const struct stat *st)
{
	begin(d->log, "size");
	put_id(d->log, st);
	(void)fprintf(d->log, ",\"size\":%lld", (long long)st->st_size);
	end(d->log);
}

/* Clones, and what fallocate() does: all of it as it is then. */
static void log_whole(const struct did *d)
{
	int fd = (int)d->call->args[0];
	struct stat st;

	if (!fd_stat(d, fd, &st)) {
		untracked(d);
		return;
	}
	put_size(d, &st);
	if (st.st_size)
		put_contents(d, fd, 0, (size_t)st.st_size);
}

/* --- names --- */

static void log_open(const struct did *d)
{
	int fd = (int)d->result;
	uint64_t flags = 0;
	char name[64], path[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (!strcmp(d->name, "open"))
		flags = d->call->args[1];
	else if (!strcmp(d->name, "openat"))
		flags = d->call->args[2];
	else if (!strcmp(d->name, "creat"))
		flags = O_CREAT | O_TRUNC;
	else if (!peek(d->tid, d->call->args[2], &flags, sizeof(flags)))
		untracked(d);
	if (!(flags & (O_CREAT | O_TRUNC)) &&
	    (flags & O_TMPFILE) != (uint64_t)O_TMPFILE)
		return;
	/* By its real name, whatever links led to it. */
	fd_name(d, fd, name);
	n = readlink(name, path, sizeof(path) - 1);
	if (n < 0 || stat(name, &st)) {
		untracked(d);
		return;
	}
	path[n] = 0;
	if (!S_ISREG(st.st_mode))
		return;
	begin(d->log, "open");
	put_text(d->log, "path", path);
	put_id(d->log, &st);
	put_attr(d->log, &st);
	(void)fprintf(d->log, ",\"tmp\":%s,\"trunc\":%s",
		      (flags & O_TMPFILE) == (uint64_t)O_TMPFILE ? "true" :
		      "false", flags & O_TRUNC ? "true" : "false");
	end(d->log);
}

static void log_new_name(const struct did *d, const char *op, const char *path)
{
	char target[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (lstat(path, &st)) {
		untracked(d);
		return;
	}
	begin(d->log, op);
	put_text(d->log, "path", path);
	put_id(d->log, &st);
	put_attr(d->log, &st);
	if (S_ISLNK(st.st_mode)) {
		n = readlink(path, target, sizeof(target));
		(void)fputs(",\"target\":", d->log);
		put_bytes(d->log, target, n > 0 ? (size_t)n : 0);
	}
	end(d->log);
}

static void log_rename(const struct did *d)
{
	const uint64_t flags = strcmp(d->name, "renameat2") ? 0 :
		d->call->args[4];

	begin(d->log, "rename");
	put_text(d->log, "path", d->path[0]);
	put_text(d->log, "to", d->path[1]);
	(void)fprintf(d->log, ",\"exchange\":%s", flags & 2 ? "true" : "false");
	end(d->log);
	if (flags & 4)
		untracked(d);
}

/* --- attributes --- */

static bool subject(const struct did *d, struct stat *st)
{
	if (*d->name == 'f' && !strstr(d->name, "at"))
		return fd_stat(d, (int)d->call->args[0], st);
	if (is_one_of(d->name, "lchown lsetxattr lremovexattr") ||
	    (!strcmp(d->name, "fchownat") &&
	     (d->call->args[4] & AT_SYMLINK_NOFOLLOW)) ||
	    (!strcmp(d->name, "utimensat") && d->call->args[1] &&
	     (d->call->args[3] & AT_SYMLINK_NOFOLLOW)))
		return !lstat(d->path[0], st);
	/* futimens(): the file may have no name. */
	if (!strcmp(d->name, "utimensat") && !d->call->args[1])
		return fd_stat(d, (int)d->call->args[0], st);
	return !stat(d->path[0], st);
}

static void log_xattr(const struct did *d)
{
	static char value[1 << 16];
	bool set = strstr(d->name, "set") != NULL;
	char name[256] = "";
	struct stat st;
	size_t n = 0;

	while (n + 1 < sizeof(name) &&
	       peek(d->tid, d->call->args[1] + n, name + n, 1) && name[n])
		n++;
	if (!subject(d, &st) || (set &&
	    (d->call->args[3] > sizeof(value) ||
	     !peek(d->tid, d->call->args[2], value, d->call->args[3])))) {
		untracked(d);
		return;
	}
	begin(d->log, "xattr");
	put_id(d->log, &st);
	put_text(d->log, "name", name);
	(void)fputs(",\"value\":", d->log);
	if (set)
		put_bytes(d->log, value, d->call->args[3]);
	else
		(void)fputs("null", d->log);
	end(d->log);
}

static void log_attr(const struct did *d)
{
	struct stat st;

	if (!subject(d, &st)) {
		untracked(d);
	} else if (strstr(d->name, "utime")) {
		begin(d->log, "times");
		put_id(d->log, &st);
		(void)fprintf(d->log, ",\"mtime\":\"%lld.%09ld\"",
			      (long long)st.st_mtim.tv_sec,
			      (long)st.st_mtim.tv_nsec);
		end(d->log);
	} else if (strstr(d->name, "truncate")) {
		put_size(d, &st);
	} else {
		begin(d->log, "attr");
		put_id(d->log, &st);
		put_attr(d->log, &st);
		end(d->log);
	}
}

static void log_sync(const struct did *d)
{
	struct stat st;

	if (!strcmp(d->name, "syncfs") || !strcmp(d->name, "sync")) {
		begin(d->log, "sync");
		end(d->log);
		return;
	}
	if (!fd_stat(d, (int)d->call->args[0], &st)) {
		untracked(d);
		return;
	}
	begin(d->log, "fsync");
	put_id(d->log, &st);
	(void)fprintf(d->log, ",\"data\":%s",
		      strcmp(d->name, "fsync") ? "true" : "false");
	end(d->log);
}

void klog_exit(FILE *log, pid_t tid, const struct kcall *call, long result)
{
	struct did d = { log, tid, kcall_name(call->nr), call, result,
			 { "", "" }, 0 };
	const char *name = d.name;

	if (result < 0)
		return;
	d.paths = kcall_paths(tid, call, d.path);
	if (is_one_of(name, "open openat openat2 creat"))
		log_open(&d);
	else if (is_one_of(name, "write writev pwrite64 pwritev pwritev2 "
			   "copy_file_range sendfile"))
		log_transfer(&d);
	else if (is_one_of(name, "fallocate ioctl"))
		log_whole(&d);
	else if (is_one_of(name, "mkdir mkdirat"))
		log_new_name(&d, "mkdir", d.path[0]);
	else if (is_one_of(name, "symlink symlinkat"))
		log_new_name(&d, "symlink", d.path[0]);
	else if (is_one_of(name, "link linkat"))
		log_new_name(&d, "link", d.path[d.paths - 1]);
	else if (is_one_of(name, "rename renameat renameat2"))
		log_rename(&d);
	else if (is_one_of(name, "unlink unlinkat rmdir")) {
		begin(log, "unlink");
		put_text(log, "path", d.path[0]);
		end(log);
	} else if (strstr(name, "xattr") && !strstr(name, "get") &&
		   !strstr(name, "list"))
		log_xattr(&d);
	else if (is_one_of(name, "chmod fchmod fchmodat fchmodat2 chown lchown "
			   "fchown fchownat utime utimes futimesat utimensat "
			   "truncate ftruncate"))
		log_attr(&d);
	else if (is_one_of(name, "fsync fdatasync syncfs sync"))
		log_sync(&d);
	else if (is_one_of(name, "mknod mknodat") ||
		 (!strcmp(name, "mmap") && (call->args[2] & PROT_WRITE) &&
		  (call->args[3] & MAP_SHARED) && (int)call->args[4] >= 0))
		untracked(&d);
}

#endif
