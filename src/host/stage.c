#include "config.h"

#include "host/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "host/owner.h"

#define BESIDE ".gomend-undo"

/* Without links as far as it is there; as it is where that cannot be told. */
static const char *straight(struct arena *a, const char *path)
{
	const char *at = path, *kept;
	char *real;

	while (!(real = realpath(at, NULL))) {
		if ((errno != ENOENT && errno != ENOTDIR) || !strcmp(at, "/"))
			return path;
		at = path_dir(a, at);
	}
	kept = path_join(a, real, path + strlen(at) + (path[strlen(at)] == '/'));
	free(real);
	return kept;
}

const char *stage_state_dir(struct arena *a)
{
	const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (!cstr_empty(xdg) && path_is_abs(xdg))
		return straight(a, path_join(a, xdg, "gomend"));
	if (!cstr_empty(home) && path_is_abs(home))
		return straight(a, path_join(a, home, ".local/state/gomend"));
	return NULL;
}

static int cannot_look(const char *path, struct error *err)
{
	int code = errno;

	error_origin(err, "%s", path);
	return error_errno(err, code, "cannot look at %s", path);
}

const char *stage_existing(struct arena *a, const char *path,
			   struct error *err)
{
	struct stat st;

	for (; strcmp(path, "/"); path = path_dir(a, path)) {
		if (!stat(path, &st)) {
			if (S_ISDIR(st.st_mode))
				break;
		} else if (errno != ENOENT && errno != ENOTDIR) {
			(void)cannot_look(path, err);
			return NULL;
		}
	}
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

int stage_same_mount(const char *one, const char *two, struct error *err)
{
	struct stat a, b;

	if (stat(one, &a) < 0)
		return cannot_look(one, err);
	if (stat(two, &b) < 0)
		return cannot_look(two, err);
	return a.st_dev == b.st_dev && mount_of(one) == mount_of(two);
}

/* ---- where ---- */

/* Can it be in git's folder?  1, 0, -1. */
static int git_serves(const char *git_dir, const char *at, struct error *err)
{
	int rc = stage_same_mount(git_dir, at, err);

	if (rc <= 0 || !access(git_dir, W_OK | X_OK))
		return rc;
	return errno == EACCES || errno == EROFS ? 0
						 : cannot_look(git_dir, err);
}

static int state_serves(struct arena *a, const char *state, const char *at,
			struct error *err)
{
	const char *near = stage_existing(a, state, err);

	return near ? stage_same_mount(near, at, err) : -1;
}

const char *stage_base(struct arena *a, const char *path, const char *git_dir,
		       const char *not_below, bool *beside,
		       struct error *err)
{
	bool inside = not_below && path_under(not_below, path);
	const char *at = stage_existing(a, path_dir(a, path), err);
	const char *state = stage_state_dir(a), *dir;
	int rc = 0;

	*beside = false;
	if (at && git_dir && !(not_below && path_under(not_below, git_dir)))
		rc = git_serves(git_dir, at, err);
	if (rc > 0)
		return path_join(a, git_dir, "gomend");
	if (at && !rc && state && !(not_below && path_under(not_below, state)))
		rc = state_serves(a, state, at, err);
	if (rc > 0)
		return path_join(a, state, "stage");
	if (!at || rc < 0)
		return NULL;
	dir = stage_existing(a, path_dir(a, inside ? not_below : path), err);
	rc = dir ? stage_same_mount(dir, at, err) : -1;
	if (rc < 0)
		return NULL;
	if (!rc) {
		error_origin(err, "%s", path);
		(void)error_set(err, "there is no place on the file system of "
				"%s for what is kept for undo", path);
		return NULL;
	}
	*beside = true;
	return path_join(a, dir, BESIDE);
}

/* ---- making ---- */

static const char *notes_dir(struct arena *a)
{
	const char *state = stage_state_dir(a);

	return state ? path_join(a, state, "stages") : NULL;
}

/* 0; -1: it could be another time.  A folder of somebody else stays as it is,
 * and so does one that is gone. */
static int put_mtime(const char *path, int64_t mtime_ns)
{
	struct timespec times[2] = { { 0, UTIME_OMIT }, { 0, 0 } };
	int64_t rest = mtime_ns % 1000000000;

	if (rest < 0)
		rest += 1000000000;
	times[1].tv_sec = (time_t)((mtime_ns - rest) / 1000000000);
	times[1].tv_nsec = (long)rest;
	return utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) < 0 &&
	       errno != EPERM && errno != ENOENT ? -1 : 0;
}

