/* alien-arch: the go that the shell finds is for another kind of machine. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p)
{
	const struct go_binary *g = &p->gos[0], *good = env_go(p);
	struct arena *a = run->arena;
	const struct machine *m = p->machine;
	const char *arch = m && m->system && m->system->arch
			 ? m->system->arch : NULL;

	f->title = arch
		? MSG(a, N_("{0} is built for {1}, and the machine is {2}"),
		      g->path, g->alien, arch)
		: MSG(a, N_("{0} is built for {1}, not for the machine"),
		      g->path, g->alien);
	finding_evidence(run, f, arena_printf(a, "%s: %s", g->path, g->alien),
			 NULL, 0);
	(void)finding_step(run, f,
			   MSG(a, N_("Which go comes first on PATH?")),
			   ANSWER_NONE, false, g->path, "environment");
	(void)finding_step(run, f,
			   MSG(a, N_("Is it built for the machine?")),
			   ANSWER_NO, true, g->alien, g->resolved);
	if (good)
		(void)finding_step(run, f,
			MSG(a, N_("Does one stand behind it that is?")),
			ANSWER_YES, false, good->path, "environment");
	f->outcome = MSG(a, N_("the shell stops: \"{0}\""),
			 env_shell(p) == ENV_BASH
				? "cannot execute binary file: Exec format "
				  "error"
				: "Exec format error");
	f->why = MSG(a, N_(
		"A shell takes the first file named go that may be executed, "
		"and does not go on when the kernel cannot. Archives of Go "
		"say in their names what they are for: linux-amd64 (Intel and "
		"AMD), linux-arm64 (Graviton, Raspberry Pi, Apple's machines "
		"in a virtual one). uname -m says x86_64 or aarch64."));
	f->probe = "uname -m; file \"$(command -v go)\"";
	if (good)
		env_command_path(run, f, p, path_dir(a, good->path));
	else
		env_command_install(run, f, p);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		struct finding *f;

		if (!env_known(p) || !p->ngos)
			continue;
		any = true;
		if (cstr_empty(p->gos[0].alien))
			continue;
		f = finding_add(run, SEVERITY_ERROR, NULL, NULL, 0,
				p->gos[0].path, &is_new);
		finding_place_add(run, f, p, SEVERITY_ERROR, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_alien_arch = {
	.id = "alien-arch",
	.worst = SEVERITY_ERROR,
	.title = N_("a go that is built for another kind of machine"),
	.about = N_("The first go on PATH is a program for another "
		    "architecture, and no emulator for it is set up. Example: "
		    "the linux-amd64 archive on an ARM machine: \"Exec format "
		    "error\"."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
