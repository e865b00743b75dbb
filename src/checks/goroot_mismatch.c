/* goroot-mismatch: GOROOT names the tree of another release than the go. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

static const char *tree_version(struct arena *a, const struct place *p)
{
	const char *v = p->goroot.version;

	if (cstr_empty(v))
		return NULL;
	return arena_strndup(a, v, strcspn(v, " \t\r\n"));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const char *tree, const char *bin)
{
	struct arena *a = run->arena;
	const struct setting *set = place_setting(p, "GOROOT");
	const struct go_binary *g = env_go(p);

	f->title = MSG(a, N_("GOROOT is the tree of {0}, but the go that runs "
			     "is {1}"), tree, bin);
	if (set)
		env_evidence(run, f, set);
	finding_evidence(run, f, tree,
			 arena_printf(a, "%s/VERSION", p->goroot.dir), 1);
	(void)finding_step(run, f, MSG(a, N_("Which go comes first on PATH?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "%s (%s)", g->path, bin),
			   "environment");
	(void)finding_step(run, f, MSG(a, N_("Is GOROOT set by hand?")),
			   ANSWER_YES, false, p->goroot.dir,
			   env_origin(a, set));
	(void)finding_step(run, f,
			   MSG(a, N_("Is it the tree of that go?")), ANSWER_NO,
			   true, tree,
			   arena_printf(a, "%s/VERSION:1", p->goroot.dir));
	f->outcome = MSG(a, N_("go build, go vet and go test stop: \"{0}\""),
		arena_printf(a, "compile: version \"%s\" does not match go "
			     "tool version \"%s\"", tree, bin));
	f->why = MSG(a, N_(
		"GOROOT in the environment or in the go env file outranks the "
		"folder that the go program itself lies in, in every release. "
		"go version, go env and go list notice nothing: go env GOROOT "
		"repeats what was set, and the version printed is that of the "
		"program. The compiler in GOROOT compares, and stops (measured "
		"on 1.18 to 1.26); an older go over a newer tree also fails "
		"with \"flag provided but not defined\". Only where go "
		"switches to another toolchain it builds: that one is started "
		"without GOROOT."));
	f->probe = "head -n 1 \"$(go env GOROOT)/VERSION\"; go env GOVERSION";
	if (set)
		env_command_unset(run, f, p, set, NULL);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const char *tree = tree_version(run->arena, p);
		const char *bin = env_version(run->arena, p);
		const struct setting *set = place_setting(p, "GOROOT");
		enum severity sev = SEVERITY_ERROR;
		struct finding *f;
		bool is_new;

		if (!env_known(p) || !bin)
			continue;
		any = true;
		if (!p->goroot.set || p->goroot.missing || p->goroot.own ||
		    !tree || cstr_eq(tree, bin))
			continue;
		/* Built with a toolchain that gets no GOROOT: it works. */
		if (env_all_switch(s, p))
			sev = SEVERITY_WARNING;
		f = finding_add(run, sev, NULL,
				set && set->layer == LAYER_GOENV ? set->file
								 : NULL,
				set ? set->line : 0, p->goroot.dir, &is_new);
		finding_place_add(run, f, p, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p, tree, bin);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_goroot_mismatch = {
	.id = "goroot-mismatch",
	.worst = SEVERITY_ERROR,
	.title = N_("a GOROOT of another release"),
	.about = N_("GOROOT is set and names the tree of another release than "
		    "the go that runs. Example: GOROOT=/usr/local/go stayed in "
		    "~/.bashrc, and a newer go comes first on PATH: \"compile: "
		    "version … does not match go tool version …\". The cure is "
		    "to unset GOROOT; go finds its tree by itself."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
