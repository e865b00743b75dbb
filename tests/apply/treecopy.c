#include "config.h"

#include "tests/apply/treecopy.h"

#ifdef __linux__

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/mem.h"

/* A file with more names than one, and where its first copy stands. */
struct linked {
	dev_t dev;
	ino_t ino;
	char *copy;
};

struct copy {
	struct linked *linked;
	size_t n, alloc;
	char failed[PATH_MAX];
};

static bool failed(struct copy *c, const char *path)
{
	(void)snprintf(c->failed, sizeof(c->failed), "%s", path);
	return false;
}

/* --- away with what is there --- */

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path) && errno != ENOENT ? -1 : 0;
}

/* Folders that nobody may write are in the way of their own removal. */
static int open_up(const char *path, const struct stat *st, int type,
		   struct FTW *ftw)
{
	(void)ftw;
	if ((type == FTW_D || type == FTW_DNR) && (st->st_mode & 0700) != 0700)
		(void)chmod(path, 0700);
	return 0;
}

static bool remove_tree(const char *path)
{
	if (!nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS) ||
	    errno == ENOENT)
		return true;
	(void)nftw(path, open_up, 32, FTW_PHYS);
	return !nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS);
}

/* --- copying --- */

static bool copy_bytes(int in, int out)
{
	static char buf[1 << 16];
	ssize_t n, put, done;

	while ((n = read(in, buf, sizeof(buf))) > 0)
		for (done = 0; done < n; done += put) {
			put = write(out, buf + done, (size_t)(n - done));
			if (put < 0)
				return false;
		}
	return !n;
}

static bool copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), out;
	bool good;

	if (in < 0)
		return false;
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	good = out >= 0 && copy_bytes(in, out);
	(void)close(in);
	if (out >= 0 && close(out))
		good = false;
	return good;
}

static bool copy_symlink(const char *from, const char *to)
{
	char target[PATH_MAX];
	ssize_t n = readlink(from, target, sizeof(target) - 1);

	if (n < 0)
		return false;
	target[n] = 0;
	return !symlink(target, to);
}

static bool copy_xattrs(const char *from, const char *to)
{
	static char names[1 << 16], value[1 << 16];
	ssize_t n = llistxattr(from, names, sizeof(names)), got;
	const char *p;

	if (n < 0)
		return errno == ENOTSUP;
	for (p = names; p < names + n; p += strlen(p) + 1) {
		got = lgetxattr(from, p, value, sizeof(value));
		if (got < 0 || lsetxattr(to, p, value, (size_t)got, 0))
			return false;
	}
	return true;
}

/* Owner before mode, which loses its s bits by it; time last. */
static bool copy_inode(const char *from, const char *to, const struct stat *st)
{
	const struct timespec times[2] = { st->st_atim, st->st_mtim };

	if (lchown(to, st->st_uid, st->st_gid) && errno != EPERM)
		return false;
	if (!S_ISLNK(st->st_mode) && chmod(to, st->st_mode & 07777))
		return false;
	if (!copy_xattrs(from, to))
		return false;
	return !utimensat(AT_FDCWD, to, times, AT_SYMLINK_NOFOLLOW);
}

/* Its copy is there by another name already: that copy. */
static const char *copied(struct copy *c, const struct stat *st, const char *to)
{
	size_t i;

	if (S_ISDIR(st->st_mode) || st->st_nlink < 2)
		return NULL;
	for (i = 0; i < c->n; i++)
		if (c->linked[i].ino == st->st_ino &&
		    c->linked[i].dev == st->st_dev)
			return c->linked[i].copy;
	ALLOC_GROW(c->linked, c->n + 1, c->alloc);
	c->linked[c->n].dev = st->st_dev;
	c->linked[c->n].ino = st->st_ino;
	c->linked[c->n++].copy = xstrdup(to);
	return NULL;
}

static bool copy_entry(struct copy *c, const char *from, const char *to);

static bool copy_folder(struct copy *c, const char *from, const char *to)
{
	char in[PATH_MAX], out[PATH_MAX];
	struct dirent *de;
	bool good = true;
	DIR *d;

	if (mkdir(to, 0700))
		return failed(c, to);
	d = opendir(from);
	if (!d)
		return failed(c, from);
	while (good && (de = readdir(d))) {
		if (!strcmp(de->d_name, ".") || !strcmp(de->d_name, ".."))
			continue;
		if (snprintf(in, sizeof(in), "%s/%s", from, de->d_name) >=
		    (int)sizeof(in) ||
		    snprintf(out, sizeof(out), "%s/%s", to, de->d_name) >=
		    (int)sizeof(out)) {
			errno = ENAMETOOLONG;
			good = failed(c, from);
		} else {
			good = copy_entry(c, in, out);
		}
	}
	(void)closedir(d);
	return good;
}

static bool copy_entry(struct copy *c, const char *from, const char *to)
{
	const char *first;
	struct stat st;
	bool good;

	if (lstat(from, &st))
		return failed(c, from);
	first = copied(c, &st, to);
	if (first)
		return !link(first, to) || failed(c, to);
	if (S_ISDIR(st.st_mode)) {
		if (!copy_folder(c, from, to))
			return false;
		good = true;
	} else if (S_ISREG(st.st_mode)) {
		good = copy_file(from, to);
	} else if (S_ISLNK(st.st_mode)) {
		good = copy_symlink(from, to);
	} else {
		good = !mknod(to, st.st_mode, st.st_rdev);
	}
	return (good && copy_inode(from, to, &st)) || failed(c, from);
}

int treecopy(const char *from, const char *to, const char **at)
{
	static struct copy c;
	bool good;
	int err;

	memset(&c, 0, sizeof(c));
	*at = c.failed;
	good = remove_tree(to) ? copy_entry(&c, from, to) : failed(&c, to);
	err = errno;
	while (c.n)
		free(c.linked[--c.n].copy);
	free(c.linked);
	errno = err;
	return good ? 0 : -1;
}

#endif
