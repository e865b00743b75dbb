/*
 * Asking a fresh shell what environment it gives: the user's own shell, from
 * a base environment as a new login has it, in a session of its own without
 * terminal or input, five seconds at most.
 *
 *   login           interactive login shell: after ssh, on a console
 *   interactive     interactive, no login: a new terminal window
 *   noninteractive  neither: a script, an editor's task, ssh HOST COMMAND
 *
 * The shell runs a constant script that calls gomend's own helper, so rc
 * files may print, ask and leave things behind as they like.
 */
#ifndef PROBE_SHELLS_H
#define PROBE_SHELLS_H

#include "facts/place.h"
#include "host/loop.h"
#include "probe/envset.h"

struct shell_probe;

struct shell_answer {
	enum place_state state;	/* READY, FAILED, TIMEOUT */
	struct msg why;		/* none when ready */
	const struct envset *env;
	const char *go_word;	/* NULL: nothing found */
	int exit_code;
};

/* Who is asked, and from where. */
struct shell_user {
	struct arena arena;
	const char *shell;	/* absolute */
	const char *home;
	struct envset base;
};

/*
 * From the passwd entry of this user, else from the own environment.  `shell`
 * (for tests) is taken in place of the user's; or NULL.
 */
void shell_user_init(struct shell_user *u, const char *shell);
void shell_user_release(struct shell_user *u);
/*
 * In a container a new shell starts from the container's own environment
 * (ENV of its image), not from a login's: add what matters of it.  False
 * where this is none, or where it cannot be read.  `root` is "" but in tests.
 */
bool shell_container_base(struct envset *base, const char *root);

/* The command, for the list of commands; in the arena. */
const char *const *shells_argv(struct arena *a, const struct shell_user *u,
			       enum place_kind kind);
/*
 * `self` is the absolute path of the helper.  `fn` is called once, the probe
 * is dead then; never before this returns.  NULL when the shell is none that
 * gomend knows or does not start: *why, in `a`, says so.
 */
struct shell_probe *shells_ask(struct loop *l, const struct shell_user *u,
			       enum place_kind kind, const char *self,
			       void (*fn)(void *payload,
					  const struct shell_answer *answer),
			       void *payload, struct arena *a,
			       struct msg *why);
/* fn is not called any more.  NULL is nothing. */
void shells_abandon(struct shell_probe *p);

#endif
