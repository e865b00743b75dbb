/*
 * replace-outside, replace-dangling: a replace that leads out of the
 * repository, or nowhere.
 */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

enum family { OUTSIDE, DANGLING };

/* One replace of a go.mod or go.work, as one place sees it. */
struct seen {
	const struct gobuild *b;
	const struct replace *r;
	const char *file;	/* where it is written */
	enum modules_need need;
	bool vendored, member;
	bool copy;		/* it replaces another one: its own replaces
				 * count only where go builds in it */
};

static const char *written(struct arena *a, const struct replace *r)
{
	return arena_printf(a, "replace %s%s%s => %s", r->old_path,
			    cstr_empty(r->old_version) ? "" : " ",
			    r->old_version ? r->old_version : "", r->new_path);
}

static void steps(struct check_run *run, struct finding *f,
		  const struct seen *s)
{
	struct arena *a = run->arena;
	const struct import_use *u = modules_import_of(s->b->module,
						       s->r->old_path);
	struct step *st;

	finding_evidence(run, f, written(a, s->r), s->file, s->r->line);
	if (u)
		finding_evidence(run, f, u->path, u->file, u->line);
	(void)finding_step(run, f, MSG(a, N_("What replaces {0}?"),
				       s->r->old_path),
			   ANSWER_NONE, false, s->r->new_path,
			   modules_at(a, s->file, s->r->line));
	st = finding_step(run, f, MSG(a, N_("Does the build need it?")),
			  s->need == NEED_NOTHING ? ANSWER_NO : ANSWER_YES,
			  false, u ? u->path : NULL,
			  u ? modules_at(a, u->file, u->line) : NULL);
	if (s->member)
		st->note = MSG(a, N_("The workspace holds the module itself, "
				     "so the replace is not looked at."));
	else if (s->need == NEED_MAYBE)
		st->note = MSG(a, N_("Only tests, files for other systems or "
				     "other dependencies do."));
	(void)finding_step(run, f, MSG(a, N_("Are packages taken from "
					     "vendor/?")),
			   s->vendored ? ANSWER_YES : ANSWER_NO, false,
			   s->vendored ? s->b->vendor_dir : NULL, NULL);
}

static void explain_outside(struct check_run *run, struct finding *f,
			    const struct seen *s)
{
	struct arena *a = run->arena;
	const struct replace *r = s->r;

	f->title = r->absolute ?
		MSG(a, N_("{0} is replaced by {1}, an absolute path of this "
			  "machine"), r->old_path, r->new_path) :
		MSG(a, N_("{0} is replaced by {1}, which leads out of the "
			  "repository"), r->old_path, r->new_path);
	steps(run, f, s);
	(void)finding_step(run, f,
			   MSG(a, N_("Does the folder lie in the "
				     "repository?")),
			   r->outside ? ANSWER_NO : ANSWER_YES, true, r->dir,
			   NULL);
	f->outcome = s->vendored ?
		MSG(a, N_("it builds everywhere, because vendor/ holds the "
			  "files; go mod vendor and go mod tidy do not")) :
		MSG(a, N_("it builds here; a clean checkout (CI, a container, "
			  "a colleague) stops: \"replacement directory {0} "
			  "does not exist\""), r->new_path);
	f->why = MSG(a, N_(
		"A replace with a path makes go read that folder instead of "
		"the module, in every release. Only the main module's and "
		"go.work's replaces count, so whoever requires this module "
		"does not see it; whoever checks the repository out alone "
		"lacks the folder. A go.work of your own that uses both "
		"folders does the same without a line in go.mod."));
	f->probe = modules_command(run, s->b->module->dir,
				   "go list -m -f '{{.Path}} => {{.Replace}}' "
				   "all");
	finding_command(run, f,
			MSG(a, N_("Join the two folders in a workspace of your "
				  "own, then drop the replace:")),
			modules_command(run, s->b->module->dir,
				arena_printf(a, "go work init . %s",
					     shell_quote(a, r->new_path))));
	finding_command(run, f, (struct msg){ 0 },
			modules_command(run, s->b->module->dir,
				arena_printf(a, "go mod edit -dropreplace=%s%s%s",
					     shell_quote(a, r->old_path),
					     cstr_empty(r->old_version) ? "" :
									  "@",
					     r->old_version ? r->old_version
							    : "")));
}

static void explain_dangling(struct check_run *run, struct finding *f,
			     const struct seen *s)
{
	struct arena *a = run->arena;
	const struct replace *r = s->r;
	const struct import_use *u = modules_import_of(s->b->module,
						       r->old_path);

	f->title = r->missing ?
		MSG(a, N_("{0} is replaced by {1}, which does not exist"),
		    r->old_path, r->new_path) :
		MSG(a, N_("{0} is replaced by {1}, which has no go.mod"),
		    r->old_path, r->new_path);
	steps(run, f, s);
	(void)finding_step(run, f, r->missing ?
			   MSG(a, N_("Is the folder there?")) :
			   MSG(a, N_("Has the folder a go.mod?")),
			   ANSWER_NO, true, r->dir, NULL);
	if (f->severity != SEVERITY_ERROR)
		f->outcome = MSG(a, N_("go build passes; go mod tidy, go mod "
				       "download and go list -m all stop at "
				       "it"));
	else if (r->missing && u)
		f->outcome = MSG(a, N_("go build stops: \"replacement "
				       "directory {0} does not exist\""),
				 r->new_path);
	else
		f->outcome = MSG(a, N_("go build stops: \"reading {0}/go.mod: "
				       "… no such file or directory\""),
				 r->new_path);
	f->why = MSG(a, N_(
		"go reads the go.mod of a replacement folder when a package of "
		"the module is imported; with a go line before 1.17 it reads "
		"that of every required module, imported or not. A replace of "
		"a module that is not required is never looked at, and neither "
		"is any while vendor/ is in effect."));
	f->probe = modules_command(run, s->b->module->dir,
				   "go list -deps ./...");
	finding_command(run, f, MSG(a, N_("Name the right folder:")),
			modules_command(run, s->b->module->dir,
				arena_printf(a, "go mod edit -replace=%s%s%s=DIR",
					     shell_quote(a, r->old_path),
					     cstr_empty(r->old_version) ? "" :
									  "@",
					     r->old_version ? r->old_version
							    : "")));
	finding_command(run, f, MSG(a, N_("Or drop the replace, and take the "
					  "published module:")),
			modules_command(run, s->b->module->dir,
				arena_printf(a, "go mod edit -dropreplace=%s%s%s",
					     shell_quote(a, r->old_path),
					     cstr_empty(r->old_version) ? "" :
									  "@",
					     r->old_version ? r->old_version
							    : "")));
}

