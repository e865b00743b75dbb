/* add-gobin-to-path: what go install writes will be found. */
#include "config.h"

#include "fixes/shell.h"

/* A program that an earlier folder hides needs GOBIN in front of it. */
static bool hides_something(const struct fix_run *run)
{
	size_t i;

	for (i = 0; i < run->snap->nplaces; i++)
		if (run->snap->places[i].nshadowed)
			return true;
	return false;
}

static bool serves(struct fix_run *run)
{
	return run->finding && !cstr_empty(run->finding->subject) &&
	       shell_serves(run);
}

static void choices(struct fix_run *run)
{
	const char *dir = run->finding ? run->finding->subject : NULL;

	if (cstr_empty(dir) && run->place)
		dir = run->place->gobin;
	shell_path_choices(run, dir ? dir : "", hides_something(run));
	run->offer.title = MSG(run->arena, N_(
		"let new shells find the programs that go install writes to "
		"{0}"), fix_value(run, "dir"));
}

const struct fix fix_add_gobin_to_path = {
	.id = "add-gobin-to-path",
	.title = N_("put the folder that go install writes to on PATH"),
	.about = N_("One line in a marked block at the end of the shell's "
		    "start-up file. At the end of PATH it hides no program; in "
		    "front of it what go install wrote wins over an older "
		    "program of the same name."),
	.serves = serves,
	.choices = choices,
	.needs = shell_path_needs,
	.build = shell_path_build,
};
