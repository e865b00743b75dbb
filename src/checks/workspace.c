/*
 * module-not-in-workspace, gowork-from-above: what a go.work in effect does
 * to modules.
 */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* The judged module that a folder lies in, the innermost; NULL: none. */
static const struct module *module_around(struct check_run *run,
					  const char *dir)
{
	const struct snapshot *s = run->snap;
	const struct module *best = NULL;
	size_t i;

	for (i = 0; dir && i < s->nmodules; i++) {
		const char *abs = modules_abs(run, s->modules[i].dir);

		if (path_under(abs, dir) &&
		    (!best || strlen(modules_abs(run, best->dir)) <
			      strlen(abs)))
			best = &s->modules[i];
	}
	return best;
}

static bool lists_any(const struct snapshot *s, const struct workspace *w)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (workspace_uses(s, w, s->modules[i].dir))
			return true;
	return false;
}

static void add_uses(struct check_run *run, struct finding *f,
		     const struct workspace *w)
{
	size_t i;

	for (i = 0; i < w->nuses && i < 20; i++)
		finding_evidence(run, f,
				 arena_printf(run->arena, "use %s",
					      w->uses[i].path),
				 w->file, w->uses[i].line);
}

static struct msg why_workspace(struct arena *a)
{
	return MSG(a, N_(
		"Since Go 1.18 go looks for a go.work in the working directory "
		"and above it, past the top of a repository, unless GOWORK "
		"names one or is off. While one is in effect only the modules "
		"that it uses can be built: in the folder of another one go "
		"build, test and list stop, though go.mod lies right there. "
		"go run FILE and go mod tidy still work."));
}

static void commands(struct check_run *run, struct finding *f,
		     const struct workspace *w, const char *dir)
{
	struct arena *a = run->arena;
	const char *abs = modules_abs(run, dir);

	finding_command(run, f, MSG(a, N_("Add the module to the "
					  "workspace:")),
			arena_printf(a, "cd %s && go work use %s",
				     shell_quote(a, w->dir),
				     shell_quote(a, path_rel(a, w->dir, abs))));
	finding_command(run, f, MSG(a, N_("Or build it without the "
					  "workspace:")),
			modules_command(run, dir, "GOWORK=off go build ./..."));
}

/* A module of the workspace that this one lies in; NULL: none. */
static const struct module *listed_around(struct check_run *run,
					  const struct gobuild *b)
{
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (&s->modules[i] != b->module && s->modules[i].path &&
		    path_under(modules_abs(run, s->modules[i].dir),
			       modules_abs(run, b->module->dir)) &&
		    workspace_uses(s, b->work, s->modules[i].dir))
			return &s->modules[i];
	return NULL;
}

static void explain_out(struct check_run *run, struct finding *f,
			const struct gobuild *b)
{
	struct arena *a = run->arena;
	const struct workspace *w = b->work;
	const struct setting *gowork = place_setting_in(b->place,
							b->module->dir,
							"GOWORK");
	const struct module *around;

	f->title = MSG(a, N_("{0} does not list this module ({1}), so go "
			     "refuses to build it"), w->file,
		       b->module->path ? b->module->path : b->module->dir);
	add_uses(run, f, w);
	(void)finding_step(run, f, MSG(a, N_("Which go.work is in effect "
					     "here?")),
			   ANSWER_NONE, false, gowork ? gowork->value : w->file,
			   env_origin(a, gowork));
	(void)finding_step(run, f, MSG(a, N_("Does it list this folder?")),
			   ANSWER_NO, true, b->module->dir, w->file);
	around = listed_around(run, b);
	if (around)
		f->outcome = MSG(a, N_("go build and go list stop here: \"main "
				       "module ({0}) does not contain package "
				       "{1}\""), around->path,
				 arena_printf(a, "%s/%s", around->path,
					path_rel(a, modules_abs(run,
								around->dir),
						 modules_abs(run,
							b->module->dir))));
	else if (b->release < GO_1_19)
		f->outcome = MSG(a, N_("go build and go list stop here: "
				       "\"directory . outside modules listed in "
				       "go.work or their selected "
				       "dependencies\""));
	else
		f->outcome = MSG(a, N_("go build and go list stop here: "
				       "\"current directory is contained in a "
				       "module that is not one of the workspace "
				       "modules listed in go.work\""));
	f->why = why_workspace(a);
	f->probe = modules_command(run, b->module->dir, "go list .");
	commands(run, f, w, b->module->dir);
}

/* What is not listed and nobody looks at is often meant to stand alone. */
static void rest(struct check_run *run, const struct gobuild *b, bool none)
{
	enum severity sev = none ? SEVERITY_ERROR : SEVERITY_ADVICE;
	struct arena *a = run->arena;
	const struct workspace *w = b->work;
	struct finding *f;
	bool is_new;
	size_t i;

	f = finding_add(run, sev, "", w->file, 0, "others", &is_new);
	for (i = 0; i < f->nevidence; i++)
		if (cstr_eq(f->evidence[i].path, b->module->gomod))
			break;
	if (i == f->nevidence && i < 50)
		finding_evidence(run, f, arena_printf(a, "module %s",
				 b->module->path ? b->module->path : ""),
				 b->module->gomod, b->module->path_line);
	finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
	f->title = none ?
		MSG_N(a, N_("{0} lists no module of this repository, so go "
			    "refuses to build its {n} module"),
		      N_("{0} lists no module of this repository, so go "
			 "refuses to build its {n} modules"),
		      (int)f->nevidence, w->file) :
		MSG_N(a, N_("{0} does not list {n} module below it; it builds "
			    "with GOWORK=off only"),
		      N_("{0} does not list {n} modules below it; they build "
			 "with GOWORK=off only"),
		      (int)f->nevidence, w->file);
	if (!is_new)
		return;
	(void)finding_step(run, f, MSG(a, N_("Which go.work is in effect "
					     "there?")),
			   ANSWER_NONE, false, w->file, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does it list the module?")),
			   ANSWER_NO, none, b->module->dir, w->file);
	f->outcome = none ?
		MSG(a, N_("go build and go list stop in the whole "
			  "repository")) :
		MSG(a, N_("nothing stops before somebody builds in such a "
			  "folder; many repositories keep tools and examples "
			  "apart on purpose"));
	f->why = why_workspace(a);
	f->probe = modules_command(run, b->module->dir, "go list .");
	commands(run, f, w, b->module->dir);
}

