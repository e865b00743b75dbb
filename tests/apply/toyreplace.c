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
 *   toyreplace recover FILE        what a crash left is removed
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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
	if (!write_all(t, fd) || fchmod(fd, st.st_mode & 07777) || fsync(fd)) {
		(void)close(dir);
		return give_up(t, "write a copy of", fd);
	}
	(void)close(fd);
	if (rename(t->temp, t->file)) {
		(void)close(dir);
		return give_up(t, "replace", -1);
	}
	/* It has happened; whether it lasts is the disk's affair. */
	if (fsync(dir))
		(void)trouble("sync", t->dir);
	(void)close(dir);
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
