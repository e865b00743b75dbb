/* git-missing: no git where a build would ask for it. */
#include "config.h"

#include "checks/machines.h"

#include "base/str.h"

struct need {
	enum severity severity;
	const char *fetched;	/* "path@version" that comes by git */
	const struct module *by;
	const char *flag;	/* -buildvcs of GOFLAGS */
};

/* What in this place wants git; false: nothing does. */
static bool needed(struct check_run *run, const struct place *p,
		   const struct module *m, struct need *n)
{
	struct arena *a = run->arena;

	memset(n, 0, sizeof(*n));
	n->flag = machines_buildvcs(a, p);
	n->fetched = machines_fetch(run, p, WAY_DIRECT, &n->by);
	n->severity = SEVERITY_WARNING;
	if (n->fetched)
		return true;
	if (!m || !run->snap->repo.git_dir || env_before(p, GO_1_18) ||
	    cstr_eq(n->flag, "false"))
		return false;
	if (!cstr_eq(n->flag, "true"))
		n->severity = SEVERITY_ADVICE;
	return true;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p, const struct module *m,
		    const struct need *n)
{
	struct arena *a = run->arena;

	f->title = n->fetched
		? MSG(a, N_("There is no git, and {0} comes by git"),
		      n->fetched)
		: n->severity == SEVERITY_WARNING
		? MSG(a, N_("There is no git, and -buildvcs=true asks for "
			    "one"))
		: MSG(a, N_("There is no git: programs are built without "
			    "their revision"));
	finding_evidence(run, f,
			 arena_printf(a, "PATH=%s", place_getenv(p, "PATH")
				      ? place_getenv(p, "PATH") : ""),
			 NULL, 0);
	if (n->fetched)
		finding_evidence(run, f, n->fetched,
				 n->by ? n->by->gomod : NULL, 0);
	(void)finding_step(run, f, MSG(a, N_("Is there a git on PATH?")),
			   ANSWER_NO, true, NULL, "environment");
	if (n->fetched)
		(void)finding_step(run, f,
			MSG(a, N_("Is a module fetched from its repository, "
				  "not from a proxy?")),
			ANSWER_YES, false, n->fetched,
			env_origin(a, place_setting(p, "GOPROXY")));
	else
		(void)finding_step(run, f,
			MSG(a, N_("Is a program built, so that go asks git "
				  "for its revision?")),
			ANSWER_YES, false, "package main", m->main_file);
	f->outcome = n->fetched
		? MSG(a, N_("the build stops when it fetches {0}: \"{1}\""),
		      n->fetched, "exec: \"git\": executable file not found "
		      "in $PATH")
		: n->severity == SEVERITY_WARNING
		? MSG(a, N_("go build of a program stops: \"{0}\""),
		      "go: missing Git command. See "
		      "https://golang.org/s/gogetcmd")
		: MSG(a, N_("it builds; \"go version -m\" of the program "
			    "shows no vcs.revision"));
	f->why = MSG(a, N_(
		"go itself needs git for two things: to fetch a module "
		"direct (GOPROXY=direct, or a path that GOPRIVATE or "
		"GONOPROXY names), and since 1.18 to write the revision into "
		"a program. Without git the second is left out silently, "
		"unless -buildvcs=true asks for it. Slim images of Go (alpine "
		"among them) come without git."));
	f->probe = "command -v git";
	machines_command_install(run, f, p, "git");
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
		struct finding *f;
		struct need n;

		if (!mc || !mc->git || mc->git->known == KNOWN_UNKNOWN)
			continue;
		any = true;
		if (mc->git->path || !needed(run, p, m, &n))
			continue;
		f = finding_add(run, n.severity, NULL, NULL, 0, "git",
				&is_new);
		finding_place_add(run, f, p, n.severity, mc->git->known);
		if (is_new)
			explain(run, f, p, m, &n);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_git_missing = {
	.id = "git-missing",
	.worst = SEVERITY_WARNING,
	.title = N_("no git where go would ask for it"),
	.about = N_("There is no git on PATH, and a module has to be fetched "
		    "from its repository, or a program is to carry its "
		    "revision. Example: a private module in an alpine image: "
		    "\"exec: \"git\": executable file not found in $PATH\"."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
