/* go-line-missing: a go.mod that does not say which Go it is written for. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"

/* What go takes for said (cmd/go/internal/gover.DefaultGoModVersion). */
#define ASSUMED "1.16"

static void explain(struct check_run *run, const struct module *m)
{
	struct arena *a = run->arena;
	struct finding *f = finding_add(run, SEVERITY_WARNING, m->dir,
					m->gomod, 0, "", NULL);
	struct step *st;

	f->title = MSG(a, N_("{0} has no go line: it is read as one of Go "
			     "{1}"), m->gomod, ASSUMED);
	finding_evidence(run, f, m->path ? arena_printf(a, "module %s",
							m->path) : "",
			 m->gomod, m->path_line);
	(void)finding_step(run, f,
			   MSG(a, N_("Does go.mod say a version of Go?")),
			   ANSWER_NO, true, NULL, m->gomod);
	st = finding_step(run, f, MSG(a, N_("What does go take for said?")),
			  ANSWER_NONE, false, arena_printf(a, "go %s",
							   ASSUMED), NULL);
	if (m->vendor.dir)
		st->note = MSG(a, N_("For vendor/ it counts as older than "
				     "1.14: go passes over {0}."),
			       m->vendor.dir);
	f->outcome = MSG(a, N_("what came with 1.17 or later does not compile "
			       "(type parameters, for one): \"-lang was set "
			       "to go{0}; check go.mod\""), ASSUMED);
	f->why = MSG(a, N_(
		"The go line says by which rules the module is read and "
		"compiled. Without one go assumes 1.16, however new it is; go "
		"build does not add it, and go mod tidy adds that of whoever "
		"happens to run it, which may be newer than what others have. "
		"vendor/ is used by itself only with a go line of 1.14 or "
		"newer."));
	f->probe = modules_command(run, m->dir,
				   "go list -m -f '{{.GoVersion}}'");
	finding_command(run, f, MSG(a, N_("write the line that go takes for "
					  "said, or a newer one:")),
			modules_command(run, m->dir, "go mod edit -go="
					ASSUMED));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (!modules_judged(s, m) || m->unreadable)
			continue;
		any = true;
		/* A line that stands there and cannot be read is told by
		 * gomod-invalid, as is a go.mod without a module. */
		if (!m->go_version && !m->go_line && !m->nproblems && m->path)
			explain(run, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_go_line_missing = {
	.id = "go-line-missing",
	.worst = SEVERITY_WARNING,
	.title = N_("a go.mod without a go line"),
	.about = N_("go.mod does not say which Go the module is written for, "
		    "and go takes it for 1.16: newer language does not "
		    "compile, and vendor/ is passed over. Example: \"type "
		    "parameter requires go1.18 or later (-lang was set to "
		    "go1.16; check go.mod)\"."),
	.needs = NEEDS_REPO,
	.run = run,
};
