#include "config.h"

#include "apply/content.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/xattr.h>
#endif

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "host/sha256.h"
#include "host/tree.h"

#define COPY_BYTES ((size_t)256 * 1024)
#define DEPTH_MAX 4096
#define READING (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)

static int failed(struct error *err, const char *what, const char *path)
{
	int code = errno;

	error_origin(err, "%s", path);
	return error_errno(err, code, "cannot %s %s", what, path);
}

/* ---- reading back ---- */

static int hash_fd(int fd, char out[SHA256_HEX_BYTES], struct error *err)
{
	struct sha256 *sum = sha256_start();
	char *bytes = xmalloc(COPY_BYTES);
	ssize_t n;
	int code;

	for (;;) {
		n = read(fd, bytes, COPY_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		sha256_add(sum, bytes, (size_t)n);
		if (tree_watched(n)) {
			n = -1;
			errno = ECANCELED;
			break;
		}
	}
	code = errno;
	free(bytes);
	if (sha256_end(sum, out, err))
		return -1;
	errno = code;
	return n < 0 ? -1 : 0;
}

int content_hash(const struct at *at, char out[SHA256_HEX_BYTES],
		 struct error *err)
{
	int fd = openat(at->fd, at->name, READING), rc;

	out[0] = '\0';
	if (fd < 0)
		return failed(err, "open", at->path);
	rc = hash_fd(fd, out, err) ? failed(err, "read", at->path) : 0;
	(void)close(fd);
	return rc;
}

int content_read(const struct at *at, struct strbuf *out, struct error *err)
{
	int fd = openat(at->fd, at->name, READING), rc;

	if (fd < 0)
		return failed(err, "open", at->path);
	rc = at_read_all(fd, out) < 0 ? failed(err, "read", at->path) : 0;
	(void)close(fd);
	return rc;
}

int content_write(const struct at *at, struct str bytes, struct error *err)
{
	char want[SHA256_HEX_BYTES], got[SHA256_HEX_BYTES];
	int fd;

	if (sha256_of(bytes, want, err))
		return -1;
	fd = openat(at->fd, at->name, O_WRONLY | O_CREAT | O_EXCL |
		    O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return failed(err, "make", at->path);
	if (at_write_all(fd, bytes.p, bytes.len) < 0) {
		int code = errno;

		(void)close(fd);
		errno = code;
		return failed(err, "write", at->path);
	}
	if (close(fd) < 0)
		return failed(err, "write", at->path);
	if (content_hash(at, got, err))
		return -1;
	if (!strcmp(got, want))
		return 0;
	error_origin(err, "%s", at->path);
	return error_set(err, "%s does not hold what was written to it",
			 at->path);
}

/* ---- what a file is besides its bytes ---- */

#if defined(__linux__)
/* Labels and privileges are the system's to give. */
static bool may_fail(const char *name, int code)
{
	return !strncmp(name, "security.", 9) ||
	       !strncmp(name, "trusted.", 8) ||
	       !strncmp(name, "system.nfs4", 11) ||
	       (code == ENOTSUP && !strncmp(name, "system.", 7));
}

static int copy_xattr(int from, int to, const char *name)
{
	char *value = NULL;
	ssize_t n;
	int rc = 0, code = 0;

	n = fgetxattr(from, name, NULL, 0);
	if (n >= 0) {
		value = xmalloc((size_t)n + 1);
		n = fgetxattr(from, name, value, (size_t)n);
	}
	if (n < 0 || fsetxattr(to, name, value, (size_t)n, 0) < 0) {
		code = errno;
		rc = may_fail(name, code) ? 0 : -1;
	}
	free(value);
	errno = code;
	return rc;
}

static int copy_xattrs(int from, int to)
{
	ssize_t n = flistxattr(from, NULL, 0), at;
	char *names;
	int rc = 0, code = 0;

	if (n <= 0)
		return n < 0 && errno != ENOTSUP ? -1 : 0;
	names = xmalloc((size_t)n + 1);
	n = flistxattr(from, names, (size_t)n);
	if (n < 0) {
		rc = -1;
		code = errno;
	}
	for (at = 0; at < n && !rc; at += (ssize_t)strlen(names + at) + 1) {
		rc = copy_xattr(from, to, names + at);
		code = errno;
	}
	free(names);
	errno = code;
	return rc;
}
#else
static int copy_xattrs(int from, int to)
{
	(void)from;
	(void)to;
	return 0;
}
#endif

static int copy_owner(int fd, const struct stat *have,
		      const struct stat *like)
{
	if (have->st_uid == like->st_uid && have->st_gid == like->st_gid)
		return 0;
	return fchown(fd, have->st_uid == like->st_uid ? (uid_t)-1 :
		      like->st_uid, like->st_gid);
}

int content_like(const struct at *at, const struct at *like, int mode,
		 struct error *err)
{
	int to, from, rc = -1;
	struct stat have, want;

	to = openat(at->fd, at->name, READING);
	if (to < 0)
		return failed(err, "open", at->path);
	from = openat(like->fd, like->name, READING);
	if (from < 0) {
		rc = failed(err, "open", like->path);
		goto out;
	}
	if (fstat(to, &have) < 0 || fstat(from, &want) < 0) {
		rc = failed(err, "look at", like->path);
	} else if (copy_owner(to, &have, &want) < 0) {
		error_hint(err, "let its owner run gomend, or change its "
			   "owner first");
		rc = failed(err, "keep the owner of", like->path);
	} else if (copy_xattrs(from, to) < 0) {
		rc = failed(err, "keep the attributes of", like->path);
	} else if (fchmod(to, (mode_t)mode) < 0) {
		rc = failed(err, "set the mode of", at->path);
	} else {
		rc = 0;
	}
	(void)close(from);
out:
	(void)close(to);
	return rc;
}

int content_heir(const struct at *at, const struct at *parent, bool *needed,
		 struct error *err)
{
	int from, to, rc = 0;
	struct stat st;
	bool acl = false;

	from = openat(parent->fd, parent->name, READING | O_DIRECTORY);
	if (from < 0 || fstat(from, &st) < 0) {
		rc = failed(err, "open", parent->path);
		if (from >= 0)
			(void)close(from);
		return rc;
	}
#if defined(__linux__)
	acl = fgetxattr(from, "system.posix_acl_default", NULL, 0) > 0;
#endif
	*needed = acl || st.st_mode & S_ISGID;
	if (!*needed) {
		(void)close(from);
		return 0;
	}
	to = -1;
	if (mkdirat(at->fd, at->name, 0700) < 0)
		rc = -1;
	else
		to = openat(at->fd, at->name, READING | O_DIRECTORY);
	if (to < 0)
		rc = failed(err, "make", at->path);
	else if ((st.st_mode & S_ISGID && fchown(to, (uid_t)-1,
						 st.st_gid) < 0) ||
		 fchmod(to, 0700 | (st.st_mode & S_ISGID)) < 0)
		rc = failed(err, "keep the group of", parent->path);
#if defined(__linux__)
	else if (acl && copy_xattr(from, to, "system.posix_acl_default") < 0)
		rc = failed(err, "keep the attributes of", parent->path);
#endif
	if (to >= 0)
		(void)close(to);
	(void)close(from);
	return rc;
}

/* ---- whole trees ---- */

struct copy {
	const struct content_copy *how;
	const char *from, *to;
	struct strbuf rel;
	struct map seen;	/* "dev:ino" of hard links → struct strbuf rel */
	struct arena arena;
	dev_t dev;
	int to_top;		/* parent of the copy, for linkat */
	const char *to_name;
	char *buf;
	struct error *err;
};

static int copy_failed(struct copy *c, const char *what, const char *top)
{
	int code = errno;
	const char *slash = c->rel.len ? "/" : "";

	error_origin(c->err, "%s%s%s", top, slash, c->rel.buf);
	return error_errno(c->err, code, "cannot %s %s%s%s", what, top, slash,
			   c->rel.buf);
}

/* Give up when whoever looks on says so. */
static int tick(struct copy *c, int64_t bytes)
{
	if (!tree_watched(bytes))
		return 0;
	errno = ECANCELED;
	return copy_failed(c, "copy", c->from);
}

static int copy_bytes(struct copy *c, int from, int to, off_t end,
		      struct sha256 *sum)
{
	off_t at = 0, data, hole;
	ssize_t n;

	while (at < end) {
		data = at;
		hole = end;
#ifdef SEEK_HOLE
		data = lseek(from, at, SEEK_DATA);
		if (data < 0)
			data = errno == ENXIO ? end : at;
		hole = data < end ? lseek(from, data, SEEK_HOLE) : end;
		if (hole < 0 || hole > end)
			hole = end;
#endif
		/* Holes are zeros to the hash, and nothing on the disk. */
		if (at < data)
			memset(c->buf, 0, COPY_BYTES);
		for (; at < data; at += n) {
			n = data - at < (off_t)COPY_BYTES ?
			    (ssize_t)(data - at) : (ssize_t)COPY_BYTES;
			sha256_add(sum, c->buf, (size_t)n);
			if (tick(c, n))
				return -1;
		}
		if (lseek(from, data, SEEK_SET) < 0 ||
		    lseek(to, data, SEEK_SET) < 0)
			return copy_failed(c, "read", c->from);
		while (at < hole) {
			size_t want = hole - at < (off_t)COPY_BYTES ?
				      (size_t)(hole - at) : COPY_BYTES;

			n = read(from, c->buf, want);
			if (n < 0 && errno == EINTR)
				continue;
			if (n < 0)
				return copy_failed(c, "read", c->from);
			if (!n) {
				error_origin(c->err, "%s/%s", c->from,
					     c->rel.buf);
				return error_set(c->err, "%s/%s became shorter "
						 "while it was copied",
						 c->from, c->rel.buf);
			}
			sha256_add(sum, c->buf, (size_t)n);
			if (at_write_all(to, c->buf, (size_t)n) < 0)
				return copy_failed(c, "write", c->to);
			at += n;
			if (tick(c, n))
				return -1;
		}
	}
	if (ftruncate(to, end) < 0)
		return copy_failed(c, "write", c->to);
	return 0;
}

static int set_times(int fd, const struct stat *st)
{
	struct timespec times[2] = { { 0, UTIME_OMIT }, st->st_mtim };

	return futimens(fd, times);
}

/* Owner, attributes, mode and time, in the order that keeps each. */
static int dress(struct copy *c, int from, int to, const struct stat *st)
{
	struct stat have;

	if (fstat(to, &have) < 0 || copy_owner(to, &have, st) < 0)
		return copy_failed(c, "keep the owner of", c->from);
	if (copy_xattrs(from, to) < 0)
		return copy_failed(c, "keep the attributes of", c->from);
	if (fchmod(to, st->st_mode & 07777) < 0)
		return copy_failed(c, "set the mode of", c->to);
	if (set_times(to, st) < 0)
		return copy_failed(c, "set the time of", c->to);
	return 0;
}

static int copy_file(struct copy *c, int from_dir, const char *from_name,
		     int to_dir, const char *to_name, const struct stat *st)
{
	int from, to = -1, rc = -1;
	char want[SHA256_HEX_BYTES], got[SHA256_HEX_BYTES];
	struct sha256 *sum = sha256_start();

	from = openat(from_dir, from_name, READING);
	if (from < 0) {
		rc = copy_failed(c, "open", c->from);
		goto out;
	}
	to = openat(to_dir, to_name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW |
		    O_CLOEXEC, 0600);
	if (to < 0) {
		rc = copy_failed(c, "make", c->to);
		goto out;
	}
	rc = copy_bytes(c, from, to, st->st_size, sum);
out:
	if (sha256_end(sum, want, c->err))
		rc = -1;
	if (!rc && (lseek(to, 0, SEEK_SET) < 0 || hash_fd(to, got, c->err)))
		rc = copy_failed(c, "read back", c->to);
	if (!rc && strcmp(want, got)) {
		error_origin(c->err, "%s/%s", c->to, c->rel.buf);
		rc = error_set(c->err, "%s/%s does not hold what was written "
			       "to it", c->to, c->rel.buf);
	}
	if (!rc)
		rc = dress(c, from, to, st);
	if (to >= 0 && close(to) < 0 && !rc)
		rc = copy_failed(c, "write", c->to);
	if (from >= 0)
		(void)close(from);
	return rc;
}

static int copy_link(struct copy *c, int from_dir, const char *from_name,
		     int to_dir, const char *to_name, const struct stat *st)
{
	struct timespec times[2] = { { 0, UTIME_OMIT }, st->st_mtim };
	size_t room = st->st_size > 0 ? (size_t)st->st_size + 1 : 4096;
	char *target = arena_alloc(&c->arena, room + 1);
	ssize_t n = readlinkat(from_dir, from_name, target, room);

	if (n < 0 || (size_t)n >= room)
		return copy_failed(c, "read the link", c->from);
	target[n] = '\0';
	if (symlinkat(target, to_dir, to_name) < 0)
		return copy_failed(c, "make the link", c->to);
	if ((st->st_uid != geteuid() || st->st_gid != getegid()) &&
	    fchownat(to_dir, to_name, st->st_uid, st->st_gid,
		     AT_SYMLINK_NOFOLLOW) < 0)
		return copy_failed(c, "keep the owner of", c->from);
	if (utimensat(to_dir, to_name, times, AT_SYMLINK_NOFOLLOW) < 0)
		return copy_failed(c, "set the time of", c->to);
	return 0;
}

/* 1: it is another name of a file that was copied already. */
static int copy_name(struct copy *c, int to_dir, const char *to_name,
		     const struct stat *st)
{
	const char *key, *first;
	struct strbuf path = STRBUF_INIT;
	int rc = 1;

	if (st->st_nlink < 2)
		return 0;
	key = arena_printf(&c->arena, "%llu:%llu",
			   (unsigned long long)st->st_dev,
			   (unsigned long long)st->st_ino);
	first = map_get(&c->seen, key);
	if (!first) {
		map_put(&c->seen, key, arena_strdup(&c->arena, c->rel.buf));
		return 0;
	}
	strbuf_addf(&path, "%s/%s", c->to_name, first);
	if (linkat(c->to_top, path.buf, to_dir, to_name, 0) < 0)
		rc = copy_failed(c, "link", c->to);
	strbuf_release(&path);
	return rc;
}

static int copy_entry(struct copy *c, int from_dir, const char *from_name,
		      int to_dir, const char *to_name, int depth);

static int copy_list(struct copy *c, int from, int to, int depth)
{
	size_t len = c->rel.len;
	struct dirent *d;
	int rc = 0, again;
	DIR *dir;

	again = openat(from, ".", READING | O_DIRECTORY);
	dir = again < 0 ? NULL : fdopendir(again);
	if (!dir) {
		rc = copy_failed(c, "open", c->from);
		if (again >= 0)
			(void)close(again);
		return rc;
	}
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d) {
			if (errno)
				rc = copy_failed(c, "read", c->from);
			break;
		}
		if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, ".."))
			continue;
		if (len)
			strbuf_addch(&c->rel, '/');
		strbuf_addstr(&c->rel, d->d_name);
		if (!c->how->skip || !c->how->skip(c->how->payload,
						   c->rel.buf))
			rc = copy_entry(c, from, d->d_name, to, d->d_name,
					depth + 1);
		strbuf_setlen(&c->rel, len);
		if (rc)
			break;
	}
	(void)closedir(dir);
	return rc;
}

