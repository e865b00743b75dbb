/* The steps that every folder go writes to has in common. */
#ifndef TRACES_FOLDER_H
#define TRACES_FOLDER_H

#include "traces/tracer.h"

/*
 * Is it there, may it be written, has it room: false where one of them makes
 * go stop; t->bad is set then.  A cache that is missing go makes.
 */
bool folder_steps(const struct machine_folder *f, struct arena *a,
		  struct trace *t);

/* Can something be tried in a place like that?  Else *why. */
bool folder_may_try(const struct place *p, struct arena *a, struct msg *why);
/*
 * The step that says what came of a trial in a folder.  False where go would
 * stop as well; t->bad and the outcome are set then.
 */
bool folder_tried(const struct trial *r, struct arena *a, struct trace *t);

#endif
