/* gowork-off: GOWORK=off in the go env file, so that no go.work is found. */
#include "config.h"

#include "fixes/envvar.h"

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"

/* What decides GOWORK in that place now. */
static const struct setting *gowork(const struct fix_run *run)
{
	const char *dir = run->finding ? run->finding->module : "";
	const struct place *p = envvar_place(run);

	return p ? place_setting_in(p, dir ? dir : "", "GOWORK") : NULL;
}

static bool serves(struct fix_run *run)
{
	const struct setting *s = gowork(run);

	/* What a shell exports is stronger than the go env file: unset-env. */
	if (!run->finding || (s && s->layer == LAYER_PROCESS) ||
	    !envvar_file(run))
		return false;
	/* Modules that stand apart do so on purpose, mostly. */
	return !cstr_eq(run->finding->subject, "others") ||
	       run->finding->severity == SEVERITY_ERROR;
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "layer", CHOICE_ONE_OF, MSG(a, N_("Where")),
		MSG(a, N_("\"goenv\" is the file that go env -w writes: it "
			  "holds for all your projects, and no go.work is found "
			  "by itself in any of them. \"shell\" changes no file: "
			  "it is a line to type.")), "goenv");
	fix_option(run, c, "goenv");
	fix_option(run, c, "shell");
	if (cstr_eq(c->value, "shell"))
		c->bad = MSG(a, N_("For this shell alone no file has to change. "
				   "Type: {0}"),
			     env_shell(envvar_place(run)) == ENV_FISH
				? "set -gx GOWORK off" : "export GOWORK=off");
	o->title = MSG(a, N_("keep go from taking any go.work"));
	o->about = MSG(a, N_(
		"The line GOWORK=off comes into the go env file, as go env -w "
		"writes it. go.work itself stays. Where a single project wants "
		"its go.work all the same, GOWORK=auto in its shell is "
		"stronger."));
	o->stage_near = envvar_file(run);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const char *file = envvar_file(run);

	if (envvar_edit_file(run, p, "GOWORK", "off", err))
		return -1;
	fix_note(run, p, MSG(run->arena, N_(
		"It holds for every project that reads {0}; back to the rule: "
		"go env -u GOWORK"), file ? file : ""));
	return 0;
}

const struct fix fix_gowork_off = {
	.id = "gowork-off",
	.title = N_("keep go from looking for a go.work"),
	.about = N_("Writes GOWORK=off into the go env file. It holds for all "
		    "your projects, not for one: where only this shell is "
		    "meant, export GOWORK=off does it, and no file has to "
		    "change."),
	.serves = serves,
	.choices = choices,
	.build = build,
};
