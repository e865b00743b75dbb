/*
 * The smallest transaction there is: FILE gets the text NEW.  t-tools.sh
 * proves kstep and treestate with it: that they find nothing in a sound one,
 * and something in each that is not.
 *
 *   toyreplace safe FILE NEW       temp file beside it, fsync, rename, fsync
 *   toyreplace safe-thread|safe-fork|safe-exec FILE NEW
 *                                  the same, in a thread, in a child, in a
 *                                  program of its own
 *   toyreplace in-place FILE NEW   truncates FILE and writes (unsound: killed
 *                                  between, the text is lost)
 *   toyreplace silent FILE NEW     as safe, but a failure is not told (unsound)
 *   toyreplace careless FILE NEW   as safe, but takes any write for a whole one
 *                                  (unsound when a write is short)
 *   toyreplace litter FILE NEW     as safe, but leaves its temp file where the
 *                                  rename fails (unsound)
 *   toyreplace unsynced FILE NEW   as safe, but syncs nothing (unsound when the
 *                                  power fails)
 *   toyreplace late FILE NEW       as safe, but for the sync of the folder (may
 *                                  be undone when the power fails)
 *   toyreplace zoo DIR             every kind of change to files, in DIR, which
 *                                  holds file and other; for kstep log
 *   toyreplace recover FILE        what a crash left is removed
 */
#include "config.h"

#ifndef __linux__

