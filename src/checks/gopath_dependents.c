/*
 * gopath-dependents: other projects below GOPATH/src import this one, and
 * what it does decides whether they build.
 */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "base/text.h"
#include "fmt/modpath.h"

/* So many are shown; the view has them all. */
#define SHOWN 10

/* Of one project: those that it stands in relation to. */
struct names {
	const char *text;	/* "app, tools/x" */
	size_t n;
};

static void name_add(struct arena *a, struct names *l, const char *name)
{
	l->text = text_names(a, l->text, &l->n, SHOWN, name);
}

static void show_import(struct check_run *run, struct finding *f,
			const struct gopath_use *u)
{
	if (f->nevidence < SHOWN)
		finding_evidence(run, f, arena_printf(run->arena,
						      "import \"%s\"",
						      u->import),
				 u->file, u->line);
}

/* The place's go looks into the same GOPATH that was read. */
static bool sees_gopath(const struct snapshot *s, const struct place *p)
{
	const struct place *shell = snapshot_place(s, "shell");

	return env_known(p) && env_go(p) && place_is_here(p) && shell &&
	       cstr_eq(place_value(p, "GOPATH"), place_value(shell, "GOPATH"));
}

/* ---- importers without a go.mod ---- */

/* Those that import it in GOPATH mode; their imports become evidence. */
static struct names old_importers(struct check_run *run, struct finding *f,
				  const struct gopath_project *me,
				  const struct gopath_use **first,
				  const char **first_dir)
{
	const struct snapshot *s = run->snap;
	struct names out = { "", 0 };
	size_t i;

	for (i = 0; i < s->ngopath; i++) {
		const struct gopath_project *p = &s->gopath[i];
		const struct gopath_use *u;

		u = p->module ? NULL : gopath_use_of(p, me->dir);
		if (!u)
			continue;
		if (f) {
			show_import(run, f, u);
			if (!out.n) {
				*first = u;
				*first_dir = p->dir;
			}
		}
		name_add(run->arena, &out, p->path);
	}
	return out;
}

/* What it imports itself, and is no module yet. */
static struct names old_imports(struct check_run *run,
				const struct gopath_project *me)
{
	const struct snapshot *s = run->snap;
	struct names out = { "", 0 };
	size_t i;

	for (i = 0; i < me->nuses; i++) {
		const struct gopath_project *p;

		p = gopath_find(s->gopath, s->ngopath, me->uses[i].dir);
		if (p && !p->module)
			name_add(run->arena, &out, p->path);
	}
	return out;
}

/* "x" of a module "x/v2", which GOPATH mode finds without the ending. */
static bool is_where_it_lies(const struct gopath_project *me)
{
	size_t n = strlen(me->path);

	return modpath_under(me->module, me->path) &&
	       (!me->module[n] || (cstr_starts(me->module + n, "/v") &&
				   !strchr(me->module + n + 1, '/')));
}

static void old_outcome(struct check_run *run, struct finding *f,
			const struct gopath_project *me)
{
	struct arena *a = run->arena;
	struct step *st;

	if (!me->module) {
		f->outcome = MSG(a, N_(
			"made a module where it lies, they go on to build in "
			"GOPATH mode; moved away, they stop: \"cannot find "
			"package\""));
		return;
	}
	f->outcome = MSG(a, N_("they build in GOPATH mode while it lies here; "
			       "moved away, they stop: \"cannot find "
			       "package\""));
	if (is_where_it_lies(me))
		return;
	st = finding_step(run, f, MSG(a, N_("Is it imported by its module "
					    "path?")),
			  ANSWER_NO, true, me->module, "go.mod");
	st->note = MSG(a, N_("Where its packages import each other as {0}, "
			     "GOPATH mode does not find them."), me->module);
}

static void explain_old(struct check_run *run, struct finding *f,
			const struct gopath_project *me)
{
	const struct gopath_use *first = NULL;
	const char *first_dir = me->dir;
	struct arena *a = run->arena;
	struct names by = old_importers(run, f, me, &first, &first_dir);
	struct names of = old_imports(run, me);

	f->title = MSG_N(a, N_("{n} project without go.mod imports this one "
			       "from GOPATH/src; moved alone, it is not found "
			       "any more"),
			 N_("{n} projects without go.mod import this one from "
			    "GOPATH/src; moved alone, it is not found any "
			    "more"), (int)by.n);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod?")),
			   me->module ? ANSWER_YES : ANSWER_NO, false,
			   me->dir, NULL);
	(void)finding_step(run, f, MSG(a, N_("Which projects without go.mod "
					     "import it?")),
			   ANSWER_NONE, true, by.text, NULL);
	if (of.n)
		(void)finding_step(run, f, MSG(a, N_("Which does it import "
						     "itself?")),
				   ANSWER_NONE, false, of.text, NULL);
	old_outcome(run, f, me);
	f->why = MSG(a, N_(
		"A project without go.mod builds in GOPATH mode alone "
		"(GO111MODULE=off or auto). That finds packages by their "
		"folder below GOPATH/src and reads no go.mod there: one that "
		"is added changes nothing for importers, a folder that is "
		"gone stops them. A module never looks into GOPATH/src. So "
		"the order that works: what others import becomes a module "
		"first, where it lies; then those that import it; folders are "
		"moved when nobody finds them by GOPATH any more."));
	if (first)
		f->probe = arena_printf(a, "cd %s && GO111MODULE=off go list "
					"-deps%s ./... | grep %s",
					shell_quote(a, first_dir),
					first->test ? " -test" : "",
					shell_quote(a, me->path));
	finding_command(run, f, MSG(a, N_("All projects there, in the order "
					  "that works:")),
			arena_printf(a, "gomend gopath %s",
				     shell_quote(a, me->dir)));
}

