#include "config.h"

#include "fixes/pinreport.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fixes/modlist.h"
#include "fixes/nestedpins.h"
#include "fixes/unpinned.h"
#include "fmt/gomod.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

/* Modules and versions that are looked at, of a graph without end. */
#define MOST_MODULES 20000

/* ---- who asks for what ---- */

struct node {
	const char *path, *version;
};

struct graph {
	struct fix_run *run;
	const struct gomod *main;
	struct pinreport *r;
	struct node *nodes;	/* read, and to be read yet */
	size_t n;
	struct map seen;
};

static void visit(struct graph *g, const char *path, const char *version)
{
	const char *key = arena_printf(g->run->arena, "%s %s", path, version);

	if (map_has(&g->seen, key) || g->n >= MOST_MODULES)
		return;
	map_put(&g->seen, key, g);
	*ARENA_PUSH(g->run->arena, g->nodes, g->n) =
		(struct node){ path, version };
}

/* Where go reads the go.mod of a module; NULL: nowhere. */
static const char *gomod_of(struct graph *g, const char *path,
			    const char *version)
{
	const char *cache = place_value(g->run->place, "GOMODCACHE");
	struct arena *a = g->run->arena;
	size_t i;

	for (i = 0; i < g->main->f.nreplaces; i++) {
		const struct modrule_replace *x = &g->main->f.replaces[i];

		if (!str_is(x->old.path, path) ||
		    (x->old.version.len && !str_is(x->old.version, version)))
			continue;
		if (!x->new.version.len)
			return path_join(a, x->new.path.p, "go.mod");
		path = x->new.path.p;
		version = x->new.version.p;
		break;
	}
	return path_is_abs(cache)
		? modpath_cache_file(a, cache, path, version, "mod") : NULL;
}

static void read_one(struct graph *g, const char *path, const char *version)
{
	const char *file = gomod_of(g, path, version), *key;
	struct arena *a = g->run->arena;
	const struct gomod *m;
	struct str bytes;
	size_t i;

	if (!file || file[0] != '/' || fix_read(g->run, file, &bytes, NULL))
		return;
	m = gomod_parse_lax(a, bytes, GORELEASE_NEWEST);
	for (i = 0; i < m->nrequires; i++) {
		const struct modrule_version *v = &m->requires[i].mod;

		key = arena_printf(a, "%s %s", v->path.p, v->version.p);
		if (!map_has(&g->r->askers, key))
			map_put(&g->r->askers, key, (void *)(uintptr_t)
				arena_printf(a, "%s %s", path, version));
		visit(g, v->path.p, v->version.p);
	}
}

static void read_graph(struct pinreport *r, struct fix_run *run)
{
	struct graph g = { .run = run, .r = r };
	struct str bytes;
	size_t i;

	if (!run->stage || fix_read(run, path_join(run->arena, run->stage,
						   "go.mod"), &bytes, NULL))
		return;
	g.main = gomod_parse(run->arena, bytes, GORELEASE_NEWEST);
	for (i = 0; i < g.main->nrequires; i++)
		visit(&g, g.main->requires[i].mod.path.p,
		      g.main->requires[i].mod.version.p);
	for (i = 0; i < g.n; i++)
		read_one(&g, g.nodes[i].path, g.nodes[i].version);
	map_release(&g.seen);
}

void pinreport_init(struct pinreport *r, struct fix_run *run,
		    const struct holdback *hold)
{
	const struct fix_ran *tidy = holdback_tidy(run);

	memset(r, 0, sizeof(*r));
	r->hold = hold;
	r->nmissed = gowords_missing(run->arena, tidy ? tidy->err : NULL,
				     &r->missed);
	read_graph(r, run);
}

void pinreport_release(struct pinreport *r)
{
	map_release(&r->askers);
}

const char *pinreport_asker(const struct pinreport *r, const char *path,
			    const char *version)
{
	struct strbuf sb = STRBUF_INIT;
	const char *asker;

	strbuf_addf(&sb, "%s %s", path, version);
	asker = map_get(&r->askers, sb.buf);
	strbuf_release(&sb);
	return asker;
}

