/*
 * What single commands print, for the one that prints all of it.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/cli.h"
#include "probe/session.h"
#include "report/prose.h"
#include "report/report.h"

/* What `check` shows: findings and the state of each check. */
void check_gather(struct cli_args *args, const struct session_view *v,
		  struct report *r);
/* What `inspect` prints. */
void inspect_text(struct prose *p, const struct snapshot *s);
/* What `env` prints, in the module that was named. */
void env_text(struct prose *p, const struct snapshot *s);
/*
 * To the file of --output, as a whole or not at all, or to standard output;
 * the exit status.
 */
int put_output(struct cli_args *args, struct str text);
/* "2006-01-02T15:04:05Z" and uname -s -r -m; NULL where not known. */
const char *show_now(struct arena *a);
const char *show_host(struct arena *a);

#endif
