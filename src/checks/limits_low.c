/* limits-low: limits of the shell under which go and its tests run out. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

/*
 * A build opens about fifty files for each compiler it runs at once; a test
 * of a network program some hundreds.
 */
#define LEAST_FILES 256
/* Threads: go and each of its children take about a dozen. */
#define LEAST_PROCESSES 64
#define PROCESSES_A_CPU 16

static bool below(int64_t limit, int64_t least)
{
	return limit != MACHINE_NO_LIMIT && limit < least;
}

static void explain_files(struct check_run *run, struct finding *f,
			  const struct machine_limits *l)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("A process may open {0} files at most"),
		       machines_limit(a, l->nofile_hard));
	finding_evidence(run, f,
			 arena_printf(a, "nofile: soft %s, hard %s",
				      machines_limit(a, l->nofile_soft),
				      machines_limit(a, l->nofile_hard)),
			 NULL, 0);
	(void)finding_step(run, f,
			   MSG(a, N_("How many files may be open? (the hard "
				     "limit)")),
			   ANSWER_NONE, true,
			   machines_limit(a, l->nofile_hard), "ulimit -Hn");
	f->outcome = MSG(a, N_("builds and tests that do much at once end "
			       "with \"{0}\""), "too many open files");
	f->why = MSG(a, N_(
		"A Go program raises its soft limit of open files to the hard "
		"one when it starts (1.19 and newer), and so does go itself: "
		"what \"ulimit -n\" prints does not matter, what \"ulimit "
		"-Hn\" prints does. A limit of 1024 takes nothing away from "
		"net/http."));
	f->probe = "ulimit -Hn; ulimit -Sn";
	finding_command(run, f,
		MSG(a, N_("find who set it (a service: LimitNOFILE=; a "
			  "container: --ulimit nofile=):")),
		"grep -rns nofile /etc/security/limits.conf "
		"/etc/security/limits.d; grep -ns ulimit ~/.bashrc ~/.profile "
		"~/.zshrc /etc/profile /etc/profile.d/*");
}

static void explain_processes(struct check_run *run, struct finding *f,
			      const struct place *p,
			      const struct machine_limits *l, int64_t least)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("You may have {0} processes and threads at "
			     "most"), machines_limit(a, l->nproc_soft));
	finding_evidence(run, f,
			 arena_printf(a, "nproc: soft %s, hard %s",
				      machines_limit(a, l->nproc_soft),
				      machines_limit(a, l->nproc_hard)),
			 NULL, 0);
	(void)finding_step(run, f,
			   MSG(a, N_("How many processes and threads may this "
				     "user have? (go and its compilers: up to "
				     "about {0})"),
			       machines_limit(a, least)),
			   ANSWER_NONE, true, machines_limit(a, l->nproc_soft),
			   "ulimit -Su");
	f->outcome = MSG(a, N_("go and what it starts end with \"{0}\""),
			 "runtime: failed to create new OS thread");
	f->why = MSG(a, N_(
		"The limit counts all threads of the user on the machine, "
		"not those of one program, and binds all users but root. go "
		"builds as many packages at once as there are CPUs, and each "
		"process of Go has about a dozen threads. Unlike the limit of "
		"open files, no Go program raises it. It does not change "
		"GOMAXPROCS."));
	f->probe = "ulimit -Su; ps -L -u \"$(id -u)\" | wc -l";
	if (l->nproc_hard == MACHINE_NO_LIMIT || l->nproc_hard >= least)
		env_command_at_once(run, f, p, "ulimit -Su hard");
	finding_command(run, f,
		MSG(a, N_("find who set it (a service: TasksMax=; a "
			  "container: --pids-limit, --ulimit nproc=):")),
		"grep -rns nproc /etc/security/limits.conf "
		"/etc/security/limits.d; grep -ns ulimit ~/.bashrc ~/.profile "
		"~/.zshrc /etc/profile /etc/profile.d/*");
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *m = machines_of(p);
		const struct machine_limits *l = m ? m->limits : NULL;
		int64_t least = LEAST_PROCESSES;
		struct finding *f;

		if (!l || l->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		/* A recording of a shell that could not tell has a nought. */
		if (l->nofile_hard && below(l->nofile_hard, LEAST_FILES)) {
			f = finding_add(run, SEVERITY_WARNING, NULL, NULL, 0,
					"nofile", &is_new);
			finding_place_add(run, f, p, SEVERITY_WARNING,
					  l->known);
			if (is_new)
				explain_files(run, f, l);
		}
		if (m->cpus && m->cpus->known != KNOWN_UNKNOWN)
			least += (int64_t)m->cpus->affinity * PROCESSES_A_CPU;
		if (!l->nproc_exempt && l->nproc_soft && below(l->nproc_soft, least)) {
			f = finding_add(run, SEVERITY_WARNING, NULL, NULL, 0,
					"nproc", &is_new);
			finding_place_add(run, f, p, SEVERITY_WARNING,
					  l->known);
			if (is_new)
				explain_processes(run, f, p, l,
						  least);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_limits_low = {
	.id = "limits-low",
	.worst = SEVERITY_WARNING,
	.title = N_("limits under which go and its tests run out"),
	.about = N_("The hard limit of open files, or the limit of processes, "
		    "is lower than go and tests that run side by side need. "
		    "Example: a service with LimitNOFILE=64, where a test "
		    "says \"too many open files\". A low soft limit of open "
		    "files does no harm: Go raises it by itself."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
