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

#include "facts/origin.h"
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
	/* Where what stands in `base` comes from, as far as it is known. */
	struct assign *base_from;
	size_t nbase_from;
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
/*
 * What a login gives before any shell runs: PATH of login.defs, and what
 * /etc/environment has, which goes before it.  `root` likewise.
 */
void shell_login_base(struct shell_user *u, const char *root);

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
/*
 * The same with another question: what it takes `word`, a plain name, for.
 * `said` is borrowed; its kind is WORD_UNKNOWN where the shell does not
 * answer.  NULL: it cannot be asked.
 */
struct shell_probe *shells_ask_word(struct loop *l,
				    const struct shell_user *u,
				    enum place_kind kind, const char *self,
				    const char *word,
				    void (*fn)(void *payload,
					       const struct shell_word *said,
					       int exit_code),
				    void *payload);
/* The command, for the list of commands; in the arena. */
const char *const *shells_word_argv(struct arena *a,
				    const struct shell_user *u,
				    enum place_kind kind, const char *word);
/* fn is not called any more.  NULL is nothing. */
void shells_abandon(struct shell_probe *p);

/*
 * The same kind of shell once more, which traces itself on its way up: who
 * sets which variable.  As a question, with the same deadline; of what it
 * tells only assignments to variables that matter are kept, redacted
 * (probe/xtrace.h).
 *
 * As root bash takes no PS4 from outside: it is started without its files
 * and reads them, in its own order, traced.
 */
struct shell_tracer;

/* The command, for the list of commands; in the arena. */
const char *const *shells_tracer_argv(struct arena *a,
				      const struct shell_user *u,
				      enum place_kind kind);
/*
 * `fn` is called once with what was seen (borrowed), never before this
 * returns; the tracer is dead then.  NULL where such a shell cannot be traced
 * or does not start.
 */
struct shell_tracer *shells_trace(struct loop *l, const struct shell_user *u,
				  enum place_kind kind,
				  void (*fn)(void *payload, enum tracing how,
					     const struct assign *list,
					     size_t n, int exit_code),
				  void *payload);
/* fn is not called any more.  NULL is nothing. */
void shells_tracer_abandon(struct shell_tracer *t);

#endif
