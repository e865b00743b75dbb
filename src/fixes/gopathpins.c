#include "config.h"

#include "fixes/gopathpins.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"

void gopathpins_ask(struct fix_run *run, const char *dir)
{
	struct arena *a = run->arena;
	struct plan_command *c;

	c = fix_command(run, "gopath", dir, MSG(a, N_(
			"which packages of GOPATH is it built with?")), "go",
			"list", "-e", "-deps", "-test", "-f",
			"{{if not .Standard}}{{.Dir}}{{end}}", "./...", NULL);
	fix_gopath_mode(run, c);
}

static bool is_pinned(const struct legacypins *pins, const char *root)
{
	size_t i, k;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (cstr_eq(p->path, root))
			return true;
		for (k = 0; k < p->ncandidates; k++)
			if (!p->source && cstr_eq(p->candidates[k], root))
				return true;
	}
	return false;
}

/* The clone that a folder below `src` lies in; NULL: in none. */
static const char *clone_of(struct fix_run *run, const char *src,
			    const char *dir)
{
	struct arena *a = run->arena;
	struct plan_state s;

	for (; !cstr_eq(dir, src) && path_under(src, dir);
	     dir = path_dir(a, dir)) {
		memset(&s, 0, sizeof(s));
		if (!run->host->look(run->host, a, path_join(a, dir, ".git"),
				     &s) && s.type != PLAN_ABSENT)
			return dir;
	}
	return NULL;
}

/* `own` is the project. */
static void take_folder(struct fix_run *run, const char *own, const char *dir,
			struct map *seen, struct legacypins *pins)
{
	struct arena *a = run->arena;
	const char *src = gopathage_src(a, run->place, dir);
	const char *clone = src ? clone_of(run, src, dir) : NULL;
	const char *root, *version, *path, *real;
	struct legacypin *p;

	if (!clone || map_has(seen, clone))
		return;
	/* By whatever links GOPATH leads there. */
	real = run->host->real(run->host, a, dir);
	if (real && path_under(own, real))
		return;
	map_put(seen, clone, run);
	root = clone + strlen(src) + 1;
	version = is_pinned(pins, root) ? NULL
		: legacypins_in_clone(run, clone, root, "@", &path);
	if (!version)
		return;
	p = ARENA_PUSH(a, pins->pins, pins->n);
	memset(p, 0, sizeof(*p));
	p->path = path;
	if (!cstr_eq(path, root))
		p->was = root;
	p->revision = "@";
	p->version = version;
	p->beside = true;
	p->root = src;
	*ARENA_PUSH(a, p->candidates, p->ncandidates) = root;
}

void gopathpins_answer(struct fix_run *run, const char *dir,
		       struct legacypins *pins)
{
	const struct fix_ran *r = fix_ran(run, "gopath");
	struct str rest = str_from(r ? r->out : NULL), line;
	struct map seen = MAP_INIT;

	while (str_line(&rest, &line)) {
		const char *at = arena_strndup(run->arena,
					       line.p ? line.p : "", line.len);

		/* What lies in the project, its vendor/ with it, is its own. */
		if (at[0] == '/' && !path_under(dir, at))
			take_folder(run, dir, path_clean(run->arena, at), &seen,
				    pins);
	}
	map_release(&seen);
}
