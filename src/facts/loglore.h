/*
 * What the messages of go, and of what builds with it, mean: one table, a row
 * a message.  To add one: a row here, a sample tests/log/samples/<id>.log (by
 * tests/log/samples.sh, where a go can say it), the message in
 * tests/log/verbatim.list and its sentences in po/zh_CN.po; tests/log walks the
 * table.
 *
 * Reading a log is pure.  Off each line come time stamps, escape sequences
 * and what CI servers write around it (fmt/joblog.h).
 */
#ifndef FACTS_LOGLORE_H
#define FACTS_LOGLORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/codec.h"
#include "base/error.h"
#include "base/str.h"

#define LOGLORE_PATTERNS 9

struct logrow {
	const char *id;		/* stable */
	/*
	 * Any of them stands in the line.  "*" is any text and "?" one without
	 * blanks, and what they took is {0}, {1}… of the sentences; "^" at the
	 * front is the beginning of the line, "$" at the end its end.
	 */
	const char *patterns[LOGLORE_PATTERNS];
	const char *from, *until;	/* releases that say so; NULL: open */
	const char *checks;	/* ids, parted by blanks, that look for the
				 * cause; NULL: none does */
	/* It is of the machine that wrote the log: that all is well here says
	 * nothing about it. */
	bool there;
	const char *cause;	/* N_() */
	const char *cure;	/* N_() */
	const char *command;	/* to type; NULL: none */
};
extern const struct logrow logrows[];
extern const size_t nlogrows;
const struct logrow *logrow_find(const char *id);

struct log_hit {
	const char *row;	/* id */
	int line, count;	/* the first such line, and how many there are */
	const char *job;	/* where each line names its job; or NULL */
	const char *text;	/* that line, at most 400 bytes of it */
	const char **args;	/* what the pattern's "*" took */
	size_t nargs;
};

/* A line that tells of a failure and fits no row. */
struct log_line {
	int line;
	const char *text;
};

struct log_report {
	int nlines;
	const char *go;		/* "go1.24.4" where it says so; or NULL */
	struct log_hit *hits;	/* in the order of the log, each once */
	size_t nhits;
	struct log_line *others;	/* the first five */
	size_t nothers;
	int others_total;
};
extern const struct codec log_report_codec;

/* -1 with err where the bytes are no text: a program, an archive. */
int loglore_check(struct str bytes, struct error *err) ATTR_CHECKED;
/* `beat` (or NULL) is called now and then, as it may take a while. */
void loglore_read(struct arena *a, struct str text, void (*beat)(void),
		  struct log_report *out);

#endif
