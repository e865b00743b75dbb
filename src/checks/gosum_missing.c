/* gosum-missing: a module requires others and has no go.sum. */
#include "config.h"

#include "checks/modules.h"

#include "base/path.h"
#include "base/str.h"

static bool has_sums(const struct gosum *g)
{
	return g->file && (g->nlines || g->nproblems || g->cut);
}

/* In a workspace go reads the go.sum of every member, and go.work.sum. */
static bool workspace_has_sums(const struct gobuild *b)
{
	size_t i;

	if (!b->work)
		return false;
	if (has_sums(&b->work->gosum))
		return true;
	for (i = 0; i < b->nmains; i++)
		if (has_sums(&b->mains[i]->gosum))
			return true;
	return false;
}

static void explain(struct check_run *run, struct finding *f,
		    const struct gobuild *b, const struct require *r,
		    enum modules_need need)
{
	struct arena *a = run->arena;
	const struct module *m = b->module;
	const struct import_use *u = modules_import_of(m, r->path);
	const char *gosum = path_join(a, m->dir, "go.sum");
	const struct module *by = b->listed ? NULL
		: modules_replaced_by(run->snap, m);
	struct step *st;

	f->title = m->gosum.file ?
		MSG(a, N_("{0} is empty, and {1} {2} is required"), gosum,
		    r->path, r->version) :
		MSG(a, N_("{0} is missing, and {1} {2} is required"), gosum,
		    r->path, r->version);
	finding_evidence(run, f,
			 arena_printf(a, "%s %s%s", r->path, r->version,
				      r->indirect ? " // indirect" : ""),
			 m->gomod, r->line);
	if (u)
		finding_evidence(run, f, u->path, u->file, u->line);
	(void)finding_step(run, f,
			   MSG(a, N_("Does the module require others?")),
			   ANSWER_YES, false,
			   arena_printf(a, "%s %s", r->path, r->version),
			   modules_at(a, m->gomod, r->line));
	st = finding_step(run, f, MSG(a, N_("Does a package import it?")),
			  u ? ANSWER_YES : ANSWER_NONE, false,
			  u ? u->path : NULL,
			  u ? modules_at(a, u->file, u->line) : NULL);
	if (need != NEED_BUILD && u)
		st->note = MSG(a, N_("Only tests, or files that this machine "
				     "does not build, import it."));
	else if (!u)
		st->note = MSG(a, N_("No file of this module does; with a go "
				     "line before 1.17 go reads its go.mod "
				     "all the same."));
	(void)finding_step(run, f,
			   MSG(a, N_("Are packages taken from vendor/?")),
			   gobuild_uses_vendor(b) ? ANSWER_YES : ANSWER_NO,
			   false, gobuild_uses_vendor(b) ? b->vendor_dir : NULL,
			   NULL);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.sum with its "
					     "hash?")),
			   ANSWER_NO, true, gosum, NULL);
	if (by)
		f->outcome = MSG(a, N_("a build of {0} does not read it; go "
				       "stops for want of a go.sum entry only "
				       "in {1} itself"), by->gomod, m->dir);
	else if (gobuild_uses_vendor(b))
		f->outcome = MSG(a, N_("it builds from vendor/; without it, go "
				       "stops for want of a go.sum entry"));
	else if (b->work || b->work_unread)
		f->outcome = MSG(a, N_("in the workspace go takes the hash as "
				       "it comes and writes it to go.work.sum; "
				       "with GOWORK=off, or without that "
				       "go.work, the build stops for want of "
				       "it"));
	else if (need != NEED_BUILD)
		f->outcome = MSG(a, N_("go build may pass; what needs {0} "
				       "stops: \"missing go.sum entry\""),
				 r->path);
	else if (u)
		f->outcome = MSG(a, N_("go build stops: \"missing go.sum entry "
				       "for module providing package {0}\""),
				 u->path);
	else
		f->outcome = MSG(a, N_("go build stops: \"{0}@{1}: missing "
				       "go.sum entry\""), r->path, r->version);
	f->why = MSG(a, N_(
		"go checks every module that it takes from the module cache or "
		"a proxy against go.sum. Since Go 1.16 a build does not write "
		"that file itself (-mod=readonly is the default): without the "
		"line it stops, even when the module is in the cache. With a "
		"vendor folder in effect go does not read go.sum. A folder "
		"that replaces a module needs no line."));
	f->probe = modules_command(run, m->dir, "go list -deps ./...");
	finding_command(run, f,
			MSG(a, N_("Write go.sum (asks the module proxy), then "
				  "commit it:")),
			modules_command(run, m->dir, "go mod tidy"));
	finding_command(run, f, MSG(a, N_("Or, when go.mod must stay as it "
					  "is:")),
			modules_command(run, m->dir, "go mod download all"));
}

static enum check_status run(struct check_run *run)
{
	struct modules_walk w;
	bool any = false;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		const struct module *m = w.b.module;
		enum severity sev = SEVERITY_ERROR;
		const struct require *r;
		enum modules_need need;
		struct finding *f;
		bool is_new;

		if (!m->nrequires)
			continue;
		any = true;
		if (!gobuild_is_built(&w.b) || has_sums(&m->gosum) ||
		    workspace_has_sums(&w.b))
			continue;
		need = modules_needs_sums(&w.b, &r);
		if (need == NEED_NOTHING)
			continue;
		/*
		 * -mod=mod writes what is missing, and a workspace does into
		 * go.work.sum.
		 */
		if (need != NEED_BUILD || gobuild_uses_vendor(&w.b) ||
		    cstr_eq(w.b.mod_flag, "mod") || w.b.work ||
		    w.b.work_unread)
			sev = SEVERITY_WARNING;
		if (!w.b.listed && modules_replaced_by(run->snap, m))
			sev = SEVERITY_ADVICE;
		f = finding_add(run, sev, m->dir,
				path_join(run->arena, m->dir, "go.sum"), 0,
				"", &is_new);
		finding_place_add(run, f, w.b.place, sev, KNOWN_DERIVED);
		if (is_new)
			explain(run, f, &w.b, r, need);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gosum_missing = {
	.id = "gosum-missing",
	.worst = SEVERITY_ERROR,
	.title = N_("a module that requires others and has no go.sum"),
	.about = N_("go.mod requires modules whose packages are imported, and "
		    "there is no go.sum to check them against. Example: "
		    "\"missing go.sum entry for module providing package "
		    "example.com/dep\". With a vendor folder in effect go "
		    "does not read go.sum, and it builds."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.elsewhere = true,
	.run = run,
};
