#include "config.h"

#include "fixes/theirlocks.h"

#include <stdint.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/stagego.h"
#include "fixes/vendorpatch.h"
#include "fmt/legacylock.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

/* ---- what they say ---- */

/* Where the files of that dependency lie: in the module cache at its pin, else
 * the copy in the project, or the clone, that it was built with. */
static const char *folder_of(const struct theirlocks *t,
			     const struct vendorpatches *copies,
			     const struct legacypin *pin)
{
	const char *cache = place_value(t->run->place, "GOMODCACHE"), *dir;
	struct arena *a = t->run->arena;
	size_t i;

	dir = pin->version && path_is_abs(cache)
		? modpath_cache_dir(a, cache, pin->source ? pin->source
							 : pin->path,
				    pin->version) : NULL;
	if (dir && fix_is(t->run, dir, PLAN_FOLDER))
		return dir;
	for (i = 0; i < copies->ninside; i++) {
		dir = path_join(a, copies->roots[i], pin->path);
		if (fix_is(t->run, dir, PLAN_FOLDER))
			return dir;
	}
	return pin->root ? path_join(a, pin->root, pin->path) : NULL;
}

/* The same path at the same revision is one pin, whoever names it. */
static size_t pin_of(struct theirlocks *t, const struct legacypin *pin)
{
	size_t i;

	for (i = 0; i < t->said.n; i++)
		if (cstr_eq(t->said.pins[i].path, pin->path) &&
		    cstr_eq(t->said.pins[i].revision, pin->revision))
			return i;
	*ARENA_PUSH(t->run->arena, t->said.pins, t->said.n) = *pin;
	return i;
}

static void take_lock(struct theirlocks *t, const struct legacypin *by,
		      const char *dir, const char *file)
{
	struct arena *a = t->run->arena;
	struct legacypins named;
	size_t i, n;

	legacypins_named(t->run, path_join(a, dir, file), t->packages,
			 t->npackages, &named);
	for (i = 0; i < named.n; i++) {
		n = t->nsays;
		*ARENA_PUSH(a, t->says, t->nsays) = (struct theirlocks_say){
			.path = by->path, .file = file,
			.name = by->version ? arena_printf(a, "%s %s",
					by->path, by->version) : by->path,
		};
		t->says[n].pin = pin_of(t, &named.pins[i]);
	}
}

/* The first kind of lock that it has is that of its tool. */
static void take_dependency(struct theirlocks *t,
			    const struct vendorpatches *copies,
			    const struct legacypin *pin)
{
	const char *dir = folder_of(t, copies, pin), *file;
	struct arena *a = t->run->arena;
	size_t i;

	if (!dir || fix_is(t->run, path_join(a, dir, "go.mod"), PLAN_FILE))
		return;
	for (i = 0; (file = legacylock_file(i)); i++)
		if (fix_is(t->run, path_join(a, dir, file), PLAN_FILE)) {
			take_lock(t, pin, dir, file);
			return;
		}
}

void theirlocks_read(struct theirlocks *t, const struct legacypins *pins)
{
	struct vendorpatches copies;
	size_t i;

	memset(&t->said, 0, sizeof(t->said));
	t->says = NULL;
	t->nsays = 0;
	if (!t->npackages)
		return;
	vendorpatch_roots(t->run, t->dir, &copies);
	for (i = 0; i < pins->n; i++)
		take_dependency(t, &copies, &pins->pins[i]);
	legacypins_answer(t->run, t->ask, &t->said);
}

/* ---- which of them counts ---- */

static bool is_said(const struct theirlocks *t, size_t say,
		    const char *package)
{
	const struct legacypin *pin = &t->said.pins[t->says[say].pin];

	return modpath_under(package, pin->was ? pin->was : pin->path) &&
	       legacypins_is_had(t->run, t->ask, pin);
}

/* Of the dependency that the package on the way is of. */
static size_t said_by(const struct theirlocks *t, const char *package,
		      struct str line)
{
	const char *on_way;
	size_t i;

