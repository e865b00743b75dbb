#include "config.h"

#include "probe/procid.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A clock that is set meanwhile is no proof. */
#define SLACK_S 5

unsigned long long procid_started(int64_t pid)
{
	char name[64], line[1024];
	unsigned long long started = 0;
	const char *p;
	size_t n;
	FILE *f;
	int i;

	(void)snprintf(name, sizeof(name), "/proc/%lld/stat", (long long)pid);
	f = fopen(name, "re");
	if (!f)
		return 0;
	n = fread(line, 1, sizeof(line) - 1, f);
	line[n] = '\0';
	(void)fclose(f);
	/* The name in parentheses may hold anything; field 3 follows it. */
	p = strrchr(line, ')');
	for (i = 2; p && i < 22; i++) {
		p = strchr(p, ' ');
		p = p ? p + 1 : NULL;
	}
	if (p)
		started = strtoull(p, NULL, 10);
	return started;
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

bool procid_is_gone(int64_t pid, int64_t seconds)
{
	unsigned long long ticks;
	int64_t at;

	if (pid <= 1)
		return true;
	if (kill((pid_t)pid, 0) && errno == ESRCH)
		return true;
	ticks = procid_started(pid);
	at = ticks ? seconds_of(ticks) : 0;
	return at && seconds && at > seconds + SLACK_S;
}
