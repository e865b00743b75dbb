/*
 * The other end of a question to a shell: gomend itself, called by the shell
 * when its rc files are through, prints the environment it was given.
 *
 * What rc files print before is told apart by a word that nobody can know
 * beforehand (HELPER_NONCE in the environment).
 */
#ifndef PROBE_HELPER_H
#define PROBE_HELPER_H

#include <stdbool.h>

#include "base/str.h"
#include "probe/envset.h"

/* First argument of a call for help; a second is what `command -v go` said. */
#define HELPER_ARG "__environ"
#define HELPER_PROGRAM "GOMEND_PROBE"	/* our absolute path */
#define HELPER_NONCE "GOMEND_PROBE_WORD"

/* Is this process such a helper?  Then it is done: *status is for exit(). */
bool helper_main(int argc, char **argv, int *status);

/*
 * Read what a shell printed: false when the helper was not reached or did
 * not come to its end.  The helper's own variables are left out.
 */
bool helper_read(struct str printed, const char *nonce, struct envset *env,
		 struct str *go_word);

#endif
