/* env-file-hidden: a value of the go env file that the environment hides. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *set,
		    const struct setting_source *hidden)
{
	struct arena *a = run->arena;
	const char *value = hidden->value ? hidden->value : "";

	f->title = MSG(a, N_("{0}={1} from go env -w has no effect: the "
			     "environment says {2}"),
		       set->name, value, set->value);
	finding_evidence(run, f, arena_printf(a, "%s=%s", set->name, value),
			 hidden->file, hidden->line);
	env_evidence(run, f, set);
	(void)finding_step(run, f,
		MSG(a, N_("What does the go env file say?")), ANSWER_NONE,
		false, value,
		hidden->file ? arena_printf(a, "%s:%d", hidden->file,
					    hidden->line) : NULL);
	(void)finding_step(run, f,
		MSG(a, N_("Does the environment set {0} too?"), set->name),
		ANSWER_YES, true, set->value, "environment");
	f->outcome = MSG(a, N_("{0} is {1}; where the variable is not exported "
			       "it is {2}"),
			 set->name, set->value, value);
	f->why = MSG(a, N_(
		"A variable of the environment that is not empty outranks the "
		"go env file, in every release; the file outranks "
		"$GOROOT/go.env (since 1.21) and what is built in. go env -w "
		"only warns (\"does not override conflicting OS environment "
		"variable\"), writes, and exits 0: the value waits in the "
		"file, which every release and every shell of yours reads."));
	f->probe = arena_printf(a, env_shell(p) == ENV_FISH
		? "env | grep '^%s='; grep '^%s=' (go env GOENV)"
		: "env | grep '^%s='; grep '^%s=' \"$(go env GOENV)\"",
		set->name, set->name);
	env_command_unset(run, f, p, set, NULL);
	finding_command(run, f,
		MSG(a, N_("or, if the environment is right, take it out of "
			  "the go env file:")),
		arena_printf(a, "go env -u %s", set->name));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!env_known(p) || cstr_empty(p->goenv_file) || !env_go(p))
			continue;
		any = true;
		for (k = 0; k < p->nsettings; k++) {
			const struct setting *set = &p->settings[k];
			const struct setting_source *h =
				env_hidden_goenv(set);
			struct finding *f;
			bool is_new;

			if (!h || set->layer != LAYER_PROCESS ||
			    cstr_eq(h->value ? h->value : "", set->value))
				continue;
			f = finding_add(run, SEVERITY_WARNING, NULL, h->file,
					h->line, set->name, &is_new);
			finding_place_add(run, f, p, SEVERITY_WARNING,
					  set->known);
			if (is_new)
				explain(run, f, p, set, h);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_env_file_hidden = {
	.id = "env-file-hidden",
	.worst = SEVERITY_WARNING,
	.title = N_("a go env -w value that the environment overrides"),
	.about = N_("The go env file (what go env -w writes) sets a variable, "
		    "and the environment of a place sets it to something "
		    "else: the file loses there, and wins in every shell "
		    "that does not export it. Example: \"go env -w "
		    "GOPROXY=https://goproxy.cn,direct\" while ~/.bashrc "
		    "exports another GOPROXY."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
