/*
 * use-in-workspace: the go.work in effect lists the module, and its go line is
 * as new as its modules need.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/modules.h"
#include "fixes/siblings.h"
#include "fmt/gomod.h"
#include "fmt/gomodedit.h"
#include "fmt/gover.h"

/* go.work as it is, and what it shall say. */
struct joining {
	const struct workspace *w;
	const char *file;		/* absolute */
	const struct module **add;	/* modules it is to list */
	size_t nadd;
	const char *go_line;		/* new one; NULL: as it is */
	const char *go_for;		/* the go.mod that asks for it */
	struct msg refused;
};

static const struct workspace *workspace_of(const struct fix_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; run->finding && i < s->nworkspaces; i++)
		if (cstr_eq(s->workspaces[i].file, run->finding->path))
			return &s->workspaces[i];
	return NULL;
}

static bool is_version_finding(const struct fix_run *run)
{
	return cstr_eq(run->finding->id, "gowork-version");
}

static bool is_of_siblings(const struct fix_run *run)
{
	return run->finding && cstr_eq(run->finding->id, "gopath-dependents");
}

/* All that one module misses, or misses it, is joined by one go.work. */
static const char *meant(const struct snapshot *s, const struct finding *f)
{
	(void)s;
	return cstr_eq(f->id, "gopath-dependents") && !cstr_empty(f->subject)
		? "go.work" : NULL;
}

static bool serves(struct fix_run *run)
{
	const struct workspace *w = workspace_of(run);
	size_t i;

	if (is_of_siblings(run))
		return siblings_serves(run);
	if (!w)
		return false;
	/* What the newest cannot read no line makes right. */
	for (i = 0; i < w->nproblems; i++)
		if (cstr_empty(w->problems[i].until))
			return false;
	if (is_version_finding(run))
		return true;
	/* Of several that stand apart nobody knows whether they should. */
	if (cstr_eq(run->finding->subject, "others") &&
	    run->finding->severity != SEVERITY_ERROR)
		return false;
	/* vendor/ beside go.work would have to follow. */
	return !w->vendor.dir || !w->vendor.is_workspace;
}

/* ---- which modules ---- */

static void collect(struct fix_run *run, struct joining *j)
{
	const struct snapshot *s = run->snap;
	size_t i;

	if (is_version_finding(run))
		return;
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		bool wanted = cstr_empty(run->finding->module)
			? modules_judged(s, m)
			: cstr_eq(m->dir, run->finding->module);

		if (wanted && !workspace_uses(s, j->w, m->dir))
			*ARENA_PUSH(run->arena, j->add, j->nadd) = m;
	}
}

/* Two modules of one path cannot be in one workspace. */
static void refuse_twins(struct fix_run *run, struct joining *j)
{
	size_t i, k;

	for (i = 0; i < j->nadd && !msg_is_set(&j->refused); i++)
		for (k = 0; k < j->w->nuses; k++)
			if (j->add[i]->path &&
			    cstr_eq(j->w->uses[k].module_path,
				    j->add[i]->path))
				j->refused = MSG(run->arena, N_(
					"{0} lists a module {1} already, in "
					"{2}; go takes no two of one path."),
					j->w->file, j->add[i]->path,
					j->w->uses[k].path);
}

/* ---- the go line ---- */

static void need(struct fix_run *run, struct joining *j, const char *version,
		 const char *file)
{
	const char *now = j->go_line ? j->go_line :
		cstr_empty(j->w->go_version) ? "1.18" : j->w->go_version;

	/* Up to 1.20 nobody compares. */
	if (cstr_empty(version) || gover_cmp_of(version, "1.21") < 0 ||
	    gover_cmp_of(version, now) <= 0)
		return;
	j->go_line = arena_strdup(run->arena, version);
	j->go_for = file;
}

/* The go line of a module that is not of the repository. */
static void need_of(struct fix_run *run, struct joining *j, const char *dir)
{
	const char *file = path_join(run->arena, dir, "go.mod");
	struct error err = ERROR_INIT;
	const struct gomod *m;
	struct str bytes;

	if (fix_read(run, file, &bytes, &err)) {
		error_release(&err);
		return;
	}
	m = gomod_parse_lax(run->arena, bytes, GORELEASE_NEWEST);
	if (m->f.go.text.p)
		need(run, j, m->f.go.text.p, file);
}

