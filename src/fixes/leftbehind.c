#include "config.h"

#include "fixes/leftbehind.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gitconfig.h"
#include "fmt/gomod.h"
#include "fmt/modpath.h"

/* Does a step of the plan take it away? */
static bool goes(const struct plan *p, const char *path)
{
	size_t i;

	for (i = 0; i < p->nops; i++)
		if ((p->ops[i].kind == PLAN_REMOVE ||
		     p->ops[i].kind == PLAN_TREE) &&
		    path_under(p->ops[i].path, path))
			return true;
	return false;
}

/* ---- files of the old tools ---- */

static bool has_pin(const struct legacy_lock *lock,
		    const struct legacy_pin *pin)
{
	bool found = false;
	size_t i;

	for (i = 0; i < lock->npins; i++) {
		const struct legacy_pin *p = &lock->pins[i];

		if (!cstr_eq(p->path, pin->path))
			continue;
		found = true;
		if (cstr_eq(p->revision, pin->revision) ||
		    cstr_eq(p->version, pin->version))
			return true;
	}
	return !found;
}

/* The first pin by which the two differ; NULL: they do not. */
static const char *differs_by(const struct legacy_lock *lock,
			      const struct legacy_lock *other)
{
	size_t i;

	for (i = 0; lock && i < other->npins; i++)
		if (!has_pin(lock, &other->pins[i]))
			return other->pins[i].path;
	return NULL;
}

static void note_files(struct fix_run *run, struct plan *p,
		       const struct leftbehind *l)
{
	static const char *const files[] = {
		"Gopkg.toml", "glide.yaml", "Godeps/Readme"
	};
	struct fix_names stay = FIX_NAMES_INIT, other = FIX_NAMES_INIT;
	const struct snapshot *s = run->snap;
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		const char *path = path_join(a, l->dir, files[i]);

		if (fix_is(run, path, PLAN_FILE) && !goes(p, path))
			fix_name_add(&stay, files[i]);
	}
	for (i = 0; i < s->nlocks; i++) {
		const struct legacy_lock *k = &s->locks[i];
		const char *by, *path = fix_abs(run, k->path);

		if (k == l->lock || k->fixture || !path_under(l->dir, path) ||
		    path_under(path_join(a, l->dir, "vendor"),
			       fix_abs(run, k->dir)))
			continue;
		by = differs_by(l->lock, k);
		if (by)
			fix_name_add(&other, arena_printf(a, "%s (%s)",
							  k->path, by));
		else if (!goes(p, path))
			fix_name_add(&stay, k->path);
	}
	fix_note_names(run, p, &other, N_(
		"{n} more lock file names other revisions, which nothing here "
		"goes by: {0}"), N_(
		"{n} more lock files name other revisions, which nothing here "
		"goes by: {0}"));
	fix_note_names(run, p, &stay, N_(
		"{n} file of the old tool stays, and no go reads it: {0}"), N_(
		"{n} files of the old tools stay, and no go reads them: {0}"));
}

/* ---- the old vendor folder ---- */

struct others {
	struct fix_run *run;
	const char *new;	/* in the stage */
	struct fix_names names;
};

/* What the project might open: no Go, nothing about the repository. */
static bool may_be_read(const char *rel)
{
	static const char *const plain[] = {
		"README", "LICEN", "COPYING", "COPYRIGHT", "NOTICE", "PATENTS",
		"AUTHORS", "CONTRIBUT", "MAINTAINERS", "CHANGE", "OWNERS",
		"HISTORY", "Makefile", "Dockerfile", "UNLICEN", "CODE_OF",
		"Gopkg.", "glide.", "vendor.", "manifest", "Godeps", "go.mod",
		"go.sum", "VERSION",
	};
	static const char *const ends[] = {
		".go", ".md", ".markdown", ".rst", ".s", ".S", ".c", ".h",
		".cc", ".cpp", ".hh", ".hpp", ".m", ".sh", ".yml", ".yaml",
		".travis", ".rdoc", ".org",
	};
	const char *base = path_base(rel);
	size_t i;

	if (base[0] == '.' || cstr_starts(rel, ".") || cstr_holds(rel, "/.") ||
	    cstr_holds(rel, "testdata/"))
		return false;
	for (i = 0; i < ARRAY_SIZE(plain); i++)
		if (cstr_starts(base, plain[i]))
			return false;
	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (cstr_ends(base, ends[i]))
			return false;
	return true;
}

