#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

bool modules_judged(const struct snapshot *s, const struct module *m)
{
	struct arena a = ARENA_INIT;
	bool inside;

	if (!m->fixture)
		return true;
	inside = s->repo.root && s->repo.opened &&
		 path_under(path_join(&a, s->repo.root, m->dir),
			    s->repo.opened);
	arena_release(&a);
	return inside;
}

const struct module *modules_replaced_by(const struct snapshot *s,
					 const struct module *m)
{
	const struct module *by = NULL;
	struct arena a = ARENA_INIT;
	const char *dir;
	size_t i, k;

	if (!m->nested || !s->repo.root)
		return NULL;
	dir = path_join(&a, s->repo.root, m->dir);
	for (i = 0; i < s->nmodules && !by; i++) {
		const struct module *one = &s->modules[i];

		for (k = 0; one != m && k < one->nreplaces && !by; k++)
			if (cstr_eq(one->replaces[k].dir, dir) &&
			    path_under(path_join(&a, s->repo.root, one->dir),
				       dir))
				by = one;
	}
	if (s->repo.opened && path_under(dir, s->repo.opened))
		by = NULL;
	arena_release(&a);
	return by;
}

void modules_walk_init(struct modules_walk *w, struct check_run *run)
{
	memset(w, 0, sizeof(*w));
	w->run = run;
}

bool modules_next(struct modules_walk *w)
{
	const struct snapshot *s = w->run->snap;

	for (; w->module < s->nmodules; w->module++, w->place = 0) {
		const struct module *m = &s->modules[w->module];

		if (!modules_judged(s, m))
			continue;
		while (w->place < s->nplaces) {
			const struct place *p = &s->places[w->place++];

			if (!env_known(p))
				continue;
			gobuild_init(&w->b, w->run->arena, s, p, m);
			w->any = true;
			return true;
		}
	}
	return false;
}

const char *modules_abs(struct check_run *run, const char *path)
{
	const char *root = run->snap->repo.root;

	return path_join(run->arena, root ? root : "/", path);
}

const char *modules_at(struct arena *a, const char *file, int line)
{
	return line ? arena_printf(a, "%s:%d", file, line) : file;
}

const char *modules_command(struct check_run *run, const char *dir,
			    const char *command)
{
	return arena_printf(run->arena, "cd %s && %s",
			    shell_quote(run->arena, modules_abs(run, dir)),
			    command);
}

/* Does an import of `import` look into the module at `path`? */
static bool below(const char *path, const char *import)
{
	size_t n = strlen(path);

	return !strncmp(path, import, n) &&
	       (import[n] == '\0' || import[n] == '/');
}

/* The module that provides an import: the longest path that fits. */
static const char *provider(const struct module *m, const char *import)
{
	const char *best = NULL;
	size_t i;

	for (i = 0; i < m->nrequires; i++) {
		const char *path = m->requires[i].path;

		if (below(path, import) &&
		    (!best || strlen(path) > strlen(best)))
			best = path;
	}
	return best;
}

static bool is_eager(const struct module *m)
{
	/* Up to 1.16, and without a go line, every go.mod is read. */
	return cstr_empty(m->go_version) ||
	       gover_cmp_of(m->go_version, "1.17") < 0;
}

static const struct require *require_of(const struct module *m,
					const char *path)
{
	size_t i;

	for (i = 0; i < m->nrequires; i++)
		if (cstr_eq(m->requires[i].path, path))
			return &m->requires[i];
	return NULL;
}

const struct import_use *modules_import_of(const struct module *m,
					   const char *path)
{
	const struct import_use *best = NULL;
	size_t i;

	for (i = 0; i < m->nimports; i++) {
		const struct import_use *u = &m->imports[i];

		if (!below(path, u->path) ||
		    !cstr_eq(provider(m, u->path), path))
			continue;
		if (!best || (best->test && !u->test) ||
		    (best->constrained && !u->constrained))
			best = u;
	}
	return best;
}

enum modules_need modules_need(const struct module *m, const char *path)
{
	const struct require *r = require_of(m, path);
	const struct import_use *u;

	if (r && is_eager(m))
		return NEED_BUILD;
	u = modules_import_of(m, path);
	if (u && !u->test && !u->constrained)
		return NEED_BUILD;
	if (u)
		return NEED_MAYBE;
	if (!r)
		return is_eager(m) && m->nrequires ? NEED_MAYBE : NEED_NOTHING;
	/* Packages of its other dependencies may import it. */
	if (!m->imports_done || (r->indirect && m->nimports))
		return NEED_MAYBE;
	return NEED_NOTHING;
}

bool modules_is_member(const struct gobuild *b, const char *path)
{
	size_t i;

	for (i = 0; b->work && i < b->work->nuses; i++)
		if (cstr_eq(b->work->uses[i].module_path, path))
			return true;
	return false;
}

enum modules_need modules_needs_sums(const struct gobuild *b,
				     const struct require **which)
{
	const struct module *m = b->module;
	enum modules_need worst = NEED_NOTHING;
	size_t i;

	if (which)
		*which = NULL;
	for (i = 0; i < m->nrequires; i++) {
		const struct require *r = &m->requires[i];
		enum modules_need need = modules_need(m, r->path);
		const struct replace *rep;

		if (need <= worst)
			continue;
		rep = gobuild_replacement(b, r->path, r->version);
		if ((rep && cstr_empty(rep->new_version)) ||
		    modules_is_member(b, r->path))
			continue;
		worst = need;
		if (which)
			*which = r;
	}
	return worst;
}

bool modules_gowork_too_old(const struct place_module *pm)
{
	return pm->how == TOOLCHAIN_REFUSED &&
	       cstr_starts(pm->message, "go: module ") &&
	       strstr(pm->message, " listed in go.work file requires go >= ");
}