/* ---- what became of a pin ---- */

/* Why go did not find a package of it; NULL: it misses none. */
static const char *missed(const struct pinreport *r, const char *path)
{
	size_t i;

	for (i = 0; i < r->nmissed; i++)
		if (path_under(path, r->missed[i].package))
			return r->missed[i].why;
	return NULL;
}

/* Is that version one that another pin of the same module has? */
static bool is_pinned(const struct pinreport *r, const struct legacypin *pin,
		      const char *version)
{
	const struct legacypins *pins = r->hold->pins;
	size_t i;

	for (i = 0; i < pins->n; i++)
		if (&pins->pins[i] != pin &&
		    cstr_eq(pins->pins[i].path, pin->path) &&
		    cstr_eq(pins->pins[i].version, version))
			return true;
	return false;
}

enum pinfate pinreport_fate(const struct pinreport *r, struct fix_run *run,
			    const struct legacypin *pin, const char **now)
{
	struct modlist_one one;

	*now = NULL;
	if (modlist_of(run, holdback_list(run), pin->path, &one))
		*now = one.to && !cstr_starts(one.to, "/") ? one.to_version
							   : one.version;
	if (*now && one.to && cstr_starts(one.to, "/")) {
		*now = pin->version;
		return PIN_COPIED;
	}
	if (!pin->version || pin->gone)
		return *now ? PIN_OPEN : missed(r, pin->path) ? PIN_LOST
							      : PIN_UNUSED;
	if (!*now)
		return missed(r, pin->path) ? PIN_LOST : PIN_UNUSED;
	if (cstr_eq(*now, pin->version))
		return one.to && !pin->source ? PIN_HELD : PIN_KEPT;
	return is_pinned(r, pin, *now) ? PIN_OUTDONE : PIN_RAISED;
}

/* ---- a line each ---- */

static const char *reason_of(const struct legacypin *pin)
{
	return pin->why ? pin->why : "";
}

static struct msg kept_line(const struct pinreport *r, struct arena *a,
			    const struct legacypin *pin)
{
	if (pin->called)
		return MSG(a, N_("renamed: {0} is {1} today; a replace leads "
				 "to it: {2}"), pin->path, pin->source,
			   pin->version);
	if (pin->was && pin->source)
		return MSG(a, N_("kept: {0} {1} by a replace: its go.mod "
				 "declares {2}, which is other code, and is "
				 "imported by that path"), pin->was,
			   pin->version, pin->path);
	if (pin->was)
		return MSG(a, N_("renamed: {0} is {1} today, and is imported "
				 "by that path: {2}"), pin->was, pin->path,
			   pin->version);
	if (pin->by_rule)
		return MSG(a, N_("kept: {0} {1}, as {2} has it"), pin->path,
			   pin->version, r->hold->pins->rules.file);
	if (pin->vendored)
		return MSG(a, N_("kept: {0} {1}, as the copy of the project "
				 "has it"), pin->path, pin->version);
	if (pin->beside)
		return MSG(a, N_("kept: {0} {1}, as it lies in GOPATH/src"),
			   pin->path, pin->version);
	if (pin->nested)
		return MSG(a, N_("kept: {0} {1}, a module in a folder of {2}, "
				 "at its revision"), pin->path, pin->version,
			   pin->nested);
	if (pin->source)
		return MSG(a, N_("kept: {0} {1} of {2}"), pin->path,
			   pin->version, pin->source);
	if (pin->by_tag)
		return MSG(a, N_("kept: {0} {1}, the tag beside the revision "
				 "{2}, which is not to be had"), pin->path,
			   pin->version, pin->revision);
	return MSG(a, N_("kept: {0} {1}"), pin->path, pin->version);
}

