/*
 * Documents to a file, and what stands in their heads.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/cli.h"

/*
 * To the file of --output, as a whole or not at all, or to standard output;
 * the exit status.
 */
int put_output(struct cli_args *args, struct str text);
/* "2006-01-02T15:04:05Z" and uname -s -r -m; NULL where not known. */
const char *show_now(struct arena *a);
const char *show_host(struct arena *a);

#endif
