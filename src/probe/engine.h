/*
 * Asking a container for its settings: podman or docker runs the script of
 * `gomend snapshot --script` in a local image, or in a container that runs.
 *
 * Only where the user asked for it by name and agreed.  Nothing is pulled
 * (--pull=never), the container has no network of its own making
 * (--network=none; one that runs keeps what it has), and is gone afterwards.
 *
 * GOMEND_ENGINE names the engine and its own options, parted by blanks
 * ("podman --runtime runc"); GOMEND_ENGINE_OPTIONS more options of its run.
 */
#ifndef PROBE_ENGINE_H
#define PROBE_ENGINE_H

#include "base/msg.h"
#include "facts/place.h"
#include "host/loop.h"

/* How long the whole may take, in seconds: 60, or what GOMEND_ENGINE_DEADLINE
 * says (1 to 3600). */
int engine_deadline_s(void);

struct engine;

struct engine_answer {
	enum place_state state;	/* READY, FAILED, TIMEOUT */
	struct msg why;		/* none when ready */
	struct str out;		/* what the script printed; untrusted */
	/* The image's own environment, a JSON list of NAME=VALUE, with its
	 * secrets; empty: the engine did not tell it. */
	struct str image_env;
};

struct engine_ops {
	/* A command begins; it ended. */
	void (*on_command)(void *payload, const char *const *argv);
	void (*on_command_end)(void *payload, int exit_code);
	/* Once, the engine is dead then; never before engine_ask() returns. */
	void (*on_answer)(void *payload, const struct engine_answer *answer);
	void *payload;
	/* The pieces of the shell's input, NULL-terminated and copied; NULL:
	 * the script of `gomend snapshot --script`. */
	const char *const *script;
};

/*
 * Ask the container `ref` that runs, else a local image of that name.  An
 * engine inside `repo` is not used.  NULL with *why, in `a`, where none can
 * be.
 */
struct engine *engine_ask(struct loop *l, const char *ref, const char *repo,
			  const struct engine_ops *ops, struct arena *a,
			  struct msg *why);
/* How many seconds ago it was begun. */
int engine_seconds(const struct engine *e);
/* Stop it, and the container that it began.  NULL is nothing. */
void engine_abandon(struct engine *e);
/* The commands of the question, for whoever is asked to agree; or NULL where
 * there is no engine. */
const char *const *engine_run_argv(struct arena *a, const char *ref,
				   const char *repo);
/* The same where a container of that name runs. */
const char *const *engine_exec_argv(struct arena *a, const char *ref,
				    const char *repo);
/* "image:REF"; NULL where the name is none. */
const char *engine_ref(const char *name);

#endif
