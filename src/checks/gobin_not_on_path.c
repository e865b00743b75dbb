/* gobin-not-on-path: what go install writes is not found by the shell. */
#include "config.h"

#include "checks/env.h"

#include "base/path.h"
#include "base/str.h"

static bool is_judged(const struct place *p)
{
	/* A job log does not tell PATH. */
	if (place_is_log(p))
		return false;
	return env_known(p) && env_go(p) && !cstr_empty(p->gobin) &&
	       path_is_abs(p->gobin);
}

/* Does a terminal find the folder?  Then rc files do their work. */
static bool terminal_has_it(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];

		if (is_judged(p) && p->gobin_on_path &&
		    (p->kind == PLACE_SHELL || p->kind == PLACE_INTERACTIVE))
			return true;
	}
	return false;
}

/*
 * The folder of a fresh installation, still empty or not yet made, is no
 * fault; one that was named by hand is meant to be used.
 */
static enum severity severity_in(const struct place *p, bool in_terminal)
{
	const struct setting *gobin = place_setting(p, "GOBIN");
	bool by_hand = gobin && gobin->layer >= LAYER_GOENV &&
		       !cstr_empty(gobin->value);

	if (p->gobin_on_path || (!p->gobin_has_programs && !by_hand))
		return SEVERITY_NONE;
	/* Scripts and login shells read no ~/.bashrc: as it should be. */
	if (p->kind == PLACE_NONINTERACTIVE ||
	    (p->kind == PLACE_LOGIN && in_terminal))
		return SEVERITY_NONE;
	return p->gobin_has_programs ? SEVERITY_WARNING : SEVERITY_ADVICE;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct place *p)
{
	struct arena *a = run->arena;
	const struct setting *gobin = place_setting(p, "GOBIN");
	const struct setting *gopath = place_setting(p, "GOPATH");
	const struct setting *by = gobin && !cstr_empty(gobin->value) ? gobin
								      : gopath;
	const char *path = place_getenv(p, "PATH");

	if (p->gobin_has_programs)
		f->title = MSG(a, N_("{0} holds programs, and is not on PATH"),
			       p->gobin);
	else
		f->title = MSG(a, N_("GOBIN is {0}, which is not on PATH"),
			       p->gobin);
	if (by)
		env_evidence(run, f, by);
	finding_evidence(run, f, arena_printf(a, "PATH=%s", path ? path : ""),
			 NULL, 0);
	(void)finding_step(run, f, MSG(a, N_("Is GOBIN set?")),
			   by == gobin ? ANSWER_YES : ANSWER_NO, false,
			   gobin ? gobin->value : "", env_origin(a, gobin));
	(void)finding_step(run, f, MSG(a, N_("Where does go install write?")),
			   ANSWER_NONE, false, p->gobin, env_origin(a, by));
	(void)finding_step(run, f, MSG(a, N_("Is that folder on PATH?")),
			   ANSWER_NO, true, path ? path : "", "environment");
	f->outcome = MSG(a, N_("go install succeeds, and the shell then says: "
			       "\"{0}\", or runs an older program of that "
			       "name"), env_not_found(p, a, "PROGRAM"));
	f->why = MSG(a, N_(
		"go install writes to GOBIN, or, when that is empty, to the "
		"folder bin of the first GOPATH entry (~/go/bin unless "
		"changed), in every release. It does not touch PATH, and no "
		"installer of Go adds that folder."));
	f->probe = env_shell(p) == ENV_FISH
		 ? "ls (go env GOPATH)/bin; echo $PATH"
		 : "ls \"$(go env GOPATH)/bin\"; echo \"$PATH\"";
	if (by == gobin)
		f->probe = env_shell(p) == ENV_FISH
			 ? "go env GOBIN; echo $PATH"
			 : "go env GOBIN; echo \"$PATH\"";
	env_command_path(run, f, p, p->gobin);
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool in_terminal = terminal_has_it(s), any = false;
	size_t i;

	for (i = 0; i < s->nplaces; i++) {
		const struct place *p = &s->places[i];
		enum severity sev;
		struct finding *f;
		bool is_new;

		if (!is_judged(p))
			continue;
		any = true;
		sev = severity_in(p, in_terminal);
		if (sev == SEVERITY_NONE)
			continue;
		f = finding_add(run, sev, NULL, NULL, 0, p->gobin, &is_new);
		finding_place_add(run, f, p, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, p);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gobin_not_on_path = {
	.id = "gobin-not-on-path",
	.worst = SEVERITY_WARNING,
	.title = N_("installed programs that the shell does not find"),
	.about = N_("The folder that go install writes to holds programs, and "
		    "PATH does not name it. Example: \"go install "
		    "golang.org/x/tools/gopls@latest\" succeeds, and the shell "
		    "says \"gopls: command not found\". A folder that is still "
		    "empty is no fault."),
	.needs = NEEDS_PLACES,
	.by_machine = true,
	.run = run,
};
