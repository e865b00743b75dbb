/*
 * A fix as lines: what is wrong, what will be done, choices, consent, the
 * preview, and how it went, with questions where somebody can answer them.
 * The face of probe/fixrun.h for "gomend fix" and for --linear.
 */
#ifndef CLI_PROMPT_H
#define CLI_PROMPT_H

#include "cli/look.h"
#include "probe/fixrun.h"

struct prompt {
	struct look *look;
	struct arena *a;	/* of the whole command */
	bool can_ask;		/* somebody answers on standard input */
	bool plain;		/* one event a line: no line is drawn over */
	bool json;		/* print nothing by the way */
	bool eof, hung_up;	/* no more input; the terminal is gone */
	bool interrupted;	/* Ctrl-C came */
	bool force_owner;	/* of undo: as in struct fixrun_spec */
	struct strbuf in;
	struct loop_fd *fd;
	struct fixrun *run;
	bool changed;
	int drawn_cols;		/* of the progress line */
	const char *said;	/* the last progress that was said */
	const char *from;	/* where a script is saved; NULL: here */
	const char *cwd;	/* of the shell that started gomend; NULL */
	/* What that shell has to type, of each fix so far: the line of a later
	 * one may work only after those before it. */
	const char **lines;
	size_t nlines;
};

struct prompt_options {
	bool yes, dry_run;
	bool network_given;	/* --set network=yes: consents to it */
	const char *script;	/* with dry_run: a file to save it in, or NULL */
};

void prompt_init(struct prompt *p, struct look *look, struct arena *a);
void prompt_release(struct prompt *p);
/*
 * Print the question and wait for a line, trimmed, in the arena; NULL when
 * there is no more input, after Ctrl-C and when the terminal is gone.
 */
const char *prompt_line(struct prompt *p, const char *question);
/* Anything but y, yes (or the word of the user's language) is no. */
bool prompt_yes(struct prompt *p, const char *question);
/* From the offer to the end.  Gives the exit status of "gomend fix". */
int prompt_fix(struct prompt *p, const struct fixrun_spec *spec,
	       const struct prompt_options *o);
/* The number of a transaction that the word is, from 1; -1: it is none. */
int prompt_txn(const char *word);
/*
 * Take back transaction n (0: the last one of the repository that the folder
 * `dir` lies in): shown, asked, done; likewise.
 */
int prompt_undo(struct prompt *p, struct loop *l, struct session *s,
		const char *dir, int n, bool yes);
/* The same for all stages of a fix by stages (history_whole). */
int prompt_undo_whole(struct prompt *p, struct loop *l, const char *dir, int n,
		      bool yes);

#endif
