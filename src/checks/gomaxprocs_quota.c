/* gomaxprocs-quota: Go programs run more threads than the CPU quota feeds. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"
#include "fmt/gover.h"

/* As 1.25 has it: rounded up, and never below two. */
static int honoured(int quota_milli)
{
	int n = (quota_milli + 999) / 1000;

	return n < 2 ? 2 : n;
}

/* The judged module whose go line keeps a newer Go from heeding it; NULL. */
static const struct module *old_go_line(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];

		if (!m->main_file || !modules_judged(s, m))
			continue;
		if (cstr_empty(m->go_version) ||
		    gover_cmp_of(m->go_version, "1.25") < 0)
			return m;
	}
	return NULL;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct machine_cpus *c,
		    const struct module *m)
{
	struct arena *a = run->arena;
	const char *quota = machines_milli(a, c->quota_milli);
	const char *n = arena_printf(a, "%d", c->affinity);
	int good = (c->quota_milli + 999) / 1000;

	f->title = MSG(a, N_("Programs of Go run {0} threads at once, and "
			     "the CPU quota is {1}"), n, quota);
	finding_evidence(run, f, c->quota_text, c->quota_file, 1);
	(void)finding_step(run, f,
			   MSG(a, N_("How many CPUs may this process run "
				     "on?")),
			   ANSWER_NONE, false, n, "sched_getaffinity");
	(void)finding_step(run, f,
			   MSG(a, N_("How many CPUs' time does its cgroup "
				     "get?")),
			   ANSWER_NONE, false, quota, c->quota_file);
	(void)finding_step(run, f, MSG(a, N_("Is GOMAXPROCS set?")), ANSWER_NO,
			   false, NULL, "environment");
	(void)finding_step(run, f,
			   MSG(a, N_("Does the Go that builds heed the quota? "
				     "(1.25 and newer, for go lines of 1.25 "
				     "and newer)")),
			   ANSWER_NO, true,
			   m ? arena_printf(a, "go %s", m->go_version ?
					    m->go_version : "(none)")
			     : env_version(a, p),
			   m ? modules_at(a, m->gomod, m->go_line) : NULL);
	f->outcome = MSG(a, N_("GOMAXPROCS is {0}; the kernel stops the "
			       "program for a part of each period, and "
			       "latencies rise"), n);
	f->why = MSG(a, N_(
		"GOMAXPROCS is the number of CPUs that the process may run "
		"on. The quota of its cgroup counts only from 1.25 on, and "
		"then for programs whose main module has a go line of 1.25 or "
		"newer (GODEBUG containermaxprocs), rounded up and at least "
		"2. Limits of processes or open files change nothing about "
		"it."));
	f->probe = arena_printf(a, "cat %s; nproc", c->quota_file);
	finding_command(run, f,
		MSG(a, N_("for programs that run so (it is no setting of go "
			  "env):")),
		arena_printf(a, env_shell(p) == ENV_FISH
				? "set -gx GOMAXPROCS %d"
				: "export GOMAXPROCS=%d", good));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *mc = machines_of(p);
		const struct machine_cpus *c = mc ? mc->cpus : NULL;
		const struct module *m = NULL;
		struct finding *f;

		if (!c || c->known == KNOWN_UNKNOWN || !c->quota_milli)
			continue;
		any = true;
		if (!cstr_empty(place_getenv(p, "GOMAXPROCS")) ||
		    (c->quota_milli + 999) / 1000 >= c->affinity)
			continue;
		if (!env_before(p, GO_1_25)) {
			m = old_go_line(s);
			if (!m || honoured(c->quota_milli) >= c->affinity)
				continue;
		}
		f = finding_add(run, SEVERITY_ADVICE, NULL, NULL, 0, "quota",
				&is_new);
		finding_place_add(run, f, p, SEVERITY_ADVICE, c->known);
		if (is_new)
			explain(run, f, p, c, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gomaxprocs_quota = {
	.id = "gomaxprocs-quota",
	.worst = SEVERITY_ADVICE,
	.title = N_("a CPU quota that Go does not heed"),
	.about = N_("The cgroup of this shell gets less CPU time than there "
		    "are CPUs, and programs of this Go start as many threads "
		    "as there are CPUs all the same. Example: a container "
		    "with --cpus=2 on a machine of 64."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