static void judge_old(struct check_run *run, const struct place *p,
		      const struct gopath_project *me)
{
	enum severity sev = env_gopath_mode(p) ? SEVERITY_WARNING
					   : SEVERITY_ADVICE;
	struct finding *f;
	bool is_new;

	if (!old_importers(run, NULL, me, NULL, NULL).n)
		return;
	f = finding_add(run, sev, me->module ? "." : "",
			me->module ? "go.mod" : ".", 0, "", &is_new);
	finding_place_add(run, f, p, sev, KNOWN_DERIVED);
	if (is_new)
		explain_old(run, f, me);
}

/* ---- modules beside it that do not find each other ---- */

/* The use by which one misses the other; NULL: none a build meets. */
static const struct gopath_use *misses(const struct gopath_project *p,
				       const struct gopath_project *used)
{
	const struct gopath_use *u = gopath_use_of(p, used->dir);

	return u && !u->test && gopath_misses(p, used, u) ? u : NULL;
}

static void explain_apart(struct check_run *run, struct finding *f,
			  const struct gopath_project *from,
			  const struct gopath_project *to,
			  const struct gopath_use *u)
{
	struct arena *a = run->arena;
	const char *gomod = path_join(a, from->dir, "go.mod");

	f->title = MSG(a, N_("{0} imports {1}, a module beside it, and its "
			     "go.mod names no version of that"),
		       from->module, to->module);
	show_import(run, f, u);
	(void)finding_step(run, f, MSG(a, N_("Which module does it import?")),
			   ANSWER_NONE, false, to->module, to->dir);
	(void)finding_step(run, f, MSG(a, N_("Does its go.mod require or "
					     "replace that?")),
			   ANSWER_NO, true, gomod, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does one go.work list both?")),
			   ANSWER_NO, true, from->gowork ? from->gowork : "",
			   NULL);
	f->outcome = MSG(a, N_("go build in {0} stops: \"no required module "
			       "provides package {1}\""), from->dir,
			 u->import);
	f->why = MSG(a, N_(
		"In GOPATH mode the folder below GOPATH/src was enough. A "
		"module never looks there, in any release: it takes packages "
		"from itself, from what its go.mod requires or replaces, and "
		"since Go 1.18 from the modules that a go.work in effect "
		"lists. While the two are worked on together a go.work above "
		"both is the least; who builds one without the other needs a "
		"require line with a version that can be fetched."));
	f->probe = arena_printf(a, "cd %s && go list -deps ./...",
				shell_quote(a, from->dir));
	finding_command(run, f, MSG(a, N_("Or require a version that was "
					  "pushed:")),
			arena_printf(a, "cd %s && go get %s",
				     shell_quote(a, from->dir),
				     shell_quote(a, to->module)));
}

static void judge_apart(struct check_run *run, const struct place *p,
			const struct gopath_project *from,
			const struct gopath_project *to)
{
	const struct gopath_use *u = misses(from, to);
	const struct gopath_project *other;
	struct finding *f;
	bool is_new;

	if (!u)
		return;
	other = cstr_eq(from->dir, run->snap->repo.root) ? to : from;
	f = finding_add(run, SEVERITY_WARNING, ".", "go.mod", 0, other->path,
			&is_new);
	finding_place_add(run, f, p, SEVERITY_WARNING, KNOWN_DERIVED);
	if (is_new)
		explain_apart(run, f, from, to, u);
}

static void judge(struct check_run *run, const struct place *p,
		  const struct gopath_project *me)
{
	const struct snapshot *s = run->snap;
	size_t i;

	judge_old(run, p, me);
	/* module-mode-off tells of the first, who sets GOWORK means it, and
	 * with -mod=mod go looks for a version by itself. */
	if (!me->module || cstr_eq(place_value(p, "GO111MODULE"), "off") ||
	    cstr_eq(place_value(p, "GOWORK"), "off") ||
	    strstr(place_value(p, "GOFLAGS"), "-mod=mod"))
		return;
	for (i = 0; i < s->ngopath; i++) {
		judge_apart(run, p, me, &s->gopath[i]);
		judge_apart(run, p, &s->gopath[i], me);
	}
}

static enum check_status run(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	const struct gopath_project *me = NULL;
	bool any = false;
	size_t i;

	if (s->repo.root)
		me = gopath_find(s->gopath, s->ngopath, s->repo.root);
	for (i = 0; me && i < s->nplaces; i++) {
		if (!sees_gopath(s, &s->places[i]))
			continue;
		any = true;
		judge(run, &s->places[i], me);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gopath_dependents = {
	.id = "gopath-dependents",
	.worst = SEVERITY_WARNING,
	.title = N_("other projects below GOPATH/src that import this one"),
	.about = N_("The repository lies below GOPATH/src, and other projects "
		    "there import it: those without go.mod find it by its "
		    "folder alone, and stop when it moves; those that are "
		    "modules do not find it at all unless go.mod or a go.work "
		    "names it. Says which, and the order that works. Example: "
		    "~/go/src/example.com/app imports example.com/lib, and "
		    "lib alone was made a module and moved."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS | NEEDS_PLACES,
	.run = run,
};
