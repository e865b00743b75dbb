/* gowork-version: go.work asks for less than one of its modules does. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

static void explain(struct check_run *run, struct finding *f,
		    const struct gobuild *b, const struct place_module *pm)
{
	struct arena *a = run->arena;
	const struct workspace *w = b->work;
	bool said = !cstr_empty(w->go_version);
	const char *lists = said ? w->go_version : "1.18";

	f->title = said ?
		MSG(a, N_("{0} says go {1}, and its module {2} needs Go {3}"),
		    w->file, lists, pm->wants_file, pm->wants) :
		MSG(a, N_("{0} has no go line, which means go {1}, and its "
			  "module {2} needs Go {3}"),
		    w->file, lists, pm->wants_file, pm->wants);
	if (said)
		finding_evidence(run, f, arena_printf(a, "go %s", lists),
				 w->file, w->go_line);
	(void)finding_step(run, f, MSG(a, N_("Which go.work is in effect "
					     "here?")),
			   ANSWER_NONE, false, w->file, NULL);
	(void)finding_step(run, f, MSG(a, N_("What does it ask for at "
					     "least?")),
			   ANSWER_NONE, false,
			   arena_printf(a, "go %s", lists),
			   modules_at(a, w->file, w->go_line));
	(void)finding_step(run, f, MSG(a, N_("Is that enough for each of its "
					     "modules?")),
			   ANSWER_NO, true, arena_printf(a, "go %s", pm->wants),
			   modules_at(a, pm->wants_file, pm->wants_line));
	if (b->version && gover_cmp_of(pm->wants, b->version) > 0)
		(void)finding_step(run, f,
			MSG(a, N_("And is the go that runs new enough for that "
				  "module?")),
			ANSWER_NO, true, arena_printf(a, "go%s", b->version),
			NULL);
	f->outcome = MSG(a, N_("every go command in the workspace stops: "
			       "\"{0}\""),
			 arena_printf(a, "%s go work use", pm->message));
	f->why = MSG(a, N_(
		"The go line of go.work must be no older than that of any "
		"module it lists; without one it counts as 1.18. Since Go 1.21 "
		"go refuses such a workspace and names the first module that "
		"asks for more (patch releases count). Up to 1.20 it is "
		"accepted, and so is any module whose own line is older than "
		"1.21."));
	f->probe = modules_command(run, b->module->dir, "go list -m");
	finding_command(run, f, MSG(a, N_("Raise the go line of go.work to "
					  "what its modules need:")),
			arena_printf(a, "cd %s && go work use",
				     shell_quote(a, w->dir)));
	finding_command(run, f, MSG(a, N_("Or build the module without the "
					  "workspace:")),
			modules_command(run, b->module->dir,
					"GOWORK=off go build ./..."));
}

/* Every module of go.work that asks for more than it does. */
static void add_members(struct check_run *run, struct finding *f,
			const struct gobuild *b)
{
	const char *lists = cstr_empty(b->work->go_version)
			  ? "1.18" : b->work->go_version;
	size_t i;

	for (i = 0; i < b->nmains && i < 20; i++) {
		const struct module *m = b->mains[i];

		if (!cstr_empty(m->go_version) &&
		    gover_cmp_of(m->go_version, "1.21") >= 0 &&
		    gover_cmp_of(m->go_version, lists) > 0)
			finding_evidence(run, f,
				arena_printf(run->arena, "go %s",
					     m->go_version),
				m->gomod, m->go_line);
	}
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		const struct place_module *pm;
		struct finding *f;
		bool is_new;

		if (!b->work)
			continue;
		any = true;
		pm = place_module_of(b->place, b->module->dir);
		if (!pm || !modules_gowork_too_old(pm))
			continue;
		f = finding_add(run, SEVERITY_ERROR, "", b->work->file,
				b->work->go_line, "", &is_new);
		finding_place_add(run, f, b->place, SEVERITY_ERROR,
				  KNOWN_DERIVED);
		if (is_new) {
			explain(run, f, b, pm);
			add_members(run, f, b);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gowork_version = {
	.id = "gowork-version",
	.worst = SEVERITY_ERROR,
	.title = N_("a go.work whose go line is older than a module's"),
	.about = N_("The go line of go.work asks for less than a module that "
		    "it lists. Example: \"go: module a listed in go.work file "
		    "requires go >= 1.24, but go.work lists go 1.21; to update "
		    "it: go work use\". Since Go 1.21 every go command in the "
		    "workspace stops there; up to 1.20 it is accepted."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run,
};