static void find_go_line(struct fix_run *run, struct joining *j)
{
	size_t i;

	for (i = 0; i < j->nadd; i++)
		need(run, j, j->add[i]->go_version, j->add[i]->gomod);
	for (i = 0; i < j->w->nuses; i++)
		if (!j->w->uses[i].missing)
			need_of(run, j, j->w->uses[i].dir);
}

static bool judge(struct fix_run *run, struct joining *j)
{
	memset(j, 0, sizeof(*j));
	j->w = workspace_of(run);
	if (!j->w)
		return false;
	j->file = fix_abs(run, j->w->file);
	collect(run, j);
	refuse_twins(run, j);
	find_go_line(run, j);
	return true;
}

/* ---- the fix ---- */

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct joining j;

	if (is_of_siblings(run)) {
		siblings_choices(run);
		return;
	}
	if (!judge(run, &j)) {
		o->refused = MSG(a, N_("There is no go.work in effect here."));
		return;
	}
	o->refused = j.refused;
	if (j.nadd == 1)
		o->title = MSG(a, N_("list {1} in {0}"), j.w->file,
			       j.add[0]->dir);
	else if (j.nadd)
		o->title = MSG_N(a, N_("list {n} module more in {0}"),
				 N_("list {n} modules more in {0}"),
				 (int)j.nadd, j.w->file);
	else
		o->title = MSG(a, N_("write \"go {1}\" into {0}"), j.w->file,
			       j.go_line ? j.go_line : "");
	o->about = MSG(a, N_(
		"What go work use does: a use line for each folder, and a go "
		"line that is as new as the newest of its modules. All other "
		"lines stay. In the workspace one version of each dependency "
		"serves all its modules, and each of their replaces holds for "
		"all."));
}

static int needs(struct fix_run *run, struct error *err)
{
	return is_of_siblings(run) ? siblings_needs(run, err) : 0;
}

/* As go work use writes a folder. */
static const char *spelled(struct fix_run *run, const struct joining *j,
			   const struct module *m)
{
	const char *dir = fix_abs(run, m->dir);
	const char *rel = path_rel(run->arena, j->w->dir, dir);

	return cstr_eq(rel, ".") || cstr_starts(rel, "../")
		? rel : arena_printf(run->arena, "./%s", rel);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct gomodedit *changes = NULL;
	struct arena *a = run->arena;
	struct str bytes, text;
	struct joining j;
	size_t i, n = 0;

	if (is_of_siblings(run))
		return siblings_build(run, p, err);
	if (!judge(run, &j))
		return error_set(err, "there is no go.work in effect here");
	for (i = 0; i < j.nadd; i++) {
		struct gomodedit *c = ARENA_PUSH(a, changes, n);

		c->kind = GOMODEDIT_ADD_USE;
		c->path = spelled(run, &j, j.add[i]);
	}
	if (j.go_line) {
		struct gomodedit *c = ARENA_PUSH(a, changes, n);

		c->kind = GOMODEDIT_SET_GO;
		c->version = j.go_line;
		fix_note(run, p, MSG(a, N_(
			"The go line of {0} becomes {1}, which {2} asks for: a "
			"go older than that builds nothing in the workspace."),
			j.w->file, j.go_line, j.go_for));
	}
	if (!n)
		return 0;
	if (fix_read(run, j.file, &bytes, err) ||
	    gomodedit_apply(a, bytes, true, changes, n, &text, err) ||
	    fix_write(run, p, j.file, arena_strndup(a, text.p, text.len), 0,
		      err))
		return -1;
	if (j.w->above)
		fix_note(run, p, MSG(a, N_(
			"{0} lies outside the repository: other projects in its "
			"folder may share it."), j.file));
	for (i = 0; i < j.w->nuses; i++)
		if (!j.w->uses[i].missing)
			(void)fix_verify(run, p, j.w->uses[i].dir,
				MSG(a, N_("go still finds every package")),
				"go", "list", "./...", NULL);
	return 0;
}

const struct fix fix_use_in_workspace = {
	.id = "use-in-workspace",
	.title = N_("list the module in go.work"),
	.about = N_("Adds a use line to the go.work in effect, as go work use "
		    "does, and raises its go line where one of its modules asks "
		    "for more. Nothing else of go.work changes; go.work.sum "
		    "and the modules are not touched. Modules beside each "
		    "other in GOPATH that have no go.work get one, in the "
		    "folder above them."),
	.meant = meant,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
