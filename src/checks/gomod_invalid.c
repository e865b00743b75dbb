/* gomod-invalid: go.mod does not parse. */
#include "config.h"

#include "checks/check.h"

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i, k;

	if (!s->nmodules)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (m->fixture)
			continue;
		for (k = 0; k < m->nproblems; k++) {
			const struct parse_problem *pp = &m->problems[k];
			struct finding *f = finding_add(run, SEVERITY_ERROR,
				m->dir, m->gomod, pp->line, pp->message, NULL);

			f->title = MSG(run->arena,
				       N_("go.mod does not parse: {0}"),
				       pp->message);
		}
	}
	return CHECK_OK;
}

const struct check check_gomod_invalid = {
	.id = "gomod-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("go.mod that go cannot read"),
	.about = N_("Every go command in the module stops at a line of go.mod "
		    "that it cannot read."),
	.needs = NEEDS_REPO,
	.run = run,
};