static int take_other(void *payload, const char *rel,
		      const struct plan_state *s)
{
	struct others *o = payload;

	if (s->type == PLAN_FILE && may_be_read(rel) &&
	    fix_is(o->run, path_join(o->run->arena, o->new, rel),
		   PLAN_ABSENT))
		fix_name_add(&o->names, arena_printf(o->run->arena,
						     "vendor/%s", rel));
	return 0;
}

static void note_vendor(struct fix_run *run, struct plan *p,
			const struct leftbehind *l)
{
	struct others o = { .run = run, .names = FIX_NAMES_INIT };
	struct arena *a = run->arena;

	o.new = path_join(a, run->stage ? run->stage : "/", "vendor");
	(void)run->host->walk(run->host, path_join(a, l->dir, "vendor"),
			      take_other, &o, NULL);
	fix_note_names(run, p, &o.names, N_(
		"{n} file of the old vendor folder that is no Go goes with it; "
		"what opens it there does not find it any more: {0}"), N_(
		"{n} files of the old vendor folder that are no Go go with it; "
		"what opens them there does not find them any more: {0}"));
}

static void note_submodules(struct fix_run *run, struct plan *p)
{
	struct arena *a = run->arena;
	struct fix_names names = FIX_NAMES_INIT;
	const char *root = run->snap->repo.root;
	struct gitconfig_entry *e;
	struct str bytes;
	const char *path;
	size_t i, n;

	if (!root || !fix_is(run, path_join(a, root, ".gitmodules"),
			     PLAN_FILE) ||
	    fix_read(run, path_join(a, root, ".gitmodules"), &bytes, NULL))
		return;
	gitconfig_parse(a, bytes, &e, &n);
	for (i = 0; i < n; i++) {
		if (!cstr_eq(e[i].section, "submodule") ||
		    !cstr_eq(e[i].key, "path"))
			continue;
		path = path_join(a, root, e[i].value);
		if (goes(p, path))
			fix_name_add(&names, e[i].value);
	}
	fix_note_names(run, p, &names, N_(
		"{n} submodule of git was in the old vendor folder. Its files "
		"are plain ones now: git rm --cached its path, take its entry "
		"out of .gitmodules, and add the folder: {0}"), N_(
		"{n} submodules of git were in the old vendor folder. Their "
		"files are plain ones now: git rm --cached their paths, take "
		"their entries out of .gitmodules, and add the folder: {0}"));
}

/* ---- modules that nobody named ---- */

static bool is_named(const struct leftbehind *l, const char *path)
{
	size_t i;

	/* An open one may name a package. */
	for (i = 0; i < l->pins->n; i++)
		if (cstr_eq(l->pins->pins[i].path, path) ||
		    (!l->pins->pins[i].version &&
		     modpath_under(l->pins->pins[i].path, path)))
			return true;
	for (i = 0; i < l->patches->n; i++)
		if (cstr_eq(l->patches->patches[i].path, path))
			return true;
	return false;
}

/* A folder of the project, or a copy in it, has no newer version. */
static bool lies_here(const struct gomod *m, const char *path)
{
	size_t i;

	for (i = 0; i < m->f.nreplaces; i++)
		if (str_is(m->f.replaces[i].old.path, path) &&
		    !m->f.replaces[i].new.version.len)
			return true;
	return false;
}

static void note_unnamed(struct fix_run *run, struct plan *p,
			 const struct leftbehind *l)
{
	const struct gomod *m = gomod_parse(run->arena, l->gomod,
					    GORELEASE_NEWEST);
	struct fix_names names = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < m->nrequires; i++) {
		const struct modrule_version *v = &m->requires[i].mod;

		if (!is_named(l, v->path.p) && !lies_here(m, v->path.p))
			fix_name_add(&names, arena_printf(run->arena, "%s %s",
						v->path.p, v->version.p));
	}
	fix_note_names(run, p, &names, N_(
		"{n} module that neither a lock file nor a copy names comes in "
		"the version that go takes, which may be newer than what it "
		"was built with: {0}"), N_(
		"{n} modules that neither a lock file nor a copy names come in "
		"the versions that go takes, which may be newer than what it "
		"was built with: {0}"));
}

void leftbehind_note(struct fix_run *run, struct plan *p,
		     const struct leftbehind *l)
{
	note_unnamed(run, p, l);
	if (l->vendor_goes) {
		note_vendor(run, p, l);
		note_submodules(run, p);
	}
	note_files(run, p, l);
}
