/*
 * Run a program under ptrace up to one of its system calls, and do something
 * to it there.
 *
 * Everything that the program starts is traced too: threads, children, what
 * they exec.  All of it is dead when ktrace_run() returns.
 */
#ifndef TESTS_APPLY_KTRACE_H
#define TESTS_APPLY_KTRACE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum ktrace_act {
	KTRACE_KILL,	/* SIGKILL at a stop; points are stops */
	KTRACE_FAIL,	/* a call does not happen; points are calls */
	KTRACE_SHORT,	/* a transfer is asked for half its bytes */
};

struct ktrace_plan {
	enum ktrace_act act;
	unsigned long k;	/* where, from 1; 0: nowhere, only count */
	bool from;		/* all from k on */
	int err;		/* FAIL: errno, or 0: it returns 0 */
	int sig;		/* KILL: SIGKILL kills all; another is sent */
	bool only_one;		/* KILL: only the process that is there */
	bool list;		/* print each point */
	FILE *log;		/* what it did to files, by klog.h */

	/* What counts. */
	const char *calls;	/* list of kcall_listed() */
	bool any_call;		/* every call, not only those listed */
	const char *comm;	/* only processes of this name */
	bool after_loader;	/* from the first instruction of its own */
	char *start;		/* from the first call about this folder */
	char **within;		/* only calls about these folders */
	size_t nwithin;

	unsigned timeout_ms;
	char **argv;
	const char *in, *out;	/* files for stdin, and stdout with stderr */
};

struct ktrace_result {
	unsigned long points;	/* seen so far */
	bool hit;		/* k was reached */
	bool timed_out;
	int status;		/* of the program, as waitpid() has it */
	char call[40];		/* where it was hit */
	bool entry;
	char path[PATH_MAX];	/* what that call was about, or "" */
};

/* 0, or -1 with errno (EPERM, EACCES, ENOSYS: tracing is not allowed). */
int ktrace_run(const struct ktrace_plan *plan, struct ktrace_result *result);

#endif
