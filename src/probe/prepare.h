/*
 * Commands that a fix needs, or that must pass before and after it: run as
 * rule R4 says, and shown exactly as they are run.
 *
 * The environment is that of the place with GOENV=off (what the go env file
 * holds is passed explicitly), -buildvcs=false in GOFLAGS, -mod=readonly in the
 * place of -mod=mod unless the command has its own, a git that runs no
 * fsmonitor, no hooks and no protocol, and, without the network, no proxy, no
 * version control, no checksum database and no toolchain but those at hand.
 * Programs are found once, by rule R2, the go that xargs starts as well;
 * "gomend-fetch" is gomend's own, which gets the place's environment as it is.
 * Writes are confined to the stage, GOCACHE, a private temp folder, (with the
 * network, or to unpack what is cached) GOMODCACHE and (with the network)
 * GOPATH/pkg/sumdb by "gomend-apply exec", which does that where the kernel can.
 */
#ifndef PROBE_PREPARE_H
#define PROBE_PREPARE_H

#include "base/error.h"
#include "facts/snapshot.h"
#include "host/loop.h"
#include "plan/plan.h"
#include "probe/envset.h"

/* Where commands run; everything is borrowed. */
struct prepare {
	const struct snapshot *snap;
	const struct place *place;
	const struct envset *env;	/* the place's own, unredacted */
	const char *stage;		/* NULL: the command needs none */
	const char *tmp;		/* for TMPDIR and GOTMPDIR */
};

/* A command made ready, in an arena. */
struct prepared {
	const char **argv;	/* argv[0] absolute; NULL-terminated */
	const char **env;	/* whole; NULL-terminated */
	const char *cwd;
	/*
	 * What does the same when typed in the place: "cd DIR && NAME=VALUE …
	 * PROGRAM ARG …".  Secrets are not in it.
	 */
	const char *line;
	const char *brief;	/* "go mod vendor -o …" alone */
	/* The parts of line before the program: "cd DIR", then "-u NAME" and
	 * "NAME=VALUE"; NULL-terminated. */
	const char *const *settings;
	const char *note;	/* of its standard input; or NULL */
	const char **writes;	/* folders; NULL-terminated */
	const char *input;	/* its standard input; NULL: /dev/null */
	bool late;		/* of that no more is known yet */
	uint64_t deadline_ms;
};

/*
 * Both what is shown before (with a stage that does not exist yet) and what
 * runs come from here.  -1 with err: no go that may be started, a program
 * that is not there, a stage that is needed and missing.
 */
int prepare_command(struct arena *a, const struct prepare *from,
		    const struct plan_command *c, struct prepared *out,
		    struct error *err) ATTR_CHECKED;

/* How it ended.  Borrowed. */
struct prepare_result {
	int exit_code;		/* -1: a signal, or it never started */
	bool timed_out, flooded;	/* the deadline; output without end */
	uint64_t took_ms;
	struct str out, err;	/* the last 64 KiB of each */
	bool cut;		/* there was more of `out` */
};

struct prepare_run;
/*
 * `apply` is the path of gomend-apply.  on_tail: more was printed, the end of
 * both streams as they came.  on_end once; never before this returns.
 */
struct prepare_run *prepare_start(struct loop *l, const char *apply,
	const struct prepared *c,
	void (*on_tail)(void *payload, struct str tail),
	void (*on_end)(void *payload, const struct prepare_result *r),
	void *payload, struct error *err);
/* Kill it, and all that it started; on_end is not called. */
void prepare_abandon(struct prepare_run *r);

/*
 * go.mod, go.sum, go.work and go.work.sum of the live tree as they are now;
 * prepare_touched() gives the first that is not so any more, or NULL.
 */
struct prepare_guard;
struct prepare_guard *prepare_guard(struct arena *a, const struct snapshot *s);
const char *prepare_touched(const struct prepare_guard *g);

#endif
