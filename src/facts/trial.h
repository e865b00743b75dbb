/*
 * A trial: something that is done once, because the user asked for it, to see
 * whether go could.  Nothing is kept of it but this: it is no part of a
 * snapshot, since it tells of one moment.
 *
 * A trace says what is to be tried (struct tracer, try), gomend tries it
 * (probe/trial.h) and fills in what came of it, the trace says what that
 * means (tried).
 */
#ifndef FACTS_TRIAL_H
#define FACTS_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum trial_kind {
	TRIAL_RUN,	/* write a program into a folder, run it, remove it */
	TRIAL_WRITE,	/* write a file into a folder, lock it, remove it */
	TRIAL_REACH	/* one request to a server */
};

enum trial_state {
	TRIAL_UNTRIED,		/* said: why it was not; or NULL */
	TRIAL_OK,
	TRIAL_FAILED,
	TRIAL_TIMEOUT
};

/* Why a server's certificate is not believed. */
enum trial_reason {
	TRIAL_OTHER,
	TRIAL_NO_ROOTS,		/* there are none to check it by */
	TRIAL_UNKNOWN_CA,	/* none of those that are there signed it */
	TRIAL_EXPIRED,		/* by this machine's clock */
	TRIAL_NOT_YET,
	TRIAL_OTHER_NAME	/* it is another server's */
};

struct trial {
	enum trial_kind kind;
	/* What is tried.  Borrowed or in somebody's arena. */
	const char *target;	/* an absolute folder; a URL, no password */
	const char *role;	/* "GOCACHE", "GOPROXY", "GOSUMDB" */
	const char *through;	/* the variable that names a proxy; or NULL */
	const char *ca_file, *ca_dir;	/* the roots that go has; or NULL */
	char then;		/* of GOPROXY: ',', '|', 0 for the last one */
	/* Not needed where a server before it answered 200; it is not tried
	 * then, and said is NULL. */
	bool spare;

	/* What came of it; strings are the prober's until its callback
	 * returns: trial_copy(). */
	enum trial_state state;
	const char *step;	/* "make", "write", "lock", "run"; "resolve",
				 * "connect", "tls", "http" */
	const char *said;	/* the system's or the library's words */
	/* The folder itself, or the one above it that is there; the address
	 * that was connected to; or NULL. */
	const char *at;
	int status;		/* of HTTP; 0: none came */
	int took_ms;
	enum trial_reason reason;
};

/* Deep; into the arena. */
struct trial *trial_copy(struct arena *a, const struct trial *list, size_t n);

#endif
