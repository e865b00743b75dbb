/*
 * Text files for the stage, many by one command.
 */
#ifndef FIXES_STAGEFILES_H
#define FIXES_STAGEFILES_H

#include "fixes/fix.h"

/* A file, its name below the stage, in a folder that is there by then; a last
 * line without its end gets one. */
void stagefiles_add(struct strbuf *input, const char *name, struct str text);
/* The command that writes them; *input is released. */
struct plan_command *stagefiles_write(struct fix_run *run, const char *id,
				      struct msg what, struct strbuf *input);

/*
 * A fork in the road.  The same where files may be none: it exits with 1 where
 * it wrote any, with 0 where there was nothing to write, so that what follows
 * runs `unless` it.  stagefiles_say() adds a line that it prints: what was
 * decided, for who reads its result later.  It comes late, and may fail.
 */
void stagefiles_say(struct strbuf *input, const char *line);
struct plan_command *stagefiles_fork(struct fix_run *run, const char *id,
				     const char *unless, struct msg what,
				     struct strbuf *input);

#endif