/* SEVERITY_NONE: nothing to say. */
static enum severity judge(const struct seen *s, enum family family)
{
	bool dangling = s->r->missing || s->r->no_gomod;

	if (family == DANGLING) {
		if (!dangling)
			return SEVERITY_NONE;
		if (s->need == NEED_NOTHING || s->vendored || s->member ||
		    s->copy || !gobuild_is_built(s->b))
			return SEVERITY_ADVICE;
		return s->need == NEED_BUILD ? SEVERITY_ERROR
					     : SEVERITY_WARNING;
	}
	if (dangling || !(s->r->outside || s->r->absolute) ||
	    s->need == NEED_NOTHING || s->r->unused)
		return SEVERITY_NONE;
	return s->vendored ? SEVERITY_ADVICE : SEVERITY_WARNING;
}

static void one(struct check_run *run, const struct seen *s,
		enum family family)
{
	enum severity sev = judge(s, family);
	struct finding *f;
	bool is_new;

	if (sev == SEVERITY_NONE)
		return;
	f = finding_add(run, sev, s->b->module->dir, s->file, s->r->line,
			s->r->old_version ?
			arena_printf(run->arena, "%s@%s", s->r->old_path,
				     s->r->old_version) : s->r->old_path,
			&is_new);
	finding_place_add(run, f, s->b->place, sev, KNOWN_DERIVED);
	if (!is_new)
		return;
	if (family == OUTSIDE)
		explain_outside(run, f, s);
	else
		explain_dangling(run, f, s);
}

/* Does the require of the module fit a replace of one version only? */
static bool version_fits(const struct module *m, const struct replace *r)
{
	size_t i;

	if (cstr_empty(r->old_version))
		return true;
	for (i = 0; i < m->nrequires; i++)
		if (cstr_eq(m->requires[i].path, r->old_path))
			return cstr_eq(m->requires[i].version, r->old_version);
	/* With pruned graphs what is not required is not used. */
	return cstr_empty(m->go_version) ||
	       gover_cmp_of(m->go_version, "1.17") < 0;
}

static bool walk_replaces(struct check_run *run, enum family family)
{
	struct modules_walk w;
	bool any = false;
	size_t i, n;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct gobuild *b = &w.b;
		const struct module *m = b->module;
		bool copy;

		if (b->gopath_mode)
			continue;
		copy = m->nreplaces && !b->listed &&
		       modules_replaced_by(run->snap, m);
		n = b->listed ? b->work->nreplaces : 0;
		for (i = 0; i < m->nreplaces + n; i++) {
			bool of_work = i >= m->nreplaces;
			const struct replace *r = of_work ?
				&b->work->replaces[i - m->nreplaces] :
				&m->replaces[i];
			struct seen s = {
				b, r, of_work ? b->work->file : m->gomod,
				modules_need(m, r->old_path),
				gobuild_uses_vendor(b),
				modules_is_member(b, r->old_path),
				!of_work && copy,
			};

			if (!cstr_empty(r->new_version))
				continue;
			any = true;
			/* Of two, go.work's or the one for this version. */
			if (!version_fits(m, r) ||
			    (!of_work && b->work && gobuild_is_built(b) &&
			     gobuild_replacement(b, r->old_path,
						 r->old_version) != r))
				s.need = NEED_NOTHING;
			if (of_work && s.need == NEED_NOTHING)
				continue;
			one(run, &s, family);
		}
	}
	return any;
}

static enum check_status run_outside(struct check_run *run)
{
	return walk_replaces(run, OUTSIDE) ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

static enum check_status run_dangling(struct check_run *run)
{
	return walk_replaces(run, DANGLING) ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_replace_outside = {
	.id = "replace-outside",
	.worst = SEVERITY_ERROR,
	.title = N_("a replace that leads out of the repository"),
	.about = N_("go.mod replaces a module by a folder outside the "
		    "repository, or by an absolute path. It builds here and "
		    "nowhere else. Example: \"replacement directory "
		    "../../libs/common does not exist\" in CI."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run_outside,
};

const struct check check_replace_dangling = {
	.id = "replace-dangling",
	.worst = SEVERITY_ERROR,
	.title = N_("a replace that leads nowhere"),
	.about = N_("go.mod replaces a module by a folder that is missing or "
		    "has no go.mod. Example: \"reading ../shared/go.mod: open "
		    "/src/shared/go.mod: no such file or directory\". Where "
		    "nothing needs it, or vendor/ is in effect, it builds."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run_dangling,
};
