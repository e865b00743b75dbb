#include "config.h"

#include "probe/permit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/str.h"
#include "host/stage.h"

/* The words are those of gomend-apply, which checks the same. */
static int check_foreign(struct arena *a, const char *path, struct error *err)
{
	struct stat st;

	if (cstr_empty(path) || stat(path, &st) || !st.st_uid)
		return 0;
	error_hint(err, "%s", _("run gomend as that user, or with "
				"--force-owner if you mean it"));
	return error_set(err, "%s", SAY(a, N_(
			 "{0} belongs to another user, and this is root: "
			 "nothing is written there"), path));
}

static int check_state(struct arena *a, struct error *err)
{
	const char *dir = stage_state_dir(a), *there;
	struct stat st;
	int code = 0;

	if (!dir) {
		error_hint(err, "%s", _("set HOME or XDG_STATE_HOME"));
		return error_set(err, "%s", _("there is no folder for what is "
					      "kept for undo"));
	}
	/* The nearest that is there, whatever it is. */
	for (there = dir; stat(there, &st) && errno != EACCES &&
	     strcmp(there, "/"); there = path_dir(a, there))
		;
	if (stat(there, &st))
		code = errno;
	else if (!S_ISDIR(st.st_mode))
		code = ENOTDIR;
	else if (access(there, W_OK | X_OK))
		code = errno;
	if (!code)
		return 0;
	error_hint(err, "%s", SAY(a, N_(
		   "What undo needs is kept in {0}. Make that writable, or "
		   "name another folder by XDG_STATE_HOME."), dir));
	return error_set(err, "%s", SAY(a, N_("{0} cannot be written to: {1}"),
			 there, msg_told(a, strerror(code))));
}

int permit_check(const char *root, bool force_owner, struct error *err)
{
	struct arena a = ARENA_INIT;
	int rc = check_state(&a, err);

	if (!rc && !force_owner && !geteuid() &&
	    (check_foreign(&a, getenv("HOME"), err) ||
	     check_foreign(&a, root, err)))
		rc = -1;
	arena_release(&a);
	return rc;
}