static int64_t mtime_of(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

/*
 * An entry of `parent` comes or goes, and its mtime stays: until that is done
 * it is written down as STATE/stages/touched.INO.NANOSECONDS → parent, for
 * stage_sweep().  The note, or NULL where there is no place for one yet.
 */
static const char *note_touch(struct arena *a, const char *parent,
			      const struct stat *st)
{
	const char *notes = notes_dir(a), *note;
	struct stat there;

	if (!notes || path_under(path_dir(a, notes), parent) ||
	    stat(notes, &there) < 0)
		return NULL;
	note = arena_printf(a, "%s/touched.%llu.%lld", notes,
			    (unsigned long long)st->st_ino,
			    (long long)mtime_of(st));
	return symlink(parent, note) < 0 && errno != EEXIST ? NULL : note;
}

/* It is done.  -1 with errno: it is not, and the note tells the next start. */
static int touched(const char *parent, const struct stat *st,
		   const char *note)
{
	return put_mtime(parent, mtime_of(st)) ||
	       (note && unlink(note) < 0 && errno != ENOENT) ? -1 : 0;
}

static int quiet_mkdir(struct arena *a, const char *parent, const char *path)
{
	const char *note;
	struct stat st;
	int rc, code;

	if (stat(parent, &st) < 0)
		return -1;
	note = note_touch(a, parent, &st);
	rc = mkdir(path, 0700);
	code = errno;
	/* Root leaves to the owner what is the owner's. */
	if (!rc && !geteuid() && st.st_uid &&
	    lchown(path, st.st_uid, st.st_gid) < 0) {
		rc = -1;
		code = errno;
	}
	if (touched(parent, &st, note))
		return -1;
	errno = code;
	return rc && code != EEXIST ? -1 : 0;
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
	return quiet_mkdir(a, parent, path);
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

/* 1: only its own .gitignore is in it; 0: more; -1 with errno. */
static int holds_only_ignore(const char *base)
{
	DIR *dir = opendir(base);
	struct dirent *d;
	int only = 1, code;

	if (!dir)
		return -1;
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (!d)
			break;
		if (strcmp(d->d_name, ".") && strcmp(d->d_name, "..") &&
		    strcmp(d->d_name, ".gitignore"))
			only = 0;
	}
	code = errno;
	(void)closedir(dir);
	errno = code;
	return code ? -1 : only;
}

static int drop_empty(struct arena *a, const char *base)
{
	const char *parent = path_dir(a, base), *note;
	int only = holds_only_ignore(base), rc = 0, code;
	struct stat st;

	if (only <= 0)
		return only;
	if (stat(parent, &st) < 0)
		return -1;
	note = note_touch(a, parent, &st);
	if (cstr_eq(path_base(base), BESIDE))
		rc = unlink(path_join(a, base, ".gitignore"));
	if (!rc || errno == ENOENT)
		rc = rmdir(base);
	code = errno;
	if (touched(parent, &st, note))
		return -1;
	errno = code;
	/* Somebody was faster, and has put something in. */
	return rc && code != ENOTEMPTY && code != EEXIST ? -1 : 0;
}

int stage_drop_base(const char *base, struct error *err)
{
	struct arena a = ARENA_INIT;
	int rc = drop_empty(&a, base);

	if (rc && errno != ENOENT && errno != ENOTDIR) {
		error_origin(err, "%s", base);
		rc = error_errno(err, errno, "cannot remove %s", base);
	} else {
		rc = 0;
	}
	arena_release(&a);
	return rc;
}

/*
 * STATE/stages/PID.SPACE.STARTED.BOOT.HOST.XXXXXX → the stage: as the record
 * in a lock (host/owner.h), since a home may be on several machines at once.
 */
#define NOTE_WORDS 6

/* As one word of the name. */
static const char *word_of(struct arena *a, char *text)
{
	size_t len = strlen(text);
	char *word = arena_strndup(a, text, len < 64 ? len : 64), *p;

	for (p = word; *p; p++)
		if (*p == '.' || *p == '/')
			*p = '_';
	free(text);
	return *word ? word : "-";
}

static const char *note_name(struct arena *a, const char *suffix)
{
	return arena_printf(a, "%ld.%llu.%s.%s.%s.%s", (long)getpid(),
			    owner_space(),
			    word_of(a, owner_started((int64_t)getpid())),
			    word_of(a, owner_boot()), word_of(a, owner_host()),
			    suffix);
}

const char *stage_make(struct arena *a, const char *base, const char *name,
		       struct error *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	const char *notes = notes_dir(a), *path, *note;
	unsigned char random[6];
	char suffix[7] = "";
	size_t i;

	if (!notes) {
		(void)error_set(err, "there is no folder for what is kept for "
				"undo");
		return NULL;
	}
	if (stage_make_base(base, err) || stage_make_base(notes, err))
		return NULL;
	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random)) {
		(void)error_errno(err, errno, "there is no randomness");
		return NULL;
	}
	for (i = 0; i < sizeof(random); i++)
		suffix[i] = letters[random[i] & 31];
	path = arena_printf(a, "%s/%s.%s", base, name, suffix);
	note = path_join(a, notes, note_name(a, suffix));
	if (symlink(path, note) < 0) {
		error_origin(err, "%s", notes);
		(void)error_errno(err, errno, "cannot make %s", note);
		return NULL;
	}
	if (mkdir(path, 0700) < 0) {
		error_origin(err, "%s", base);
		(void)error_errno(err, errno, "cannot make a folder in %s",
				  base);
		(void)unlink(note);
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

/* ---- stages that nobody owns any more ---- */

/* Longer than any wizard is left open. */
#define OLD_S (7 * 24 * 60 * 60)

static bool looks_like_stage(struct arena *a, const char *path)
{
	const char *name;

	if (!path_is_abs(path))
		return false;
	name = path_base(path_dir(a, path));
	return cstr_eq(name, "gomend") || cstr_eq(name, "stage") ||
	       cstr_eq(name, BESIDE);
}

/* The note of a stage: the one that ends like it. */
static void drop_note(struct arena *a, const char *stage)
{
	const char *notes = notes_dir(a), *suffix = strrchr(stage, '.');
	DIR *dir = notes && suffix ? opendir(notes) : NULL;
	struct dirent *d;

	while (dir && (d = readdir(dir)))
		if (cstr_ends(d->d_name, suffix))
			(void)unlinkat(dirfd(dir), d->d_name, 0);
	if (dir)
		(void)closedir(dir);
}

int stage_drop(const char *stage, struct error *err)
{
	struct arena a = ARENA_INIT;
	int rc = 0;

	if (stage && looks_like_stage(&a, stage)) {
		rc = stage_remove(stage, err) ||
		     stage_drop_base(path_dir(&a, stage), err) ? -1 : 0;
		if (!rc)
			drop_note(&a, stage);
	}
	arena_release(&a);
	return rc;
}

/*
 * Does the folder show a touch since the note was made?  One that looks older
 * was put right since, by a recovery that could not read the note.  Where the
 * file system has whole seconds only, two of them are between the two clocks.
 */
static bool shows_touch(const struct stat *parent, const struct stat *note)
{
	int64_t slack = parent->st_mtim.tv_nsec ? 0 : 2000000000;

	return mtime_of(parent) >= mtime_of(note) - slack;
}

/* A folder that somebody who is gone now was about to leave as it was. */
static int untouch(const char *parent, const char *name,
		   const struct stat *note)
{
	unsigned long long ino;
	char *end = NULL;
	struct stat st;

	ino = strtoull(name + strlen("touched."), &end, 10);
	if (*end != '.')
		return 0;
	if (lstat(parent, &st) < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	return st.st_ino == ino && shows_touch(&st, note) ?
	       put_mtime(parent, strtoll(end + 1, NULL, 10)) : 0;
}

/* Is the process of this note gone?  False where that cannot be told. */
static bool is_gone(struct arena *a, const char *name)
{
	struct str rest = str_from(name), words[NOTE_WORDS];
	const char *then;
	size_t n = 0;
	long pid;

	while (n < NOTE_WORDS && str_cut(&rest, '.', &words[n]))
		n++;
	if (n < NOTE_WORDS || !str_is(words[4], word_of(a, owner_host())))
		return false;
	if (!str_is(words[3], word_of(a, owner_boot())))
		return true;
	pid = strtol(name, NULL, 10);
	if (strtoull(words[1].p, NULL, 10) != owner_space())
		return false;
	if (kill((pid_t)pid, 0) < 0 && errno == ESRCH)
		return true;
	/* Another one may have its number by now. */
	then = word_of(a, owner_started((int64_t)pid));
	return strcmp(then, "-") && !str_is(words[2], then);
}

static bool is_orphan(struct arena *a, int dirfd, const char *name)
{
	struct stat st;

	if (*name < '1' || *name > '9' ||
	    fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	return is_gone(a, name) || time(NULL) - st.st_mtime > OLD_S;
}

void stage_sweep(const char *keep)
{
	struct arena a = ARENA_INIT;
	const char *notes = notes_dir(&a);
	DIR *dir = notes ? opendir(notes) : NULL;
	struct dirent *d;
	char target[4096];
	struct stat note;
	ssize_t n;

	while (dir && (d = readdir(dir))) {
		bool touch = cstr_starts(d->d_name, "touched.");

		if (!touch && !is_orphan(&a, dirfd(dir), d->d_name))
			continue;
		n = readlinkat(dirfd(dir), d->d_name, target, sizeof(target));
		if (n <= 0 || (size_t)n >= sizeof(target) ||
		    fstatat(dirfd(dir), d->d_name, &note,
			    AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		target[n] = '\0';
		if (cstr_eq(target, keep))
			continue;
		if (!(touch ? untouch(target, d->d_name, &note)
			    : stage_drop(target, NULL)))
			(void)unlinkat(dirfd(dir), d->d_name, 0);
	}
	if (dir)
		(void)closedir(dir);
	arena_release(&a);
}
