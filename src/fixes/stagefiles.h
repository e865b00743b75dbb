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

#endif
