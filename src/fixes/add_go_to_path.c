/* add-go-to-path: a line in the rc file of the shells that find no go. */
#include "config.h"

#include "fixes/shell.h"

#include "base/path.h"
#include "checks/env.h"

/* Where the go lies that other shells find, or that nobody's PATH names. */
static const char *dir_of_go(struct fix_run *run)
{
	const struct place *with = env_place_with_go(run->snap);
	const struct go_install *in = env_best_install(run->snap);

	if (with)
		return path_dir(run->arena, env_go(with)->path);
	return in ? path_join(run->arena, in->goroot, "bin") : NULL;
}

static bool serves(struct fix_run *run)
{
	/* An alias named go is another matter. */
	return run->finding && cstr_empty(run->finding->subject) &&
	       dir_of_go(run) && shell_serves(run);
}

static void choices(struct fix_run *run)
{
	const char *dir = dir_of_go(run);

	shell_path_choices(run, dir ? dir : "/usr/local/go/bin", false);
	run->offer.title = MSG(run->arena, N_("let new shells find go in {0}"),
			       fix_value(run, "dir"));
}

const struct fix fix_add_go_to_path = {
	.id = "add-go-to-path",
	.title = N_("put the folder of go on PATH in the shell's start-up "
		    "file"),
	.about = N_("One line in a marked block at the end of the file that "
		    "the shells without go read when they start. The shell "
		    "itself reads the new text first, without running it; "
		    "afterwards fresh shells are asked, and what does not "
		    "help is put back. GOROOT is not set: go knows it."),
	.serves = serves,
	.choices = choices,
	.needs = shell_path_needs,
	.build = shell_path_build,
};
