/* goroot-set: GOROOT is set by hand, to a tree that is right today. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct setting *set)
{
	struct arena *a = run->arena;
	const char *version = env_version(a, p);

	f->title = MSG(a, N_("GOROOT is set to {0}: right today, wrong after "
			     "the next upgrade elsewhere"), p->goroot.dir);
	env_evidence(run, f, set);
	(void)finding_step(run, f, MSG(a, N_("Is GOROOT set by hand?")),
			   ANSWER_YES, false, p->goroot.dir,
			   env_origin(a, set));
	(void)finding_step(run, f,
			   MSG(a, N_("Is it the tree of the go that runs?")),
			   ANSWER_YES, false, version,
			   p->goroot.own ? env_go(p)->path : NULL);
	f->outcome = MSG(a, N_("it builds; the day another go comes first on "
			       "PATH, the compiler will not match it"));
	f->why = MSG(a, N_(
		"go finds its tree by itself, from where its program lies, so "
		"GOROOT needs no setting in any release; only PATH does. Set, "
		"it outranks what go finds, and it stays behind when another "
		"release is installed elsewhere: then \"compile: version … "
		"does not match go tool version …\"."));
	f->probe = env_shell(p) == ENV_FISH
		 ? "echo $GOROOT; env -u GOROOT go env GOROOT"
		 : "echo \"$GOROOT\"; env -u GOROOT go env GOROOT";
	if (set->layer == LAYER_GOENV)
		f->probe = "grep GOROOT \"$(go env GOENV)\"";
	env_command_unset(run, f, p, set, NULL);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct goroot_state *r = &p->goroot;
		const struct setting *set = place_setting(p, "GOROOT");
		const char *bin = env_version(run->arena, p);
		bool by_file = set && set->layer == LAYER_GOENV;
		struct finding *f;
		bool is_new;

		if (!env_known(p) || !bin)
			continue;
		any = true;
		if (!r->set || !set || r->missing || r->no_src || r->no_tool)
			continue;
		if (!r->own && (cstr_empty(r->version) ||
				env_version_cmp(r->version, bin)))
			continue;
		f = finding_add(run, SEVERITY_ADVICE, NULL,
				by_file ? set->file : NULL,
				by_file ? set->line : 0, r->dir, &is_new);
		finding_place_add(run, f, p, SEVERITY_ADVICE, set->known);
		if (is_new)
			explain(run, f, p, set);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_goroot_set = {
	.id = "goroot-set",
	.worst = SEVERITY_ADVICE,
	.title = N_("a GOROOT set by hand"),
	.about = N_("GOROOT is exported in an rc file or kept in the go env "
		    "file, and names the right tree. That is harmless today "
		    "and needless always: go finds its tree by itself. "
		    "Example: export GOROOT=/usr/local/go, as many tutorials "
		    "have it."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
