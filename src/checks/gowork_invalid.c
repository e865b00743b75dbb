/* gowork-invalid: the go.work in effect makes every go command stop. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"

static const char *file_of(const struct gobuild *b)
{
	return b->work ? b->work->file : b->work_unread;
}

static void explain_title(struct check_run *run, struct finding *f,
			  const struct gobuild *b,
			  const struct gowork_refusal *r)
{
	struct arena *a = run->arena;
	const char *at = modules_at(a, file_of(b), r->line);

	if (r->kind == GOWORK_NO_FILE)
		f->title = MSG(a, N_("GOWORK names {0}, and there is no such "
				     "file"), file_of(b));
	else if (r->later)
		f->title = MSG(a, N_("{0} cannot be read by Go {1} and newer: "
				     "{2}"), at, r->later, r->message);
	else if (r->kind == GOWORK_NOT_READ)
		f->title = MSG(a, N_("{0} cannot be read by Go {1}: {2}"), at,
			       modules_go(b), r->message);
	else
		f->title = MSG(a, N_("Go {1} refuses {0}: {2}"), at,
			       modules_go(b), r->message);
}

static void commands(struct check_run *run, struct finding *f,
		     const struct gobuild *b, const struct gowork_refusal *r,
		     const struct setting *gowork)
{
	struct arena *a = run->arena;
	const char *cd = b->work ? arena_printf(a, "cd %s && ",
					shell_quote(a, b->work->dir)) : "";

	switch (r->kind) {
	case GOWORK_NO_FILE:
		if (gowork)
			env_command_unset(run, f, b->place, gowork, NULL);
		break;
	case GOWORK_NOT_READ:
		env_command_edit(run, f, MSG(a, N_("Open the line in your "
						   "editor:")),
				 path_join(a, b->work ? b->work->dir : ".",
					   "go.work"), r->line);
		break;
	case GOWORK_NO_MEMBER:
	case GOWORK_MODULE_TWICE:
	case GOWORK_FOLDER_TWICE:
		finding_command(run, f, MSG(a, N_("Take it out of the "
						  "workspace:")),
				arena_printf(a, "%sgo work edit -dropuse=%s",
					     cd, shell_quote(a, r->word)));
		break;
	case GOWORK_TWO_REPLACES:
		finding_command(run, f, MSG(a, N_("Let go.work decide; put "
						  "the right folder or "
						  "module in its place:")),
				arena_printf(a, "%sgo work edit -replace=%s",
					cd, shell_quote(a, arena_printf(a,
						"%s=../REPLACEMENT",
						r->word))));
		break;
	case GOWORK_EMPTY:
		finding_command(run, f, MSG(a, N_("Add the modules below its "
						  "folder:")),
				arena_printf(a, "%sgo work use -r .", cd));
		break;
	}
	finding_command(run, f, MSG(a, N_("Or build it without the "
					  "workspace:")),
			modules_command(run, b->module->dir,
					"GOWORK=off go build ./..."));
}

static void explain(struct check_run *run, struct finding *f,
		    const struct gobuild *b, const struct gowork_refusal *r)
{
	struct arena *a = run->arena;
	const struct setting *gowork = place_setting_in(b->place,
							b->module->dir,
							"GOWORK");

	explain_title(run, f, b, r);
	finding_evidence(run, f, r->text, file_of(b), r->line);
	if (r->other_text)
		finding_evidence(run, f, r->other_text, r->other_file,
				 r->other_line);
	(void)finding_step(run, f, MSG(a, N_("Which go.work is in effect "
					     "here?")),
			   ANSWER_NONE, false, file_of(b),
			   env_origin(a, gowork));
	(void)finding_step(run, f, MSG(a, N_("Can go load it?")), ANSWER_NO,
			   true, r->message,
			   modules_at(a, file_of(b), r->line));
	f->outcome = r->later ?
		MSG(a, N_("it builds today, and stops with the upgrade to Go "
			  "{0}"), r->later) :
		MSG(a, N_("every go command that needs modules stops: "
			  "\"{0}\""), r->message);
	f->why = MSG(a, N_(
		"While a go.work is in effect go reads it and the go.mod of "
		"every folder that it uses before it does anything else, "
		"wherever below it you stand. One member that is missing or "
		"twice there, or two that replace one module differently, "
		"stops the builds of all of them. go env, go version and go "
		"work edit still work."));
	f->probe = modules_command(run, b->module->dir, "go list .");
	commands(run, f, b, r, gowork);
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		enum severity sev = SEVERITY_ERROR;
		struct gowork_refusal r;
		struct finding *f;
		bool is_new;

		if (!b->work && !b->work_unread)
			continue;
		any = true;
		if (!gobuild_work_refusal(run->arena, b, &r))
			continue;
		if (r.later)
			sev = SEVERITY_ADVICE;
		/* The value is what is wrong: the fixes take it out. */
		f = finding_add(run, sev, "", file_of(b), r.line,
				r.kind == GOWORK_NO_FILE ? "GOWORK" : "",
				&is_new);
		if (!is_new && f->nplaces && sev == SEVERITY_ERROR &&
		    f->places[0].severity < sev) {
			f->nevidence = f->nsteps = f->ncommands = 0;
			f->line = r.line;
			is_new = true;
		}
		if (is_new)
			explain(run, f, b, &r);
		finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gowork_invalid = {
	.id = "gowork-invalid",
	.worst = SEVERITY_ERROR,
	.title = N_("go.work that go cannot load"),
	.about = N_("The go.work in effect has a line that go cannot read, "
		    "uses a folder without go.mod, or brings modules together "
		    "that contradict each other: every build below it stops. "
		    "Example: \"cannot load module nope listed in go.work "
		    "file: open nope/go.mod: no such file or directory\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
