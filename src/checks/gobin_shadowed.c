/* gobin-shadowed: an earlier folder of PATH hides a program of GOBIN. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/semver.h"

static bool is_release(const char *v)
{
	return !cstr_empty(v) && semver_valid(str_from(v));
}

/*
 * Twice the same module version does no harm; a newer one in front hides an
 * older one, which few mind.  What is not known is taken for the worse.
 */
static enum severity severity_of(const struct shadowed_program *sh)
{
	if (sh->same_file || cstr_eq(sh->name, "go") ||
	    cstr_eq(sh->name, "gofmt"))
		return SEVERITY_NONE;
	if (is_release(sh->version) && is_release(sh->hider_version)) {
		int order = semver_cmp(str_from(sh->hider_version),
				       str_from(sh->version));

		if (order == 0)
			return SEVERITY_NONE;
		if (order > 0)
			return SEVERITY_ADVICE;
	}
	return SEVERITY_WARNING;
}

static const char *words(struct arena *a, const char *path, const char *v)
{
	return cstr_empty(v) ? arena_strdup(a, path)
			     : arena_printf(a, "%s (%s)", path, v);
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct shadowed_program *sh)
{
	struct arena *a = run->arena;
	const char *first = words(a, sh->hider, sh->hider_version);
	const char *mine = words(a, sh->path, sh->version);

	f->title = MSG(a, N_("{0} hides {1}"), first, mine);
	finding_evidence(run, f, first, NULL, 0);
	finding_evidence(run, f, mine, NULL, 0);
	(void)finding_step(run, f,
		MSG(a, N_("Which {0} comes first on PATH?"), sh->name),
		ANSWER_NONE, false, first, "environment");
	(void)finding_step(run, f,
		MSG(a, N_("Is it the one that go install wrote?")), ANSWER_NO,
		true, mine, NULL);
	f->outcome = MSG(a, N_("{0} runs from {1}; what go install writes has "
			       "no effect"), sh->name,
			 path_dir(a, sh->hider));
	f->why = MSG(a, N_(
		"The shell runs the first match in the order of PATH; a GOBIN "
		"appended to the end of PATH loses against any older copy "
		"before it. A running shell also remembers where it found a "
		"program: after the order is right, \"hash -r\" makes it look "
		"again."));
	f->probe = arena_printf(a, "%s; go version -m %s %s",
				env_which(p, a, sh->name),
				shell_quote(a, sh->hider),
				shell_quote(a, sh->path));
	env_command_path(run, f, p, path_dir(a, sh->path));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (!env_known(p) || !p->gobin_on_path)
			continue;
		any = true;
		for (k = 0; k < p->nshadowed; k++) {
			const struct shadowed_program *sh = &p->shadowed[k];
			enum severity sev = severity_of(sh);
			struct finding *f;
			bool is_new;

			if (sev == SEVERITY_NONE)
				continue;
			f = finding_add(run, sev, NULL, NULL, 0, sh->path,
					&is_new);
			finding_place_add(run, f, p, sev, KNOWN_DERIVED);
			if (is_new)
				explain(run, f, p, sh);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gobin_shadowed = {
	.id = "gobin-shadowed",
	.worst = SEVERITY_WARNING,
	.title = N_("an installed program hidden by an older copy"),
	.about = N_("A program in the folder of go install has a namesake "
		    "further ahead on PATH, so another version runs than the "
		    "one installed. Both paths and both module versions "
		    "(go version -m) are named. Example: PATH=$PATH:~/go/bin "
		    "while /usr/local/bin holds an old stringer."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
