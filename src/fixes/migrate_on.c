/*
 * migrate-to-module where the project has its go.mod by now: what remains of
 * the time before it, the lock file, lines that assume GOPATH, the place.
 * go.mod is left alone, and nothing runs before.
 */
#include "config.h"

#include "fixes/migration.h"

#include "base/path.h"
#include "base/str.h"
#include "fixes/gopathmend.h"
#include "fixes/legacypins.h"

static const char *name_of(struct fix_run *run, const struct migration *m)
{
	return cstr_eq(m->dir, ".") ? path_base(fix_abs(run, m->dir)) : m->dir;
}

void migrate_on_choices(struct fix_run *run, const struct migration *m)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;

	o->title = MSG(a, N_("go on with the migration of {0}"),
		       name_of(run, m));
	o->about = MSG(a, N_(
		"It has a go.mod, which stays as it is. What remains of the "
		"time before it can go: the lock file, which no go reads, and "
		"lines of Dockerfiles, CI files, Makefiles and scripts that "
		"assume GOPATH."));
	gopathmend_choose(run, m->dir, 0);
	if (m->lock)
		migration_choose_lock(run, m->lock);
	migration_choose_broken(run, m->lock,
				migration_has(run, m, MIGRATE_LOCK));
	migration_choose_move(run, fix_abs(run, m->dir));
	migration_choose_until(run, m);
}

/* ---- what goes with the lock ---- */

static const struct replace *replaced(const struct module *m, const char *path)
{
	size_t i;

	for (i = 0; i < m->nreplaces; i++)
		if (cstr_eq(m->replaces[i].old_path, path))
			return &m->replaces[i];
	return NULL;
}

/* The requirement that the pin of a repository came to: of the same path, of
 * /vN, or of a module in it. */
static const struct require *required(const struct module *m, const char *path)
{
	const struct require *below = NULL;
	size_t i;

	for (i = 0; i < m->nrequires; i++) {
		if (cstr_eq(m->requires[i].path, path))
			return &m->requires[i];
		if (path_under(path, m->requires[i].path))
			below = &m->requires[i];
	}
	return below;
}

/* What go.mod has instead of what the lock says; none: the same. */
static struct msg other_than(struct fix_run *run, const struct module *m,
			     const struct legacypin *pin)
{
	const char *was = pin->version ? pin->version : pin->revision;
	const struct require *now = required(m, pin->path);
	const struct replace *to = now ? replaced(m, now->path) : NULL;
	struct arena *a = run->arena;

	if (!now)
		return MSG(a, N_("not required: {0} {1}"), pin->path, was);
	if (to && cstr_empty(to->new_version))
		return MSG(a, N_("a copy: {0} {1} → {2}"), pin->path, was,
			   to->new_path);
	if (cstr_eq(to ? to->new_version : now->version, was))
		return (struct msg){ 0 };
	if (!pin->version)
		return MSG(a, N_("not known: {0} {1} is of no version that is "
				 "to be had here; go.mod requires {2}"),
			   pin->path, was, now->version);
	return MSG(a, N_("other: {0} {1} → {2}"), pin->path, was,
		   to ? to->new_version : now->version);
}

static void note_pins(struct fix_run *run, const struct migration *m,
		      struct plan *p)
{
	struct arena *a = run->arena;
	struct legacypins pins;
	int others = 0;
	size_t i;

	legacypins_read(run, m->lock, m->module->path, &pins);
	for (i = 0; i < pins.n; i++) {
		struct msg line = other_than(run, m->module, &pins.pins[i]);

		others += msg_is_set(&line);
		if (!msg_is_set(&line))
			line = MSG(a, N_("the same: {0} {1}"),
				   pins.pins[i].path, pins.pins[i].version
				   ? pins.pins[i].version
				   : pins.pins[i].revision);
		*ARENA_PUSH(a, p->report, p->nreport) = line;
	}
	if (others)
		fix_note(run, p, MSG_N(a, N_(
			"Of {n} of its {0} modules {1} says otherwise than "
			"go.mod, which rules: once it is gone, only undo "
			"tells so, and git as far as it was committed. Each "
			"is listed."), N_(
			"Of {n} of its {0} modules {1} says otherwise than "
			"go.mod, which rules: once it is gone, only undo "
			"tells so, and git as far as it was committed. Each "
			"is listed."), others,
			arena_printf(a, "%zu", pins.n), m->lock->path));
	else if (pins.n)
		fix_note(run, p, MSG(a, N_(
			"go.mod requires what {0} pins: nothing is lost with "
			"it."), m->lock->path));
	if (m->lock->problem)
		fix_note(run, p, MSG(a, N_(
			"{0} cannot be read: {1}. Whether go.mod requires what "
			"it pins is not told."), m->lock->path,
			m->lock->problem));
}

/* ---- the plan ---- */

static int put_lock(struct fix_run *run, const struct migration *m,
		    struct plan *p, struct error *err)
{
	note_pins(run, m, p);
	if (!m->lock->problem)
		migration_note_broken(run, p, m->lock);
	return fix_remove(run, p, migration_lock_path(run, m->lock), err);
}

static int put_lines(struct fix_run *run, const struct migration *m,
		     struct plan *p, struct error *err)
{
	struct gopathmend to = {
		.dir = m->dir, .module = m->module->path,
		.has_sum = fix_is(run, path_join(run->arena,
						 fix_abs(run, m->dir),
						 "go.sum"), PLAN_FILE),
		.vendored = m->module->vendor.has_modules_txt,
		.mends = migration_does(run, m, MIGRATE_LINES),
		.lock = m->lock && migration_does(run, m, MIGRATE_LOCK)
			? m->lock->tool : NULL,
	};

	return fix_read(run, fix_abs(run, m->module->gomod), &to.gomod, err)
		? -1 : gopathmend_plan(run, &to, p, err);
}

static struct msg title_of(struct fix_run *run, const struct migration *m,
			   const struct plan *p)
{
	struct arena *a = run->arena;
	const char *list = NULL;
	size_t i;

	for (i = 0; i < p->nlegs; i++)
		if (!p->legs[i].later)
			list = list ? arena_printf(a, "%s, %s", list,
						   p->legs[i].id)
				    : p->legs[i].id;
	return MSG(a, N_("go on with the migration of {0}: {1}"),
		   name_of(run, m), list ? list : "");
}

int migrate_on_build(struct fix_run *run, const struct migration *m,
		     struct plan *p, struct error *err)
{
	const struct migration_words words = {
		.builds = true,
		.vendored = m->module->vendor.has_modules_txt,
	};
	bool lock = migration_does(run, m, MIGRATE_LOCK);

	migration_plan(run, m, p, &words);
	p->title = title_of(run, m, p);
	/* Its finding goes with the lock, and not before. */
	if (!lock)
		p->nfindings = 0;
	/* Where they remain, they are told with them. */
	if ((migration_does(run, m, MIGRATE_LINES) ||
	     !migration_has(run, m, MIGRATE_LINES)) &&
	    put_lines(run, m, p, err))
		return -1;
	if (lock && put_lock(run, m, p, err))
		return -1;
	(void)migration_gate(run, p, fix_abs(run, m->dir), words.vendored);
	return migration_does(run, m, MIGRATE_MOVE)
		? migration_move(run, p, err) : 0;
}
