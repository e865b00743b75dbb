#include "config.h"

#include "probe/procid.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "base/str.h"
#include "host/owner.h"
#include "host/stage.h"

/* A clock that is set meanwhile is no proof. */
#define SLACK_S 5

/* In ticks since the boot; 0: there is none, or the system does not tell. */
static unsigned long long started(int64_t pid)
{
	char *text = owner_started(pid);
	unsigned long long ticks = strtoull(text, NULL, 10);

	free(text);
	return ticks;
}

static int64_t seconds_of(unsigned long long ticks)
{
	struct timespec now, up;
	long hz = sysconf(_SC_CLK_TCK);

	if (hz < 1 || clock_gettime(CLOCK_REALTIME, &now) ||
#ifdef CLOCK_BOOTTIME
	    clock_gettime(CLOCK_BOOTTIME, &up)
#else
	    clock_gettime(CLOCK_MONOTONIC, &up)
#endif
	   )
		return 0;
	return (int64_t)now.tv_sec - (int64_t)up.tv_sec +
	       (int64_t)(ticks / (unsigned long long)hz);
}

int64_t procid_began(int64_t pid)
{
	unsigned long long ticks = started(pid);

	return ticks ? seconds_of(ticks) : 0;
}

bool procid_is_gone(int64_t pid, int64_t seconds)
{
	int64_t at;

	if (pid <= 1)
		return true;
	if (kill((pid_t)pid, 0) && errno == ESRCH)
		return true;
	at = procid_began(pid);
	return at && seconds && at > seconds + SLACK_S;
}

/* Is it one of ours, of a process of this space that is gone? */
static bool is_left(const char *path, const char *name)
{
	unsigned long long ticks, space;
	struct stat st;
	long long pid;
	int len = 0;

	if (sscanf(name, "gomend-%lld.%llu.%llu.%n", &pid, &ticks, &space,
		   &len) != 3 || strlen(name) != (size_t)len + 6 || pid < 1)
		return false;
	if (space != owner_space() || !ticks || lstat(path, &st) ||
	    !S_ISDIR(st.st_mode) || st.st_uid != geteuid())
		return false;
	return started(pid) != ticks;
}

static void sweep(const char *dir)
{
	struct arena a = ARENA_INIT;
	const struct dirent *e;
	DIR *d = opendir(dir);

	while (d && (e = readdir(d))) {
		const char *path = path_join(&a, dir, e->d_name);

		/* What cannot be removed is in nobody's way. */
		if (cstr_starts(e->d_name, "gomend-") &&
		    is_left(path, e->d_name))
			(void)!stage_remove(path, NULL);
	}
	if (d)
		(void)closedir(d);
	arena_release(&a);
}

const char *procid_tempdir(struct arena *a, const char *dir)
{
	char *path = arena_printf(a, "%s/gomend-%ld.%llu.%llu.XXXXXX", dir,
				  (long)getpid(), started(getpid()),
				  owner_space());

	sweep(dir);
	return mkdtemp(path);
}
