/*
 * Where the text of a shell's file sets variables: each command that does,
 * wherever it stands (in an if, a loop, a function), and what its value looks
 * like before it is expanded.  Nothing is run and nothing decided; text in,
 * commands out.
 */
#ifndef FMT_SHELLSET_H
#define FMT_SHELLSET_H

#include <stdbool.h>

#include "fmt/shellrc.h"

enum shellset_op {
	SHELLSET_SET,
	SHELLSET_ADD,		/* NAME+=WORD, set -a: behind what is there */
	SHELLSET_FRONT,		/* set -p, fish_add_path: before it */
	SHELLSET_DEFAULT,	/* ${NAME:=WORD}: where it is not set yet */
	SHELLSET_UNSET,
	SHELLSET_TOUCH,		/* read, printf -v: to what, is not written */
	SHELLSET_SOURCE		/* no name: the file `value` is read */
};

/*
 * A value as written: its bytes without quotes, with this byte for each part
 * that the shell would expand ($x, $(…), `…`, *).
 */
#define SHELLSET_ANY '\001'

struct shellset {
	enum shellset_op op;
	int line, last_line;	/* of the command */
	const char *name;
	const char *value;	/* see SHELLSET_ANY */
	const char *raw;	/* as it stands in the text */
	bool temp;		/* NAME=WORD COMMAND: for that command alone */
};

/*
 * The commands in order; the count.  `lookup`, which may be NULL, knows
 * variables that are as good as written out (HOME); NULL from it: unknown.
 */
size_t shellset_list(struct arena *a, struct str text, enum shellrc_family f,
		     const char *(*lookup)(void *payload, const char *name),
		     void *payload, struct shellset **list);

/* The lines of fish_variables: what set -U keeps, as commands. */
size_t shellset_universal(struct arena *a, struct str text,
			  struct shellset **list);

/* Could the pattern have become this value? */
bool shellset_matches(const char *pattern, const char *value);
/* Is all of it written out? */
bool shellset_is_whole(const char *pattern);

#endif
