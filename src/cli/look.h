/*
 * One finished look at a folder, for commands that print and end: the loop
 * runs until nothing is awaited any more, with progress on a terminal.
 */
#ifndef CLI_LOOK_H
#define CLI_LOOK_H

#include "cli/cli.h"
#include "probe/session.h"

struct look {
	struct loop *loop;
	struct session *session;
	const struct session_view *view;
	struct loop_signal *signals[3];
	bool quiet, waiting, interrupted;
	int signum;		/* that interrupted it */
	void (*on_change)(void *payload);	/* as in look_options */
	void *payload;
	char *drawn;		/* the progress line; NULL: none */
	int drawn_cols;
};

struct look_options {
	const char *dir;
	const char *const *places;	/* NULL: all of this machine */
	bool jobs;		/* see struct session_options */
	const struct civars *civars;	/* see struct session_options */
	const char *from;	/* see struct session_options */
	bool containers;	/* see struct session_options */
	bool gopath;		/* see struct session_options */
	bool no_go, no_trace, no_figures;
	bool dont_wait;		/* open only; the answer comes by itself */
	bool quiet;
	bool watch;		/* follow changes */
	/* Told of each change of the view once look_open() is through. */
	void (*on_change)(void *payload);
	void *payload;
};

/*
 * May the images among `places` (NULL: none) be asked?  Shows the commands and
 * asks, unless --yes was given; -1 with err where nobody says yes.
 */
int look_agree(struct cli_args *args, const char *const *places,
	       const char *dir, bool *agreed, struct error *err);
/* The loop and the signals alone, for what needs no look. */
void look_at_nothing(struct look *l, bool quiet);
/* -1 with err when the folder cannot be looked at, or on Ctrl-C. */
int look_open(struct look *l, const struct look_options *o,
	      struct error *err);
/*
 * The same for a command: DIR is its operand `dir`, the places are those of
 * --place or else `places`.  EXIT_OK, or what the command ends with: the error
 * was said, nothing is open.
 */
int look_start(struct look *l, struct cli_args *args, size_t dir,
	       const char *const *places);
void look_close(struct look *l);
/*
 * Run on until look_done() is called from a callback; -1 on Ctrl-C, after
 * which it may be called again once `interrupted` is false.
 */
int look_wait(struct look *l, struct error *err);
void look_done(struct look *l);
/* Say the error, close, and give the exit status. */
int look_fail(struct look *l, struct error *err);

/*
 * Names on stderr each place of --place that could not be looked at, with the
 * reason; false: all could be, or none was named.
 */
bool look_missed(const struct look *l, struct cli_args *args);

/* The module that the folder the user named lies in; "" for none. */
const char *look_module(const struct snapshot *s, struct arena *a);

#endif