int main(void)
{
	return 77;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

struct toy {
	const char *how, *file, *text;
	char temp[4096], dir[4096];
	int status;
};

static int trouble(const char *what, const char *file)
{
	(void)fprintf(stderr, "toyreplace: cannot %s %s: %s\n", what, file,
		      strerror(errno));
	return 1;
}

static bool is(const struct toy *t, const char *how)
{
	return !strcmp(t->how, how);
}

static void names(struct toy *t)
{
	const char *slash = strrchr(t->file, '/');

	(void)snprintf(t->temp, sizeof(t->temp), "%s.toy-new", t->file);
	if (slash)
		(void)snprintf(t->dir, sizeof(t->dir), "%.*s",
			       (int)(slash - t->file), t->file);
	else
		(void)snprintf(t->dir, sizeof(t->dir), ".");
}

static bool write_all(const struct toy *t, int fd)
{
	const char *p = t->text;
	size_t left = strlen(p);
	ssize_t n;

	while (left) {
		n = write(fd, p, left);
		if (n < 0)
			return false;
		if (!n) {
			errno = EIO;
			return false;
		}
		if (is(t, "careless"))
			return true;
		p += n;
		left -= (size_t)n;
	}
	return true;
}

static int in_place(const struct toy *t)
{
	int fd = open(t->file, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (fd < 0)
		return trouble("open", t->file);
	if (!write_all(t, fd) || fsync(fd)) {
		(void)close(fd);
		return trouble("write", t->file);
	}
	return close(fd) ? trouble("close", t->file) : 0;
}

static int give_up(const struct toy *t, const char *what, int fd)
{
	int err = errno;

	if (fd >= 0)
		(void)close(fd);
	if (!is(t, "litter"))
		(void)unlink(t->temp);
	errno = err;
	return trouble(what, t->file);
}

static int safe(const struct toy *t)
{
	struct stat st;
	int fd, dir;

	/* First what can fail without a trace. */
	if (stat(t->file, &st))
		return trouble("look at", t->file);
	dir = open(t->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return trouble("open", t->dir);
	fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		(void)close(dir);
		return trouble("make a copy of", t->file);
	}
	if (!write_all(t, fd) || fchmod(fd, st.st_mode & 07777) ||
	    (!is(t, "unsynced") && fsync(fd))) {
		(void)close(dir);
		return give_up(t, "write a copy of", fd);
	}
	(void)close(fd);
	if (rename(t->temp, t->file)) {
		(void)close(dir);
		return give_up(t, "replace", -1);
	}
	/* It has happened; whether it lasts is the disk's affair. */
	if (!is(t, "unsynced") && !is(t, "late") && fsync(dir))
		(void)trouble("sync", t->dir);
	(void)close(dir);
	return 0;
}

/* A descriptor to write to; it ends the program if there is none. */
static int made(const char *name, int flags)
{
	int fd = open(name, flags | O_RDWR | O_CLOEXEC, 0644);

	if (fd < 0)
		exit(trouble("open", name));
	return fd;
}

static void must(bool good, const char *what)
{
	if (!good)
		exit(trouble(what, "something"));
}

static int zoo(const char *dir)
{
	const struct timespec times[2] = { { 5, 6 }, { 7, 8 } };
	char self[64];
	int fd, old;

	must(!chdir(dir), "enter");
	must(!mkdir("sub", 0755) && !symlink("../file", "sub/sym"), "make");
	must(!link("other", "sub/hard"), "link");
	fd = made("sub/new", O_CREAT | O_EXCL);
	must(write(fd, "0123456789", 10) == 10, "write");
	must(pwrite(fd, "ab", 2, 4) == 2, "pwrite");
	must(lseek(fd, 20, SEEK_SET) == 20 && write(fd, "far", 3) == 3, "seek");
	must(!ftruncate(fd, 22) && !fchmod(fd, 0640), "ftruncate");
	must(!futimens(fd, times), "futimens");
	(void)fsetxattr(fd, "user.toy", "a\0b", 3, 0);
	(void)fsetxattr(fd, "user.gone", "x", 1, 0);
	(void)fremovexattr(fd, "user.gone");
	must(!fdatasync(fd) && !close(fd), "close");
	old = made("file", 0);
	fd = made("sub", O_TMPFILE);
	must(sendfile(fd, old, NULL, 3) == 3, "sendfile");
	(void)!copy_file_range(old, NULL, fd, NULL, 4, 0);
	(void)!fallocate(fd, 0, 0, 100);
	(void)snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	must(!linkat(AT_FDCWD, self, AT_FDCWD, "sub/named", AT_SYMLINK_FOLLOW),
	     "name");
	must(!fsync(fd) && !close(fd) && !close(old), "close");
	must(!rename("sub", "moved"), "rename");
	/* 2: RENAME_EXCHANGE, which not every libc has. */
	must(!syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "moved/named",
		      2), "exchange");
	must(!mkdir("away", 0700) && !rmdir("away"), "rmdir");
	fd = made("file", O_TRUNC);
	must(!close(fd) && !unlink("other") && !truncate("moved/hard", 3),
	     "truncate");
	/* Its inode may be another's from before. */
	fd = made("again", O_CREAT);
	must(write(fd, self, sizeof(self)) == (ssize_t)sizeof(self), "write");
	must(!syncfs(fd) && !close(fd), "syncfs");
	must(!chmod("moved/new", 0600), "chmod");
	must(!lchown("moved/sym", geteuid() ? geteuid() : 1, getegid()),
	     "chown");
	return 0;
}

static void *in_thread(void *arg)
{
	struct toy *t = arg;

	t->status = safe(t);
	return NULL;
}

static int in_child(struct toy *t, bool exec)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		return trouble("fork for", t->file);
	if (!pid && exec) {
		(void)execl("/proc/self/exe", "toyreplace", "safe", t->file,
			    t->text, (char *)NULL);
		_exit(trouble("exec for", t->file));
	}
	if (!pid)
		_exit(safe(t));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return trouble("wait for", t->file);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	static struct toy t;
	pthread_t thread;

	if (argc < 3) {
		(void)fputs("toyreplace HOW FILE [TEXT]\n", stderr);
		return 2;
	}
	t.how = argv[1];
	t.file = argv[2];
	t.text = argc > 3 ? argv[3] : "";
	names(&t);
	if (is(&t, "recover"))
		return unlink(t.temp) && errno != ENOENT ?
			trouble("remove", t.temp) : 0;
	if (is(&t, "zoo"))
		return zoo(t.file);
	if (is(&t, "in-place"))
		return in_place(&t);
	if (is(&t, "silent"))
		return safe(&t) * 0;
	if (is(&t, "safe-fork") || is(&t, "safe-exec"))
		return in_child(&t, is(&t, "safe-exec"));
	if (is(&t, "safe-thread")) {
		if (pthread_create(&thread, NULL, in_thread, &t))
			return trouble("start a thread for", t.file);
		(void)pthread_join(thread, NULL);
		return t.status;
	}
	return safe(&t);
}

#endif
