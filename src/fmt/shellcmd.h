/*
 * The simple commands of a shell script, each with its words and where they
 * stand, as a POSIX shell would split it: quotes, continued lines, comments,
 * here-documents, $(…) and subshells.  Nothing is expanded and nothing is
 * run; what a variable or a command makes is `dynamic`.
 *
 *	n = shellcmd_list(&arena, script, &list);
 *	for (i = 0; i < n; i++)
 *		if (cstr_eq(shellcmd_program(&list[i], &first), "go")) ...
 *
 * Expressions of CI files ("${{ … }}") are dynamic parts of a word.
 */
#ifndef FMT_SHELLCMD_H
#define FMT_SHELLCMD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct shellcmd_word {
	size_t at, len;		/* in the script, with the quotes */
	const char *text;	/* without; "$x" and "$(…)" stay as written */
	bool dynamic;		/* some of it is made when it runs */
	bool single;		/* it stands in '…' as a whole */
};

struct shellcmd_redirect {
	const char *op;		/* ">", ">>", "<", "<<" */
	struct shellcmd_word to;	/* of "<<": the word that ends it */
};

struct shellcmd {
	size_t at, len;		/* in the script */
	int line;		/* from 0 */
	struct shellcmd_word *words;
	size_t nwords;
	size_t nassigns;	/* the first of them are NAME=VALUE */
	struct shellcmd_redirect *redirects;
	size_t nredirects;
	int depth;		/* of ( … ) and $( … ) around it */
	int block;		/* of if, for, case, { … } around it */
	bool guarded;		/* it stands behind && or || */
	bool piped;		/* its output goes to another command */
};

/* In order; the count.  A script that is cut short gives what it has. */
size_t shellcmd_list(struct arena *a, struct str script,
		     struct shellcmd **list);

/*
 * The name of the program that the command runs, past assignments, sudo, env
 * and the like, without its folder; NULL: none that is written out.  *first
 * gets the index of the word behind it.
 */
const char *shellcmd_program(const struct shellcmd *c, size_t *first);
/*
 * The word that names a file which a shell then reads: "./x.sh", "bash -e
 * scripts/x"; NULL: it is another command.
 */
const struct shellcmd_word *shellcmd_script(const struct shellcmd *c);
/* A command as it is written, on one line. */
const char *shellcmd_text(struct arena *a, struct str script,
			  const struct shellcmd *c);
/* "NAME=VALUE" of a word: its parts; false where it is none. */
bool shellcmd_assignment(const struct shellcmd_word *w, struct str *name,
			 struct str *value);

#endif