static struct msg raised_line(const struct pinreport *r, struct fix_run *run,
			      const struct legacypin *pin, const char *now)
{
	const char *asker = pinreport_asker(r, pin->path, now);
	struct arena *a = run->arena;

	if (semver_cmp(str_from(now), str_from(pin->version)) < 0)
		return MSG(a, N_("lowered: {0} {1} → {2}"), pin->path,
			   pin->version, now);
	return asker
		? MSG(a, N_("raised: {0} {1} → {2}, which {3} asks for"),
		      pin->path, pin->version, now, asker)
		: MSG(a, N_("raised: {0} {1} → {2}, which go took for what is "
			    "imported"), pin->path, pin->version, now);
}

static struct msg held_line(const struct pinreport *r, struct fix_run *run,
			    const struct legacypin *pin)
{
	const char *asker = NULL;
	struct modlist_one one;

	if (modlist_of(run, holdback_list(run), pin->path, &one))
		asker = pinreport_asker(r, pin->path, one.version);
	return asker
		? MSG(run->arena, N_("held: {0} {1} by a replace; {2} asks for "
				     "{3}"), pin->path, pin->version, asker,
		      one.version)
		: MSG(run->arena, N_("held: {0} {1} by a replace"), pin->path,
		      pin->version);
}

/* A module in a folder that is not needed is no pin; where one is needed, its
 * line is that of the pin. */
static bool is_silent(const struct pinreport *r, struct fix_run *run,
		      const struct legacypin *pin)
{
	const char *now;

	return pinreport_fate(r, run, pin, &now) == PIN_UNUSED &&
	       (pin->nested || nestedpins_in_use(run, r->hold->pins, pin,
						 holdback_list(run)));
}

static struct msg line_of(const struct pinreport *r, struct fix_run *run,
			  const struct legacypin *pin)
{
	struct arena *a = run->arena;
	const char *now, *what, *why;

	what = pin->version ? pin->version : pin->revision;
	switch (pinreport_fate(r, run, pin, &now)) {
	case PIN_KEPT:
		return kept_line(r, a, pin);
	case PIN_RAISED:
		return raised_line(r, run, pin, now);
	case PIN_OUTDONE:
		return MSG(a, N_("raised: {0} {1} → {2}, which the lock file "
				 "names as well"),
			   pin->path, what, now);
	case PIN_HELD:
		return held_line(r, run, pin);
	case PIN_COPIED:
		return MSG(a, N_("held: {0} {1} by its copy in {2}"),
			   pin->path, what, VENDORPATCH_DIR);
	case PIN_OPEN:
		return *reason_of(pin)
			? MSG(a, N_("open: {0} {1} is no version that is to be "
				    "had here ({3}); go takes {2}"), pin->path,
			      what, now, reason_of(pin))
			: MSG(a, N_("open: {0} {1} is no version that is to be "
				    "had here; go takes {2}"), pin->path, what,
			      now);
	case PIN_LOST:
		why = missed(r, pin->path);
		return MSG(a, N_("lost: {0} {1}: go does not find it ({2})"),
			   pin->path, what, *reason_of(pin) ? reason_of(pin)
							    : why);
	case PIN_UNUSED:
		break;
	}
	return MSG(a, N_("left out: {0} {1}: nothing imports a package of it"),
		   pin->path, what);
}

void pinreport_add(const struct pinreport *r, struct fix_run *run,
		   struct plan *p)
{
	const struct fix_ran *list = fix_ran(run, holdback_list(run));
	const char *now;
	size_t i;

	if (!list || list->cut)
		return;
	if (r->hold->pins->itself)
		*ARENA_PUSH(run->arena, p->report, p->nreport) =
			MSG(run->arena, N_("left out: {0}: it is the project "
					   "itself"), r->hold->pins->itself);
	for (i = 0; i < r->hold->pins->n; i++) {
		const struct legacypin *pin = &r->hold->pins->pins[i];

		now = pin->unpinned ? unpinned_now(run, pin) : NULL;
		if (!pin->unpinned && is_silent(r, run, pin))
			continue;
		if (!pin->unpinned)
			*ARENA_PUSH(run->arena, p->report, p->nreport) =
				line_of(r, run, pin);
		else if (now)
			*ARENA_PUSH(run->arena, p->report, p->nreport) =
				unpinned_line(run, pin, now,
					      pinreport_asker(r, pin->path,
							      now));
	}
}