/* Does go stop at the go.work itself? */
static bool is_refused(struct check_run *run, const struct gobuild *b)
{
	struct gowork_refusal r;

	return gobuild_work_refusal(run->arena, b, &r) && !r.later;
}

static enum check_status run_not_in(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct module *opened = module_around(run, s->repo.opened);
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		struct finding *f;
		bool is_new;

		if (!b->work)
			continue;
		any = true;
		/* gowork-invalid tells what stops go before it gets here. */
		if (b->listed || is_refused(run, b))
			continue;
		if (b->module != opened &&
		    b->module != module_around(run, b->place->cwd)) {
			rest(run, b, b->work->above && !lists_any(s, b->work));
			continue;
		}
		f = finding_add(run, SEVERITY_ERROR, b->module->dir,
				b->work->file, 0, "", &is_new);
		finding_place_add(run, f, b->place, SEVERITY_ERROR,
				  KNOWN_DERIVED);
		if (is_new)
			explain_out(run, f, b);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

static void explain_above(struct check_run *run, struct finding *f,
			  const struct gobuild *b,
			  const struct setting *gowork)
{
	struct arena *a = run->arena;
	const struct workspace *w = b->work;
	const char *file = w ? w->file : b->work_unread;
	bool set = gowork && gowork->layer != LAYER_DEFAULT;

	f->title = set ?
		MSG(a, N_("GOWORK names {0}, outside the repository"), file) :
		MSG(a, N_("{0} lies above the repository and is in effect in "
			  "it"), file);
	if (set)
		env_evidence(run, f, gowork);
	if (w)
		add_uses(run, f, w);
	(void)finding_step(run, f, MSG(a, N_("Is GOWORK set?")),
			   set ? ANSWER_YES : ANSWER_NO, set,
			   set ? gowork->value : NULL,
			   set ? env_origin(a, gowork) : NULL);
	if (!set)
		(void)finding_step(run, f,
			MSG(a, N_("Is there a go.work here or in a parent "
				  "folder?")),
			ANSWER_YES, true, file, NULL);
	if (w)
		(void)finding_step(run, f,
			MSG(a, N_("Does it list a module of this "
				  "repository?")),
			lists_any(run->snap, w) ? ANSWER_YES : ANSWER_NO,
			false, NULL, file);
	f->outcome = MSG(a, N_("builds here use the modules, replaces and "
			       "versions of that workspace; a checkout "
			       "elsewhere does not have it"));
	f->why = why_workspace(a);
	f->probe = modules_command(run, b->module->dir, "go env GOWORK");
	if (set)
		env_command_unset(run, f, b->place, gowork, NULL);
	finding_command(run, f, MSG(a, N_("Build as a checkout elsewhere "
					  "would:")),
			modules_command(run, b->module->dir,
					"GOWORK=off go build ./..."));
}

static enum check_status run_above(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		enum severity sev = SEVERITY_WARNING;
		struct finding *f;
		bool is_new;

		if (!b->work && !b->work_unread)
			continue;
		any = true;
		if ((b->work && !b->work->above) || is_refused(run, b))
			continue;
		if (b->work_unread &&
		    path_under(modules_abs(run, "."), b->work_unread))
			continue;
		/* Without git nobody can tell where the repository begins. */
		if (s->repo.kind == REPO_PLAIN && b->work &&
		    lists_any(s, b->work))
			sev = SEVERITY_ADVICE;
		f = finding_add(run, sev, "",
				b->work ? b->work->file : b->work_unread, 0,
				"", &is_new);
		finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
		if (is_new)
			explain_above(run, f, b,
				      place_setting_in(b->place,
						       b->module->dir,
						       "GOWORK"));
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_module_not_in_workspace = {
	.id = "module-not-in-workspace",
	.worst = SEVERITY_ERROR,
	.title = N_("a module that the go.work in effect does not list"),
	.about = N_("A go.work rules the folder and does not list its module: "
		    "go stops with \"current directory is contained in a "
		    "module that is not one of the workspace modules listed in "
		    "go.work\". It is an error where you opened gomend or "
		    "where the shell stands, and advice for other modules of "
		    "the repository: many keep tools and examples apart on "
		    "purpose."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run_not_in,
};

const struct check check_gowork_from_above = {
	.id = "gowork-from-above",
	.worst = SEVERITY_WARNING,
	.title = N_("a go.work from outside the repository"),
	.about = N_("A go.work in a folder above the repository, or one that "
		    "GOWORK names, decides which modules are built together "
		    "here. Nobody else has it, so the build differs "
		    "elsewhere."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run_above,
};
