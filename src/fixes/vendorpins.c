#include "config.h"

#include "fixes/vendorpins.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "fixes/vendorpatch.h"
#include "fmt/modpath.h"
#include "fmt/reporoot.h"
#include "fmt/semver.h"

struct copies {
	struct arena *a;
	struct map packages;	/* with Go files, below the root */
	struct map clones;	/* folders with a .git */
};

static int take_entry(void *payload, const char *rel,
		      const struct plan_state *s)
{
	struct copies *c = payload;

	/* That of gb is a root of its own. */
	if (cstr_starts(rel, "src/") || cstr_holds(rel, "/vendor/") ||
	    cstr_holds(rel, "/.git/"))
		return 0;
	if (cstr_eq(path_base(rel), ".git"))
		map_put(&c->clones, path_dir(c->a, rel), c);
	else if (s->type == PLAN_FILE && cstr_ends(rel, ".go") &&
		 !cstr_ends(rel, "_test.go"))
		map_put(&c->packages, path_dir(c->a, rel), c);
	return 0;
}

static bool is_pinned(const struct legacypins *pins, const char *package)
{
	size_t i, k;

	for (i = 0; i < pins->n; i++) {
		const struct legacypin *p = &pins->pins[i];

		if (modpath_under(package, p->path))
			return true;
		for (k = 0; k < p->ncandidates && !p->source; k++)
			if (modpath_under(package, p->candidates[k]))
				return true;
	}
	return false;
}

/* `was`: by what path it is imported. */
static void add(struct fix_run *run, struct legacypins *pins, const char *was,
		const char *path, const char *version)
{
	struct legacypin *p = ARENA_PUSH(run->arena, pins->pins, pins->n);

	memset(p, 0, sizeof(*p));
	p->path = path;
	if (!cstr_eq(path, was))
		p->was = was;
	*ARENA_PUSH(run->arena, p->candidates, p->ncandidates) = was;
	p->revision = version;
	p->version = version;
	p->beside = p->vendored = true;
}

/* The highest version in the module cache that the copy does not differ from;
 * NULL: there is none. */
static const char *equal_version(struct fix_run *run,
				 const struct legacypins *pins,
				 const char *root, const char *path)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	const char *escaped, *base, **names, *v, *best = NULL;
	struct arena *a = run->arena;
	size_t i, n;

	escaped = modpath_escape(a, str_from(path), NULL);
	if (!escaped || !path_is_abs(cache) ||
	    run->host->list(run->host, a,
			    path_join(a, cache, path_dir(a, escaped)), &names,
			    &n, NULL))
		return NULL;
	base = arena_printf(a, "%s@", path_base(escaped));
	for (i = 0; i < n; i++) {
		if (!cstr_starts(names[i], base))
			continue;
		v = modpath_unescape_version(a, str_from(names[i] +
							 strlen(base)));
		if (v && (!best || semver_cmp(str_from(v),
					      str_from(best)) > 0) &&
		    vendorpatch_same(run, pins, root, path, v))
			best = v;
	}
	return best;
}

/* What a package may be of: its repository where the path tells, else each
 * leading part, longest first. */
static void take_package(struct fix_run *run, const char *root,
			 const char *package, struct map *seen,
			 struct legacypins *pins)
{
	struct str known = reporoot_of(str_from(package));
	struct str s = known.len ? known : str_from(package);
	const char *path, *version;

	do {
		path = arena_strndup(run->arena, s.p, s.len);
		if (map_has(seen, path))
			return;
		map_put(seen, path, seen);
		version = equal_version(run, pins, root, path);
		if (version) {
			add(run, pins, path, path, version);
			return;
		}
		s.len = str_find_last(s, '/') < s.len
			? str_find_last(s, '/') : 0;
	} while (!known.len && str_find(s, '/') < s.len);
}

static void take_root(struct fix_run *run, const char *root,
		      struct legacypins *pins)
{
	struct copies c = { .a = run->arena };
	struct map seen = MAP_INIT;
	const char *was, *path, *version;
	size_t i;

	if (!run->host->walk(run->host, root, take_entry, &c, NULL)) {
		for (i = 0; i < c.clones.n; i++) {
			was = arena_strdup(c.a, c.clones.entries[i].key);
			version = is_pinned(pins, was) ? NULL
				: legacypins_in_clone(run,
						path_join(c.a, root, was), was,
						"@", &path);
			if (version)
				add(run, pins, was, path, version);
		}
		for (i = 0; i < c.packages.n; i++)
			if (!is_pinned(pins, c.packages.entries[i].key))
				take_package(run, root,
					     c.packages.entries[i].key, &seen,
					     pins);
	}
	map_release(&seen);
	map_release(&c.packages);
	map_release(&c.clones);
}

void vendorpins_take(struct fix_run *run, const char *dir,
		     struct legacypins *pins)
{
	struct vendorpatches v;
	size_t i;

	vendorpatch_roots(run, dir, &v);
	for (i = 0; i < v.ninside; i++)
		take_root(run, v.roots[i], pins);
}
