#include "config.h"

#include "fixes/rulepins.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/stagego.h"
#include "fmt/modpath.h"
#include "fmt/semrange.h"
#include "fmt/semver.h"

/* Is it a range, or what go can be asked for by its name? */
static bool is_range(const struct legacyrule *r)
{
	return r->version && !r->revision &&
	       semrange_admits(str_from(r->version), STR_LIT("v0.0.0"),
			       r->caret) != SEMRANGE_NONE;
}

static const char *name_of(const struct legacyrule *r)
{
	if (r->revision)
		return r->revision;
	return r->version ? r->version : r->branch;
}

/* The module whose versions count: a fork's, if the rule names one. */
static const char *asked(struct fix_run *run, const struct legacyrule *r)
{
	const char *fork = r->source
		? gopathage_of_url(run->arena, r->source) : NULL;

	return fork ? fork : r->path;
}

/* Does it say what version, and is it the rule for its path? */
static bool is_ruling(const struct legacyrules *rules,
		      const struct legacyrule *r)
{
	return name_of(r) && legacyrules_of(rules, r->path) == r;
}

struct plan_command *rulepins_ask(struct fix_run *run,
				  const struct legacyrules *rules)
{
	struct arena *a = run->arena;
	struct plan_command *c = NULL;
	size_t i;

	for (i = 0; i < rules->n; i++) {
		const struct legacyrule *r = &rules->rules[i];

		if (!is_ruling(rules, r))
			continue;
		if (!c)
			c = fix_command(run, "rules", "/", MSG(a, N_(
				"which versions does {0} admit?"),
				rules->file), "go", "list", "-m", "-e",
				"-versions", "-f", "{{if not .Error}}{{.Path}} "
				"{{.Version}}{{range .Versions}} {{.}}{{end}}"
				"{{end}}", NULL);
		*ARENA_PUSH(a, c->argv, c->nargv) = arena_printf(a, "%s@%s",
			asked(run, r), is_range(r) ? "latest" : name_of(r));
	}
	return c;
}

/* The newer one, if the rule admits it; no pre-release beside a release. */
static const char *better(const struct legacyrule *r, const char *best,
			  const char *v)
{
	bool pre = semver_prerelease(str_from(v)).len != 0, best_pre;

	if (semrange_admits(str_from(r->version), str_from(v), r->caret) !=
	    SEMRANGE_IN)
		return best;
	best_pre = best && semver_prerelease(str_from(best)).len;
	if (best && (pre != best_pre ? pre
		     : semver_cmp(str_from(v), str_from(best)) <= 0))
		return best;
	return v;
}

static const char *from_go(struct fix_run *run, const struct legacyrule *r,
			   const char *path)
{
	struct str rest, word;
	const char *best = NULL;

	if (!stagego_line(run, "rules", path, &rest) || !str_cut(&rest, ' ', &word))
		return NULL;
	if (!is_range(r))
		return arena_strndup(run->arena, word.p, word.len);
	while (str_cut(&rest, ' ', &word))
		best = better(r, best, arena_strndup(run->arena, word.p,
						     word.len));
	return best;
}

static const char *from_cache(struct fix_run *run, const struct legacyrule *r,
			      const char *path)
{
	const char *cache = place_value(run->place, "GOMODCACHE");
	const char *dir, **names, *v, *best = NULL;
	struct arena *a = run->arena;
	size_t i, n;

	dir = modpath_cache_versions(a, cache, path);
	if (!dir || !path_is_abs(cache) || !is_range(r) ||
	    run->host->list(run->host, a, dir, &names, &n, NULL))
		return NULL;
	for (i = 0; i < n; i++) {
		if (!cstr_ends(names[i], ".zip"))
			continue;
		v = modpath_unescape_version(a, (struct str){ names[i],
						strlen(names[i]) - 4 });
		if (v)
			best = better(r, best, v);
	}
	return best;
}

static bool is_pinned(const struct legacypins *pins, const char *path)
{
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (cstr_eq(pins->pins[i].path, path))
			return true;
	return false;
}

void rulepins_answer(struct fix_run *run, struct legacypins *pins)
{
	struct legacypin *p;
	size_t i;

	for (i = 0; i < pins->rules.n; i++) {
		const struct legacyrule *r = &pins->rules.rules[i];
		const char *path = asked(run, r), *version;

		if (!is_ruling(&pins->rules, r) || is_pinned(pins, r->path))
			continue;
		version = from_go(run, r, path);
		if (!version)
			version = from_cache(run, r, path);
		p = ARENA_PUSH(run->arena, pins->pins, pins->n);
		memset(p, 0, sizeof(*p));
		p->path = r->path;
		p->revision = name_of(r);
		p->version = version;
		p->by_rule = true;
		if (!cstr_eq(path, r->path))
			p->source = path;
	}
}
