/*
 * For migrate-to-module: the modules that the build list of the stage has, as
 * "go list -m all" prints them.
 */
#ifndef FIXES_MODLIST_H
#define FIXES_MODLIST_H

#include "fixes/fix.h"

struct modlist_one {
	const char *path;
	const char *version;
	const char *to;		/* what replaces it: a path or folder; or NULL */
	const char *to_version;	/* "" of a folder */
};

/* The command, with its environment. */
struct plan_command *modlist_ask(struct fix_run *run, const char *id,
				 const char *dir, struct msg what);
/* What command `id` said of this module; false: it is not in it. */
bool modlist_of(struct fix_run *run, const char *id, const char *path,
		struct modlist_one *out);
/* The module in each line, one by one; *at begins as 0.  The main one has no
 * version. */
bool modlist_next(struct fix_run *run, const char *id, size_t *at,
		  struct modlist_one *out);

#endif
