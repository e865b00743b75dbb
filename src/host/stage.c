#include "config.h"

#include "host/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"

#define BESIDE ".gomend-undo"

const char *stage_state_dir(struct arena *a)
{
	const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (!cstr_empty(xdg) && path_is_abs(xdg))
		return path_join(a, xdg, "gomend");
	if (!cstr_empty(home) && path_is_abs(home))
		return path_join(a, home, ".local/state/gomend");
	return NULL;
}

const char *stage_existing(struct arena *a, const char *path)
{
	struct stat st;

	while (strcmp(path, "/") &&
	       (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
		path = path_dir(a, path);
	return path;
}

/* ---- mounts ---- */

/* The mount a folder is on; -1 where the system cannot tell. */
static long long mount_of(const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	char name[64];
	long long id = -1;
	const char *at;
	ssize_t n;
	int fd, info;

#if defined(HAVE_STATX) && defined(STATX_MNT_ID)
	struct statx sx;

	if (!statx(AT_FDCWD, path, 0, STATX_MNT_ID, &sx) &&
	    (sx.stx_mask & STATX_MNT_ID))
		return (long long)sx.stx_mnt_id;
#endif
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	(void)snprintf(name, sizeof(name), "/proc/self/fdinfo/%d", fd);
	info = open(name, O_RDONLY | O_CLOEXEC);
	if (info >= 0) {
		n = read(info, strbuf_room(&sb, 1024), 1024);
		if (n > 0)
			strbuf_advance(&sb, (size_t)n);
		at = strstr(sb.buf, "mnt_id:");
		if (at)
			id = strtoll(at + strlen("mnt_id:"), NULL, 10);
		(void)close(info);
	}
	(void)close(fd);
	strbuf_release(&sb);
	return id;
}

bool stage_same_mount(const char *one, const char *two)
{
	struct stat a, b;

	return !stat(one, &a) && !stat(two, &b) && a.st_dev == b.st_dev &&
	       mount_of(one) == mount_of(two);
}

/* ---- where ---- */

const char *stage_base(struct arena *a, const char *path, const char *git_dir,
		       const char *not_below, bool *beside,
		       struct error *err)
{
	bool inside = not_below && path_under(not_below, path);
	const char *at = stage_existing(a, path_dir(a, path));
	const char *state = stage_state_dir(a), *dir;

	*beside = false;
	if (git_dir && !(not_below && path_under(not_below, git_dir)) &&
	    stage_same_mount(git_dir, at) && !access(git_dir, W_OK | X_OK))
		return path_join(a, git_dir, "gomend");
	if (state && !(not_below && path_under(not_below, state)) &&
	    stage_same_mount(stage_existing(a, state), at))
		return path_join(a, state, "stage");
	dir = stage_existing(a, path_dir(a, inside ? not_below : path));
	if (!stage_same_mount(dir, at)) {
		error_origin(err, "%s", path);
		(void)error_set(err, "there is no place on the file system of "
				"%s for what is kept for undo", path);
		return NULL;
	}
	*beside = true;
	return path_join(a, dir, BESIDE);
}

/* ---- making ---- */

/* mkdir and leave the parent's mtime as it was. */
static int quiet_mkdir(const char *parent, const char *path)
{
	struct timespec times[2];
	struct stat st;
	int rc;

	if (stat(parent, &st) < 0)
		return -1;
	rc = mkdir(path, 0700);
	if (rc < 0)
		return errno == EEXIST ? 0 : -1;
	times[0].tv_sec = 0;
	times[0].tv_nsec = UTIME_OMIT;
	times[1] = st.st_mtim;
	/* Not ours to touch: then it stays touched. */
	(void)utimensat(AT_FDCWD, parent, times, 0);
	return 0;
}

static int make_parents(struct arena *a, const char *path)
{
	const char *parent = path_dir(a, path);
	struct stat st;

	if (!stat(path, &st))
		return S_ISDIR(st.st_mode) ? 0 : (errno = ENOTDIR, -1);
	if (errno != ENOENT || (strcmp(parent, path) &&
				make_parents(a, parent) < 0))
		return -1;
	return quiet_mkdir(parent, path);
}

/* So that no git shows it. */
static int make_ignored(struct arena *a, const char *base)
{
	const char *path = path_join(a, base, ".gitignore");
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
		      O_CLOEXEC, 0600);
	ssize_t n;

	if (fd < 0)
		return errno == EEXIST ? 0 : -1;
	do
		n = write(fd, "*\n", 2);
	while (n < 0 && errno == EINTR);
	if (n >= 0 && n != 2)
		errno = ENOSPC;
	if (close(fd) < 0 || n != 2) {
		int code = errno;

		(void)unlink(path);
		errno = code;
		return -1;
	}
	return 0;
}

int stage_make_base(const char *base, struct error *err)
{
	struct arena a = ARENA_INIT;
	struct stat st;
	int rc = 0;

	if (make_parents(&a, base) < 0 ||
	    (cstr_eq(path_base(base), BESIDE) && make_ignored(&a, base) < 0)) {
		int code = errno;

		error_origin(err, "%s", base);
		rc = error_errno(err, code, "cannot make %s", base);
	} else if (lstat(base, &st) < 0 || !S_ISDIR(st.st_mode)) {
		error_origin(err, "%s", base);
		rc = error_set(err, "%s is not a folder", base);
	}
	arena_release(&a);
	return rc;
}

static bool holds_only_ignore(const char *base)
{
	DIR *dir = opendir(base);
	struct dirent *d;
	bool only = dir != NULL;

	while (dir && (d = readdir(dir)))
		if (strcmp(d->d_name, ".") && strcmp(d->d_name, "..") &&
		    strcmp(d->d_name, ".gitignore"))
			only = false;
	if (dir)
		(void)closedir(dir);
	return only;
}

void stage_drop_base(const char *base)
{
	struct arena a = ARENA_INIT;
	const char *parent = path_dir(&a, base);
	struct timespec times[2];
	struct stat st;

	if (cstr_eq(path_base(base), BESIDE) && holds_only_ignore(base))
		(void)unlink(path_join(&a, base, ".gitignore"));
	if (!stat(parent, &st) && !rmdir(base)) {
		times[0].tv_sec = 0;
		times[0].tv_nsec = UTIME_OMIT;
		times[1] = st.st_mtim;
		(void)utimensat(AT_FDCWD, parent, times, 0);
	}
	arena_release(&a);
}

const char *stage_make(struct arena *a, const char *base, const char *name,
		       struct error *err)
{
	char *path;

	if (stage_make_base(base, err))
		return NULL;
	path = arena_printf(a, "%s/%s.XXXXXX", base, name);
	if (!mkdtemp(path)) {
		int code = errno;

		error_origin(err, "%s", base);
		(void)error_errno(err, code, "cannot make a folder in %s",
				  base);
		return NULL;
	}
	return path;
}

/* ---- removing ---- */

static int remove_at(int dirfd, const char *name, const char *top,
		     struct error *err);

static int remove_folder(int dirfd, const char *name, const char *top,
			 struct error *err)
{
	struct dirent *d;
	int fd, rc = 0;
	DIR *dir;

	fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
		    O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == EACCES &&
	    !fchmodat(dirfd, name, 0700, 0))
		fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
			    O_CLOEXEC | O_NONBLOCK);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		int code = errno;

		if (fd >= 0)
			(void)close(fd);
		return code == ENOENT ? 0 :
		       error_errno(err, code, "cannot open %s in %s", name,
				   top);
	}
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d) {
			if (errno)
				rc = error_errno(err, errno, "cannot read %s "
						 "in %s", name, top);
			break;
		}
		if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, ".."))
			continue;
		if (remove_at(fd, d->d_name, top, err)) {
			rc = -1;
			break;
		}
	}
	(void)closedir(dir);
	return rc;
}

/* A folder without the right to write (a module's) is given it. */
static int unlink_hard(int dirfd, const char *name, int flags)
{
	struct stat st;

	if (!unlinkat(dirfd, name, flags))
		return 0;
	if ((errno != EACCES && errno != EPERM) || dirfd == AT_FDCWD ||
	    fstat(dirfd, &st) < 0 || (st.st_mode & 0700) == 0700 ||
	    fchmod(dirfd, 0700) < 0)
		return -1;
	return unlinkat(dirfd, name, flags);
}

static int remove_at(int dirfd, const char *name, const char *top,
		     struct error *err)
{
	int code;

	if (!unlink_hard(dirfd, name, 0) || errno == ENOENT)
		return 0;
	code = errno;
	if (code == EISDIR || code == EPERM) {
		if (remove_folder(dirfd, name, top, err))
			return -1;
		if (!unlink_hard(dirfd, name, AT_REMOVEDIR) ||
		    errno == ENOENT)
			return 0;
		code = errno;
	}
	return error_errno(err, code, "cannot remove %s in %s", name, top);
}

int stage_remove(const char *path, struct error *err)
{
	if (!remove_at(AT_FDCWD, path, path, err))
		return 0;
	error_origin(err, "%s", path);
	return -1;
}
