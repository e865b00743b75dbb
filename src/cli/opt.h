/*
 * Options as tables: the same rows parse the command line and make the help.
 */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/msg.h"
#include "base/strbuf.h"

enum opt_kind {
	OPT_FLAG,	/* bool */
	OPT_STR,	/* const char * */
	OPT_WORDS,	/* const char **, counted: may be repeated; "a,b" is two */
	OPT_EACH	/* the same, but "a,b" is one */
};

struct opt {
	char letter;			/* 0: none */
	const char *name;		/* without the "--" */
	enum opt_kind kind;
	size_t offset, count_offset;	/* in the struct that is filled */
	const char *arg;		/* N_(): "DIR"; NULL for a flag */
	const char *const *choices;	/* what a value may be, or NULL */
	const char *help;		/* N_(): one sentence */
};

/*
 * Fill `into` from argv[1…] by the rows of `opts` (NULL-terminated) and put
 * what is no option into *operands.  With `until_operand` the first operand
 * ends it and *used is its index in argv; else operands and options may mix.
 * Strings are borrowed from argv or live in the arena.
 */
int opt_parse(struct arena *a, const struct opt *const *opts, int argc,
	      char **argv, bool until_operand, void *into,
	      const char ***operands, size_t *noperands, int *used,
	      struct error *err);

/* "  -C, --directory DIR   Look at …", wrapped to `cols` columns. */
void opt_help(struct arena *a, struct strbuf *out,
	      const struct opt *const *opts, int cols);
/* One row "  LEFT   text…" of such a list, `left_cols` wide on the left. */
void opt_help_row(struct strbuf *out, const char *left, const char *text,
		  int left_cols, int cols);

#endif
