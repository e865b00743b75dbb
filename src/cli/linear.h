/*
 * gomend as prompts and plain lines (--linear, ACCESSIBLE=1, TERM=dumb): the
 * same application for screen readers, dumb terminals and pipes.  One event
 * is one line; nothing is drawn over.
 */
#ifndef CLI_LINEAR_H
#define CLI_LINEAR_H

#include "cli/cli.h"

/* Runs until q, the end of the input or Ctrl-C; gives the exit status. */
int linear_main(struct cli_args *args, const char *dir);

#endif
