/* edit-shell-rc: login shells get the value that this shell has. */
#include "config.h"

#include "fixes/envvar.h"

#include <string.h>

#include "base/redact.h"
#include "base/str.h"

/* What this shell exports and a login shell lacks, or has another of. */
static const struct setting *wanted(struct fix_run *run)
{
	const struct place *here = snapshot_place(run->snap, "shell");
	const char *name = envvar_of(run);
	const struct setting *s = here && name ? place_setting(here, name)
					       : NULL;

	/* A secret is not known here, and so cannot be written. */
	return s && s->layer == LAYER_PROCESS && !cstr_empty(s->value) &&
	       !strstr(s->value, REDACT_MARK) ? s : NULL;
}

static bool serves(struct fix_run *run)
{
	return run->finding && wanted(run) && shell_serves(run);
}

static void choices(struct fix_run *run)
{
	const struct setting *s = run->finding ? wanted(run) : NULL;
	const char *only[] = { s ? s->name : "", NULL };

	if (!s) {
		run->offer.refused = MSG(run->arena, N_(
			"There is nothing here that {0} could mend."),
			run->fix->id);
		return;
	}
	set_env_choices(run, s->name, s->value, true);
	envvar_only(run, only);
	run->offer.title = MSG(run->arena, N_(
		"give login shells {0}={1}, too"), s->name,
		fix_value(run, "value"));
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	if (set_env_build(run, p, err))
		return -1;
	p->title = run->offer.title;
	/* This shell has it already. */
	p->shell_line = NULL;
	return 0;
}

const struct fix fix_edit_shell_rc = {
	.id = "edit-shell-rc",
	.title = N_("give login shells the value that this shell has"),
	.about = N_("The line that exports it comes into the start-up file "
		    "that login shells read, in a marked block; a line there "
		    "that sets it otherwise is changed. The shell itself "
		    "reads the new text first, without running it; "
		    "afterwards a fresh login shell is asked, and what does "
		    "not help is put back."),
	.serves = serves,
	.choices = choices,
	.needs = set_env_needs,
	.build = build,
};