static int copy_folder(struct copy *c, int from_dir, const char *from_name,
		       int to_dir, const char *to_name, const struct stat *st,
		       int depth)
{
	int from, to = -1, rc;

	if (depth >= DEPTH_MAX) {
		errno = ELOOP;
		return copy_failed(c, "go deeper than 4096 folders into",
				   c->from);
	}
	from = openat(from_dir, from_name, READING | O_DIRECTORY);
	if (from < 0)
		return copy_failed(c, "open", c->from);
	if (mkdirat(to_dir, to_name, 0700) < 0)
		rc = copy_failed(c, "make", c->to);
	else if ((to = openat(to_dir, to_name, READING | O_DIRECTORY)) < 0)
		rc = copy_failed(c, "open", c->to);
	else
		rc = copy_list(c, from, to, depth);
	if (!rc)
		rc = dress(c, from, to, st);
	if (to >= 0)
		(void)close(to);
	(void)close(from);
	return rc;
}

static int copy_entry(struct copy *c, int from_dir, const char *from_name,
		      int to_dir, const char *to_name, int depth)
{
	struct stat st;
	int rc;

	if (fstatat(from_dir, from_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return copy_failed(c, "look at", c->from);
	if (!depth)
		c->dev = st.st_dev;
	/* Of files an overlay shows the device of their layer. */
	if (S_ISDIR(st.st_mode) && st.st_dev != c->dev) {
		error_origin(c->err, "%s/%s", c->from, c->rel.buf);
		return error_set(c->err, "another file system is mounted on "
				 "%s/%s", c->from, c->rel.buf);
	}
	if (tick(c, 0))
		return -1;
	if (S_ISDIR(st.st_mode))
		return copy_folder(c, from_dir, from_name, to_dir, to_name,
				   &st, depth);
	rc = copy_name(c, to_dir, to_name, &st);
	if (rc)
		return rc < 0 ? -1 : 0;
	if (S_ISLNK(st.st_mode))
		return copy_link(c, from_dir, from_name, to_dir, to_name,
				 &st);
	if (S_ISREG(st.st_mode))
		return copy_file(c, from_dir, from_name, to_dir, to_name,
				 &st);
	error_origin(c->err, "%s/%s", c->from, c->rel.buf);
	return error_set(c->err, "%s/%s is no file, folder or link, and "
			 "cannot be copied", c->from, c->rel.buf);
}

int content_copy(const struct at *from, const struct at *to,
		 const struct content_copy *how, struct error *err)
{
	struct copy c = { .how = how, .from = from->path, .to = to->path,
			  .rel = STRBUF_INIT, .seen = MAP_INIT,
			  .arena = ARENA_INIT, .to_top = to->fd,
			  .to_name = to->name, .err = err };
	int rc;

	c.buf = xmalloc(COPY_BYTES);
	rc = copy_entry(&c, from->fd, from->name, to->fd, to->name, 0);
	free(c.buf);
	strbuf_release(&c.rel);
	map_release(&c.seen);
	arena_release(&c.arena);
	return rc;
}

static int regroup(int dirfd, const char *name, gid_t gid, const char *path,
		   int depth, struct error *err)
{
	struct stat st;
	struct dirent *d;
	int fd, rc = 0;
	DIR *dir;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return failed(err, "look at", path);
	if (st.st_gid != gid &&
	    fchownat(dirfd, name, (uid_t)-1, gid, AT_SYMLINK_NOFOLLOW) < 0)
		return failed(err, "keep the group in", path);
	if (!S_ISDIR(st.st_mode) || depth >= DEPTH_MAX)
		return 0;
	fd = openat(dirfd, name, READING | O_DIRECTORY);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir || fchmod(fd, (st.st_mode & 07777) | S_ISGID) < 0) {
		rc = failed(err, "open", path);
		if (dir)
			(void)closedir(dir);
		else if (fd >= 0)
			(void)close(fd);
		return rc;
	}
	while (!rc) {
		errno = 0;
		d = readdir(dir);
		if (!d) {
			if (errno)
				rc = failed(err, "read", path);
			break;
		}
		if (strcmp(d->d_name, ".") && strcmp(d->d_name, ".."))
			rc = regroup(fd, d->d_name, gid, path, depth + 1,
				     err);
	}
	(void)closedir(dir);
	return rc;
}

int content_regroup(const struct at *top, gid_t gid, struct error *err)
{
	return regroup(top->fd, top->name, gid, top->path, 0, err);
}
