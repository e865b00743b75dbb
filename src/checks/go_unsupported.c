/* go-unsupported: a Go release that gets no more security fixes. */
#include "config.h"

#include "checks/env.h"

#include "base/str.h"

/*
 * Two lines are supported at a time, each until the second one after it
 * comes.  As it was when this table was made: newer lines make it wrong only
 * in saying too little.
 */
#define AS_OF "2026-08"
#define OLDEST_SUPPORTED GO_1_25

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const char *v)
{
	struct arena *a = run->arena;
	const char *oldest = gorelease_name(OLDEST_SUPPORTED);
	const char *newest = gorelease_name(GORELEASE_NEWEST);

	f->title = MSG(a, N_("{0} gets no more security fixes"), v);
	finding_evidence(run, f, arena_printf(a, "%s: %s", env_go(p)->path,
					      v), NULL, 0);
	(void)finding_step(run, f, MSG(a, N_("Which go comes first on "
					     "PATH?")),
			   ANSWER_NONE, false, v, env_go(p)->path);
	(void)finding_step(run, f,
			   MSG(a, N_("Is its line one of the supported? (as "
				     "of {0}: {1} and newer)"), AS_OF, oldest),
			   ANSWER_NO, true, v, NULL);
	f->outcome = MSG(a, N_("what is found in the standard library is "
			       "mended in {0} and {1}, not in this one"),
			 oldest, newest);
	f->why = MSG(a, N_(
		"Each major release of Go is supported until there are two "
		"newer ones. A program carries the standard library it was "
		"built with: mended packages reach it only when a newer Go "
		"builds it. A go line in go.mod is no hindrance: a newer Go "
		"builds older modules. gomend knows the lines as of {0} and "
		"does not look for newer ones."), AS_OF);
	f->probe = "go version";
	env_command_install(run, f, p);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const char *v = env_known(p) ? env_version(run->arena, p)
					     : NULL;
		struct finding *f;

		if (!v)
			continue;
		any = true;
		if (!env_before(p, OLDEST_SUPPORTED))
			continue;
		f = finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0, v,
				&is_new);
		finding_place_add(run, f, p, SEVERITY_ADVICE, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p, v);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_go_unsupported = {
	.id = "go-unsupported",
	.worst = SEVERITY_ADVICE,
	.title = N_("a Go release that gets no more security fixes"),
	.about = N_("The go that runs is of a line that is no longer "
		    "maintained: only the two newest are. Example: the Go of "
		    "a distribution's long-term release. The lines are those "
		    "that were known when this gomend was made."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
