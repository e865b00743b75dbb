/* reorder-path: the folder of the hidden program comes first on PATH. */
#include "config.h"

#include "fixes/shell.h"

#include "base/path.h"

/* The hidden program, as go-shadowed and gobin-shadowed name it. */
static const char *dir_of(struct fix_run *run)
{
	const char *subject = run->finding ? run->finding->subject : NULL;

	return !cstr_empty(subject) && path_is_abs(subject)
		? path_dir(run->arena, subject) : NULL;
}

static bool serves(struct fix_run *run)
{
	return dir_of(run) && shell_serves(run);
}

static void choices(struct fix_run *run)
{
	const char *dir = dir_of(run);

	shell_path_choices(run, dir ? dir : "", true);
	run->offer.title = MSG(run->arena, N_("let new shells look in {0} "
					      "first"),
			       fix_value(run, "dir"));
}

const struct fix fix_reorder_path = {
	.id = "reorder-path",
	.title = N_("let the folder of a hidden program come first on PATH"),
	.about = N_("One line in a marked block at the end of the shell's "
		    "start-up file puts the folder in front of all others. "
		    "Every program in that folder then wins over one of the "
		    "same name elsewhere. A shell that is already open also "
		    "remembers where it found a program: hash -r."),
	.serves = serves,
	.choices = choices,
	.needs = shell_path_needs,
	.build = shell_path_build,
};
