/* module-mode-off: GO111MODULE keeps go from reading go.mod. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

/* One package that needs nothing but std builds in GOPATH mode as well. */
static bool needs_others(const struct module *m)
{
	return m->nrequires || m->nreplaces || m->nimports || m->imports_self;
}

static const struct loose_project *loose(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nloose; i++)
		if (!s->loose[i].fixture)
			return &s->loose[i];
	return NULL;
}

static void steps(struct check_run *run, struct finding *f,
		  const struct place *p, const struct setting *set,
		  const char *gomod, const char *dir)
{
	struct arena *a = run->arena;

	env_evidence(run, f, set);
	(void)finding_step(run, f,
		MSG(a, N_("Is there a go.mod to go by?")),
		gomod ? ANSWER_YES : ANSWER_NO, false, gomod ? gomod : dir,
		NULL);
	(void)finding_step(run, f, MSG(a, N_("What is GO111MODULE?")),
			   ANSWER_NONE, true, set->value, env_origin(a, set));
	f->why = MSG(a, N_(
		"GO111MODULE=off is GOPATH mode wherever you are, in every "
		"release: go.mod is not read, packages come from GOPATH/src "
		"at whatever version lies there. auto is module mode where a "
		"go.mod stands in the folder or above it, else GOPATH mode. "
		"Unset or on (the default since 1.16) is module mode, also "
		"below GOPATH/src: where the project lies never matters when "
		"it has a go.mod."));
	f->probe = "go env GO111MODULE GOMOD; go list -m";
	env_command_unset(run, f, p, set, NULL);
}

static bool is_by_file(const struct setting *set)
{
	return set->layer == LAYER_GOENV || set->layer == LAYER_WORKFLOW;
}

static void judge_modules(struct check_run *run, const struct place *p,
			  const struct setting *set)
{
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	bool by_file = is_by_file(set), is_new;
	const struct module *first = NULL;
	enum severity sev = SEVERITY_WARNING;
	struct finding *f;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		if (s->modules[i].fixture)
			continue;
		if (!first)
			first = &s->modules[i];
		if (needs_others(&s->modules[i]))
			sev = SEVERITY_ERROR;
	}
	f = finding_add(run, sev, NULL, by_file ? set->file : NULL,
			by_file ? set->line : 0, "off", &is_new);
	finding_place_add(run, f, p, sev, set->known);
	if (!is_new)
		return;
	f->title = MSG(a, N_("GO111MODULE=off: go does not read {0}"),
		       first->gomod);
	steps(run, f, p, set, first->gomod, NULL);
	f->outcome = MSG(a, N_("GOPATH mode: versions and replaces are "
			       "ignored, and go mod stops: \"{0}\""),
			 "go: modules disabled by GO111MODULE=off; see 'go "
			 "help modules'");
}

static void judge_loose(struct check_run *run, const struct place *p,
			const struct setting *set,
			const struct loose_project *lp)
{
	struct arena *a = run->arena;
	bool by_file = is_by_file(set), is_new;
	bool off = cstr_eq(set->value, "off");
	struct finding *f;

	f = finding_add(run, SEVERITY_ADVICE, NULL,
			by_file ? set->file : NULL, by_file ? set->line : 0,
			lp->dir, &is_new);
	finding_place_add(run, f, p, SEVERITY_ADVICE, set->known);
	if (!is_new)
		return;
	f->title = MSG(a, N_("GO111MODULE={0} and no go.mod: {1} is built in "
			     "GOPATH mode"), set->value, lp->dir);
	steps(run, f, p, set, NULL, lp->dir);
	if (off)
		f->outcome = MSG(a, N_("imports are looked for in GOPATH/src "
				       "only; go mod init stops: \"{0}\""),
				 "go: modules disabled by GO111MODULE=off; "
				 "see 'go help modules'");
	else
		f->outcome = MSG(a, N_("imports are looked for in GOPATH/src "
				       "only, until there is a go.mod"));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct loose_project *lp = loose(s);
	bool any = false;
	size_t i;

	if (!env_has_modules(s) && !lp)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct setting *set = place_setting(p, "GO111MODULE");

		if (!env_known(p) || !env_go(p) || !set)
			continue;
		any = true;
		if (cstr_eq(set->value, "off") && env_has_modules(s))
			judge_modules(run, p, set);
		else if (lp && (cstr_eq(set->value, "off") ||
				(cstr_eq(set->value, "auto") &&
				 !s->repo.gomod_above)))
			judge_loose(run, p, set, lp);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_module_mode_off = {
	.id = "module-mode-off",
	.worst = SEVERITY_ERROR,
	.title = N_("GO111MODULE that keeps go from reading go.mod"),
	.about = N_("GO111MODULE=off (environment or go env file) puts go into "
		    "GOPATH mode although the repository has a go.mod: "
		    "versions and replaces are ignored. auto does so only "
		    "where there is no go.mod. Example: \"go: modules disabled "
		    "by GO111MODULE=off; see 'go help modules'\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.elsewhere = true,
	.jobs = true,
	.run = run,
};
