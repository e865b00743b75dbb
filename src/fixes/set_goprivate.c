/* set-goprivate: a pattern that matches nothing as it was meant. */
#include "config.h"

#include "fixes/envvar.h"

#include "base/str.h"
#include "checks/env.h"

static const char *const names[] = {
	"GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", NULL
};

static const struct setting *setting_of(struct fix_run *run, const char *name)
{
	const struct place *p = envvar_place(run);

	return p && name ? place_setting(p, name) : NULL;
}

/* The finding's variable; by the fix's id alone the first that has one. */
static const char *variable(struct fix_run *run)
{
	const char *name = envvar_of(run);
	const struct setting *s;
	size_t i;

	for (i = 0; !name && names[i]; i++) {
		s = setting_of(run, names[i]);
		if (s && env_dead_pattern(run->arena, s->value))
			name = names[i];
	}
	return name ? name : names[0];
}

static bool serves(struct fix_run *run)
{
	const char *name = envvar_of(run);
	const struct setting *s = setting_of(run, name);

	if (!run->finding)
		return true;
	/* Where no file holds the value, none can be mended. */
	return s && env_clean_patterns(run->arena, s->value) &&
	       (s->layer == LAYER_GOENV || shell_exports(run, name));
}

static void choices(struct fix_run *run)
{
	const char *given = fix_given(run, "name"), *fallback = variable(run);
	const struct setting *s = setting_of(run, given ? given : fallback);
	const char *now = s && s->value ? s->value : "";
	const char *dead = env_dead_pattern(run->arena, now), *left;
	struct choice *c;

	set_env_choices(run, fallback, env_clean_patterns(run->arena, now),
			false);
	envvar_only(run, names);
	c = envvar_field(run, "value");
	c->about = MSG(run->arena, N_(
		"Patterns for the first elements of module paths, parted by "
		"commas alone: example.com,*.corp.example"));
	left = env_dead_pattern(run->arena, c->value);
	if (!dead)
		run->offer.refused = MSG(run->arena, N_(
			"Every entry of {0} can match a module."),
			given ? given : fallback);
	else if (cstr_empty(c->value))
		c->bad = MSG(run->arena, N_(
			"What was meant by \"{0}\" is not certain. Say the "
			"whole list."), dead);
	else if (left)
		c->bad = MSG(run->arena, N_("\"{0}\" matches no module."),
			     left);
}

const struct fix fix_set_goprivate = {
	.id = "set-goprivate",
	.title = N_("write a pattern that matches nothing as it was meant"),
	.about = N_("Blanks, a scheme and a user name go out of the entry, "
		    "capital letters of the host become small ones, and "
		    "two hosts that a blank parts get a comma. The other "
		    "entries stay as they are. Where it is not certain what was meant, or it would "
		    "be every module there is, nothing is offered."),
	.serves = serves,
	.choices = choices,
	.needs = set_env_needs,
	.build = set_env_build,
};
