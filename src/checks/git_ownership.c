/* git-ownership: git refuses the repository for whose it is. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

static const char *owner_words(struct arena *a, const struct machine_git *g)
{
	return g->owner_name
		? arena_printf(a, "%s (uid %d)", g->owner_name, g->owner)
		: arena_printf(a, "uid %d", g->owner);
}

/* Only where a program is stamped does go ask git by itself. */
static enum severity how_bad(struct arena *a, const struct place *p,
			     const struct module *m)
{
	if (!m || cstr_eq(machines_buildvcs(a, p), "false"))
		return SEVERITY_ADVICE;
	return SEVERITY_ERROR;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct machine *mc,
		    const struct module *m)
{
	const struct machine_git *g = mc->git;
	struct arena *a = run->arena;
	const char *flag = machines_buildvcs(a, p);
	const char *line = arena_printf(a, "git config --global --add "
					"safe.directory %s",
					shell_quote(a, g->dir));

	f->title = MSG(a, N_("git refuses {0}: it belongs to {1}, not to "
			     "you"), g->dir, owner_words(a, g));
	finding_evidence(run, f,
			 arena_printf(a, "%s: %s", g->foreign,
				      owner_words(a, g)), NULL, 0);
	if (m)
		finding_evidence(run, f, "package main", m->main_file, 0);
	(void)finding_step(run, f,
			   MSG(a, N_("Is a program built, so that go asks git "
				     "for its revision?")),
			   m ? ANSWER_YES : ANSWER_NO, false,
			   m ? "package main" : NULL,
			   m ? m->main_file : NULL);
	if (m)
		(void)finding_step(run, f,
			MSG(a, N_("Does GOFLAGS hold -buildvcs=false?")),
			cstr_eq(flag, "false") ? ANSWER_YES : ANSWER_NO,
			false, flag ? arena_printf(a, "-buildvcs=%s", flag) :
				      NULL,
			env_origin(a, place_setting(p, "GOFLAGS")));
	(void)finding_step(run, f,
			   MSG(a, N_("Does the repository belong to you?")),
			   ANSWER_NO, false, owner_words(a, g), g->foreign);
	(void)finding_step(run, f,
			   MSG(a, N_("Does safe.directory of git's own "
				     "configuration name it?")),
			   ANSWER_NO, true, NULL, NULL);
	f->outcome = f->severity == SEVERITY_ERROR
		? MSG(a, N_("go build, go install and go list of a program "
			    "stop: \"{0}\""),
		      "error obtaining VCS status: exit status 128")
		: MSG(a, N_("git itself stops (\"{0}\"); go builds what is "
			    "here without asking it"),
		      "fatal: detected dubious ownership in repository");
	f->why = MSG(a, N_(
		"Since 1.18 go writes the revision into each program it "
		"builds, and asks git for it. git (2.35.2 and newer, and "
		"repaired older ones) takes a repository of another user for "
		"a trap and ends with status 128, unless safe.directory in "
		"the user's or the system's configuration names it; what the "
		"repository's own .git/config says does not count. Usual in "
		"containers and after sudo. Libraries, go run, go test and go "
		"vet are not stamped. -buildvcs=auto does not help; "
		"-buildvcs=false does, and leaves the program without its "
		"revision."));
	f->probe = arena_printf(a, "git -C %s status",
				shell_quote(a, g->dir));
	finding_command(run, f,
			MSG(a, N_("if you trust what is in it, say so to "
				  "git:")), line);
	if (mc->user && mc->user->uid == 0)
		finding_command(run, f,
			MSG(a, N_("or make it yours:")),
			arena_printf(a, "chown -R \"$(id -u):$(id -g)\" %s",
				     shell_quote(a, g->dir)));
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct module *m = machines_main(s);
	bool any = false, is_new;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		const struct machine *mc = machines_of(p);
		enum severity sev;
		struct finding *f;

		if (!mc || !mc->git || mc->git->owner_known == KNOWN_UNKNOWN ||
		    env_before(p, GO_1_18))
			continue;
		any = true;
		if (!mc->git->refuses)
			continue;
		sev = how_bad(run->arena, p, m);
		f = finding_add(run, sev, NULL, NULL, 0, mc->git->dir,
				&is_new);
		finding_place_add(run, f, p, sev, mc->git->owner_known);
		if (is_new)
			explain(run, f, p, mc, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_git_ownership = {
	.id = "git-ownership",
	.worst = SEVERITY_ERROR,
	.title = N_("a repository that git refuses for whose it is"),
	.about = N_("The work tree or its .git belongs to another user, and "
		    "no safe.directory names it. Example: a container runs as "
		    "root on a mounted checkout, and go build says \"error "
		    "obtaining VCS status: exit status 128\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