	if (str_ends(line, ".test"))
		line.len -= strlen(".test");
	on_way = arena_strndup(t->run->arena, line.p ? line.p : "", line.len);
	for (i = 0; i < t->nsays; i++)
		if (is_said(t, i, package) &&
		    modpath_under(on_way, t->says[i].path))
			return i;
	return SIZE_MAX;
}

/*
 * "# PACKAGE", and below it the way there, from the project on.  What the
 * project imports itself is no dependency's: *itself.
 */
static size_t nearest(const struct theirlocks *t, const char *package,
		      bool *itself)
{
	const char *module = fix_value(t->run, "module"), *at;
	const struct fix_ran *r = fix_ran(t->run, t->why);
	struct str rest = str_from(r ? r->out : NULL), line;
	bool here = false, outside = false;
	size_t say = SIZE_MAX;

	*itself = false;
	while (say == SIZE_MAX && !*itself && str_line(&rest, &line)) {
		if (str_starts(line, "# ")) {
			here = str_is(str_sub(line, 2, line.len - 2), package);
			continue;
		}
		at = arena_strndup(t->run->arena, line.p ? line.p : "",
				   line.len);
		if (!here || modpath_under(at, module))
			continue;
		*itself = !outside && str_is(line, package);
		outside = true;
		say = said_by(t, package, line);
	}
	return say;
}

static size_t newest(const struct theirlocks *t, const char *package)
{
	size_t best = SIZE_MAX, i;

	for (i = 0; i < t->nsays; i++)
		if (is_said(t, i, package) &&
		    (best == SIZE_MAX ||
		     semver_cmp(str_from(t->said.pins[t->says[i].pin].version),
				str_from(t->said.pins[t->says[best].pin]
						 .version)) > 0))
			best = i;
	return best;
}

/* "VERSION (glide.lock of PATH VERSION)", of each that says otherwise. */
static const char *passed_over(const struct theirlocks *t,
			       const char *package, const char *version)
{
	struct arena *a = t->run->arena;
	const char *out = NULL, *one;
	size_t i;

	for (i = 0; i < t->nsays; i++) {
		one = t->said.pins[t->says[i].pin].version;
		if (is_said(t, i, package) && !cstr_eq(one, version))
			out = arena_printf(a, "%s%s%s (%s: %s)",
					   out ? out : "", out ? ", " : "",
					   one, t->says[i].name,
					   t->says[i].file);
	}
	return out;
}

bool theirlocks_pick(const struct theirlocks *t, const char *package,
		     struct legacypin *out)
{
	bool itself;
	size_t say = nearest(t, package, &itself);

	if (say == SIZE_MAX && !itself)
		say = newest(t, package);
	if (say == SIZE_MAX)
		return false;
	*out = t->said.pins[t->says[say].pin];
	out->unpinned = true;
	out->theirs = t->says[say].name;
	out->their_path = t->says[say].path;
	out->their_lock = t->says[say].file;
	out->passed = passed_over(t, package, out->version);
	return true;
}

/* ---- what is asked ---- */

void theirlocks_ask(const struct theirlocks *t, const char *unless)
{
	struct strbuf input = STRBUF_INIT;
	struct fix_run *run = t->run;
	struct arena *a = run->arena;
	struct plan_command *c;
	size_t i;

	legacypins_ask_late(run, t->ask, MSG(a, N_(
			"which versions do lock files of dependencies name of "
			"what no other names?")), &t->said)->unless = unless;
	for (i = 0; i < t->npackages; i++)
		if (newest(t, t->packages[i]) != SIZE_MAX)
			strbuf_addf(&input, "%s\n", t->packages[i]);
	c = fix_command(run, t->why, t->dir, MSG(a, N_(
			"whose imports lead to it?")), "xargs",
			"-r", "go", "mod", "why", "-modfile={stage}/go.mod",
			"-overlay={stage}/overlay.json", NULL);
	c->input = arena_strdup(a, input.buf);
	c->late = true;
	c->unless = unless;
	stagego_env(run, c);
	strbuf_release(&input);
}
