#include "config.h"

#include "fixes/migration.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "checks/gopath_lines.h"
#include "checks/lockflaw.h"
#include "facts/gobuild.h"
#include "facts/gopathage.h"
#include "fixes/relocate.h"

static const char *const ids[MIGRATE_STAGES] = {
	[MIGRATE_MODULE] = "module",
	[MIGRATE_LINES] = "lines",
	[MIGRATE_LOCK] = "lock",
	[MIGRATE_MOVE] = "move",
};

const char *migration_stage_id(enum migration_stage stage)
{
	return ids[stage];
}

/* ---- which project ---- */

static bool loose_at(const struct snapshot *s, const char *dir,
		     struct migration *out)
{
	size_t i;

	for (i = 0; i < s->nloose; i++)
		if (!s->loose[i].fixture && cstr_eq(s->loose[i].dir, dir)) {
			out->loose = &s->loose[i];
			out->dir = s->loose[i].dir;
		}
	return out->loose != NULL;
}

static bool module_at(const struct snapshot *s, const char *dir,
		      struct migration *out)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (!s->modules[i].fixture && !s->modules[i].unreadable &&
		    cstr_eq(s->modules[i].dir, dir)) {
			out->module = &s->modules[i];
			out->dir = s->modules[i].dir;
		}
	return out->module != NULL;
}

static bool project_at(const struct snapshot *s, const char *dir,
		       struct migration *out)
{
	memset(out, 0, sizeof(*out));
	if (!loose_at(s, dir, out) && !module_at(s, dir, out))
		return false;
	out->lock = gopathage_lock(s, out->dir);
	if (out->lock && out->lock->fixture)
		out->lock = NULL;
	return true;
}

static bool of_finding(const struct snapshot *s, const struct finding *f,
		       struct migration *out)
{
	size_t i;

	memset(out, 0, sizeof(*out));
	if (cstr_eq(f->id, "gopath-project") ||
	    cstr_eq(f->id, "gopath-dependents"))
		return project_at(s, f->path, out) && out->loose;
	for (i = 0; i < s->nlocks; i++) {
		if (!cstr_eq(s->locks[i].path, f->path))
			continue;
		if (!project_at(s, s->locks[i].dir, out))
			return false;
		/* Of several beside a go.mod that very one is to go. */
		if (out->module)
			out->lock = &s->locks[i];
		return true;
	}
	for (i = 0; i < s->nloose; i++)
		if (cstr_eq(s->loose[i].vendor.dir, f->path))
			return project_at(s, s->loose[i].dir, out);
	return false;
}

const char *migration_meant(const struct snapshot *s, const struct finding *f)
{
	struct migration m;

	return of_finding(s, f, &m) ? m.dir : NULL;
}

/* Has a module anything of the time before it that this could mend? */
static bool remains(struct fix_run *run, const struct module *module)
{
	const struct legacy_lock *lock = gopathage_lock(run->snap,
							module->dir);
	struct gopath_line_at *lines;
	size_t i, n;

	if (lock && !lock->fixture)
		return true;
	if (!cstr_empty(fix_given(run, "to")) &&
	    gopathage_src(run->arena, run->place, fix_abs(run, module->dir)))
		return true;
	n = gopath_lines_of(run->arena, run->snap, module->dir, &lines);
	for (i = 0; i < n; i++)
		if (lines[i].l->with)
			return true;
	return false;
}

/* All that could be meant where nothing tells; the count. */
static size_t candidates(struct fix_run *run, const char ***out)
{
	const struct snapshot *s = run->snap;
	size_t i, n = 0;

	*out = NULL;
	for (i = 0; i < s->nloose; i++)
		if (!s->loose[i].fixture)
			*ARENA_PUSH(run->arena, *out, n) = s->loose[i].dir;
	for (i = 0; i < s->nmodules; i++)
		if (!s->modules[i].fixture && remains(run, &s->modules[i]))
			*ARENA_PUSH(run->arena, *out, n) = s->modules[i].dir;
	return n;
}

/* The innermost around the folder that was opened; else the first. */
static const char *likely(struct fix_run *run, const char **dirs, size_t n)
{
	const char *opened = run->snap->repo.opened, *best = NULL;
	size_t i;

	for (i = 0; i < n && opened; i++)
		if (path_under(fix_abs(run, dirs[i]), opened) &&
		    (!best || path_under(best, fix_abs(run, dirs[i]))))
			best = fix_abs(run, dirs[i]);
	for (i = 0; i < n && best; i++)
		if (cstr_eq(fix_abs(run, dirs[i]), best))
			return dirs[i];
	return n ? dirs[0] : NULL;
}

bool migration_find(struct fix_run *run, struct migration *out)
{
	const char *given = fix_given(run, "project"), **dirs;
	size_t n, i;

	memset(out, 0, sizeof(*out));
	if (run->finding)
		return of_finding(run->snap, run->finding, out);
	n = candidates(run, &dirs);
	for (i = 0; i < n && given; i++)
		if (cstr_eq(dirs[i], given))
			return project_at(run->snap, given, out);
	return n && project_at(run->snap, likely(run, dirs, n), out);
}

void migration_choose_project(struct fix_run *run)
{
	struct arena *a = run->arena;
	const char **dirs;
	struct choice *c;
	size_t n, i;

	if (run->finding)
		return;
	n = candidates(run, &dirs);
	if (n < 2 && !fix_given(run, "project"))
		return;
	c = fix_choice(run, "project", CHOICE_ONE_OF,
		       MSG(a, N_("The project")),
		       MSG(a, N_("Which of the projects in the repository; "
				 "those that have a go.mod by now are here for "
				 "what remains to be done.")),
		       n ? likely(run, dirs, n) : "");
	for (i = 0; i < n; i++)
		fix_option(run, c, dirs[i]);
}

/* ---- its stages ---- */

bool migration_has(const struct fix_run *run, const struct migration *m,
		   enum migration_stage stage)
{
	switch (stage) {
	case MIGRATE_MODULE:
		return m->loose != NULL;
	case MIGRATE_LINES:
		return cstr_eq(fix_value(run, "lines"), "mend");
	case MIGRATE_LOCK:
		return cstr_eq(fix_value(run, "lock"), "remove");
	case MIGRATE_MOVE:
		break;
	}
	return !cstr_empty(fix_value(run, "to"));
}

bool migration_does(const struct fix_run *run, const struct migration *m,
		    enum migration_stage stage)
{
	const char *until = fix_value(run, "until");
	int i;

	if (!migration_has(run, m, stage))
		return false;
	for (i = 0; i < (int)stage; i++)
		if (cstr_eq(until, ids[i]))
			return false;
	return true;
}

void migration_choose_until(struct fix_run *run, const struct migration *m)
{
	enum migration_stage have[MIGRATE_STAGES];
	struct arena *a = run->arena;
	const char *all = NULL;
	struct choice *c;
	size_t n = 0, i;
	int stage;

	for (stage = 0; stage < MIGRATE_STAGES; stage++)
		if (migration_has(run, m, (enum migration_stage)stage)) {
			have[n++] = (enum migration_stage)stage;
			all = all ? arena_printf(a, "%s, %s", all, ids[stage])
				  : ids[stage];
		}
	if (n < 2 && !fix_given(run, "until"))
		return;
	c = fix_choice(run, "until", CHOICE_ONE_OF,
		       MSG(a, N_("Up to and with the stage")),
		       MSG(a, N_("The stages here, in order: {0}. all: they "
				 "are one plan. Else it stops behind that one, "
				 "which has to pass its gate: the others can "
				 "follow later, each as a plan of its own, and "
				 "undo takes back one of them or the whole."),
			   all ? all : ""), "all");
	for (i = 0; i + 1 < n; i++)
		fix_option(run, c, ids[have[i]]);
	fix_option(run, c, "all");
	/* Another choice took that stage away, or left it as the last one. */
	for (i = 0; i < c->noptions; i++)
		if (cstr_eq(c->options[i], c->value))
			return;
	for (i = 0; i < MIGRATE_STAGES && !cstr_eq(ids[i], c->value); i++)
		;
	if (i == MIGRATE_STAGES)
		return;
	c->bad = MSG(a, N_("With what is chosen for the rest, nothing is to "
			   "stop at behind \"{0}\": choose all, or another "
			   "stage."), c->value);
}

/* ---- what they are, in words ---- */

static struct msg what_of(struct fix_run *run, const struct migration *m,
			  enum migration_stage stage,
			  const struct migration_words *w)
{
	struct arena *a = run->arena;

	switch (stage) {
	case MIGRATE_MODULE:
		return !w->vendor_goes
			? MSG(a, N_("go.mod, go.sum, imports, copies that "
				    "were changed by hand"))
			: w->vendored
			? MSG(a, N_("go.mod, go.sum, imports, copies that "
				    "were changed by hand, and vendor/ anew: "
				    "with the old one go stops"))
			: MSG(a, N_("go.mod, go.sum, imports, copies that "
				    "were changed by hand, and vendor/ goes: "
				    "with the old one go stops"));
	case MIGRATE_LINES:
		return MSG(a, N_("what assumes GOPATH in Dockerfiles, CI "
				 "files, Makefiles and scripts"));
	case MIGRATE_LOCK:
		return MSG(a, N_("{0} goes"), m->lock
			   ? path_rel(a, fix_abs(run, "."),
				      migration_lock_path(run, m->lock)) : "");
	case MIGRATE_MOVE:
		break;
	}
	return MSG(a, N_("the repository moves to {0}"),
		   fix_value(run, "to"));
}

static struct msg gate_of(struct fix_run *run, enum migration_stage stage,
			  const struct migration_words *w)
{
	struct arena *a = run->arena;

	switch (stage) {
	case MIGRATE_MODULE:
		return !w->builds
			? MSG(a, N_("none but a fresh look: it does not build "
				    "yet"))
			: w->vendored
			? MSG(a, N_("go build ./... passes, from the new "
				    "vendor/"))
			: MSG(a, N_("go build ./... passes"));
	case MIGRATE_LINES:
		return MSG(a, N_("a fresh look reads those files and finds no "
				 "new error"));
	case MIGRATE_LOCK:
		return w->builds
			? MSG(a, N_("go build ./... passes without it"))
			: MSG(a, N_("a fresh look finds no new error"));
	case MIGRATE_MOVE:
		break;
	}
	return w->builds ? MSG(a, N_("go build ./... passes where it lies "
				     "then"))
			 : MSG(a, N_("a fresh look where it lies then finds no "
				     "new error"));
}

/* What was chosen otherwise than it comes, for whoever goes on. */
static void next_sets(struct fix_run *run, struct plan *p, size_t later)
{
	static const char *const names[] = { "lines", "lock", "to",
					     "leave-link", "broken-lock" };
	static const char *const usual[] = { "mend", "remove", "", "no",
					     "no" };
	const struct plan_leg *next = plan_next_leg(p);
	size_t i;

	if (!next)
		return;
	if (later > 1)
		*ARENA_PUSH(run->arena, p->next_sets, p->nnext_sets) =
			arena_printf(run->arena, "until=%s", next->id);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = fix_value(run, names[i]);

		if (!cstr_empty(value) && strcmp(value, usual[i]) != 0)
			*ARENA_PUSH(run->arena, p->next_sets, p->nnext_sets) =
				arena_printf(run->arena, "%s=%s", names[i],
					     value);
	}
}

void migration_plan(struct fix_run *run, const struct migration *m,
		    struct plan *p, const struct migration_words *words)
{
	size_t later = 0;
	int i;

	p->subject = fix_abs(run, m->dir);
	p->goes_on = m->module != NULL;
	for (i = 0; i < MIGRATE_STAGES; i++) {
		enum migration_stage stage = (enum migration_stage)i;
		struct plan_leg *leg;

		if (!migration_has(run, m, stage))
			continue;
		leg = ARENA_PUSH(run->arena, p->legs, p->nlegs);
		*leg = (struct plan_leg){
			.id = ids[i],
			.what = what_of(run, m, stage, words),
			.gate = gate_of(run, stage, words),
			.later = !migration_does(run, m, stage),
		};
		later += leg->later;
	}
	next_sets(run, p, later);
}

/* ---- what rules go here ---- */

static bool says_vendor(struct fix_run *run, const struct place *p)
{
	return cstr_eq(gobuild_flag(run->arena, place_value(p, "GOFLAGS"),
				    "mod"), "vendor");
}

/* How the user is rid of it here. */
static const char *way_out(struct fix_run *run, const struct place *p,
			   const struct setting *s)
{
	const char *how = s->layer == LAYER_GOENV ? "go env -u %s"
			: env_shell(p) == ENV_FISH ? "set -e %s" : "unset %s";

	return arena_printf(run->arena, how, s->name);
}

static void add_brought(struct fix_run *run, struct plan *p, const char *id,
			const char *path)
{
	*ARENA_PUSH(run->arena, p->brings, p->nbrings) = path
		? arena_printf(run->arena, "%s %s", id, path) : id;
}

static void note_setting(struct fix_run *run, struct plan *p,
			 const struct place *place, const struct setting *s,
			 const char *words)
{
	struct arena *a = run->arena;

	fix_note(run, p, MSG(a, words,
			     arena_printf(a, "%s=%s", s->name, s->value),
			     env_origin(a, s), way_out(run, place, s)));
}

void migration_settings(struct fix_run *run, struct plan *p, const char *dir,
			bool vendored)
{
	const struct snapshot *snap = run->snap;
	struct arena *a = run->arena;
	const struct setting *s;
	size_t i;

	for (i = 0; i < snap->nplaces; i++) {
		s = place_setting(&snap->places[i], "GO111MODULE");
		if (s && cstr_eq(s->value, "off"))
			add_brought(run, p, "module-mode-off",
				    s->layer == LAYER_GOENV ||
				    s->layer == LAYER_WORKFLOW ? s->file
							       : NULL);
		if (!vendored && says_vendor(run, &snap->places[i]))
			add_brought(run, p, "vendor-out-of-date",
				    path_join(a, dir, "vendor/modules.txt"));
	}
	s = place_setting(run->place, "GO111MODULE");
	if (s && cstr_eq(s->value, "off"))
		note_setting(run, p, run->place, s, N_(
			"{0} ({1}): go does not read go.mod here, and does not "
			"build the module as one, until it is gone: {2}. "
			"module-mode-off tells of it afterwards, too; what is "
			"done here stays, and its builds are made with "
			"GO111MODULE=on."));
	s = place_setting(run->place, "GOFLAGS");
	if (s && !vendored && says_vendor(run, run->place))
		note_setting(run, p, run->place, s, N_(
			"{0} ({1}): there is no vendor folder for it, and go "
			"stops here until -mod=vendor is gone: {2}. "
			"vendor-out-of-date tells of it afterwards, too; what "
			"is done here stays, and its builds are made without "
			"it."));
}

struct plan_command *migration_gate(struct fix_run *run, struct plan *p,
				    const char *dir, bool vendored)
{
	struct msg what = MSG(run->arena, N_("everything builds"));

	/* Whatever GOFLAGS says: it is the folder that has to be whole. */
	if (vendored)
		return fix_verify(run, p, dir, what, "go", "build",
				  "-mod=vendor", "-o", "/dev/null", "./...",
				  NULL);
	if (says_vendor(run, run->place))
		return fix_verify(run, p, dir, what, "go", "build",
				  "-mod=readonly", "-o", "/dev/null", "./...",
				  NULL);
	return fix_verify(run, p, dir, what, "go", "build", "-o", "/dev/null",
			  "./...", NULL);
}

/* ---- the lock ---- */

const char *migration_lock_path(struct fix_run *run,
				const struct legacy_lock *lock)
{
	static const char *const its[] = {
		".gitignore", "Godeps.json", "Readme", "_workspace"
	};
	const char *path = fix_abs(run, lock->path), **names;
	const char *dir = path_dir(run->arena, path);
	bool copies = false;
	size_t i, k, n;

	if (!cstr_ends(path, "/Godeps/Godeps.json") ||
	    run->host->list(run->host, run->arena, dir, &names, &n, NULL))
		return path;
	for (i = 0; i < n; i++) {
		copies = copies || cstr_eq(names[i], "_workspace");
		for (k = 0; k < ARRAY_SIZE(its); k++)
			if (cstr_eq(names[i], its[k]))
				break;
		if (k == ARRAY_SIZE(its))
			return path;
	}
	return copies ? dir : path;
}

void migration_choose_lock(struct fix_run *run, const struct legacy_lock *lock)
{
	bool alone = cstr_eq(migration_lock_path(run, lock),
			     fix_abs(run, lock->path));
	struct arena *a = run->arena;
	struct choice *c;

	c = fix_choice(run, "lock", CHOICE_ONE_OF,
		       MSG(a, N_("The lock file")), alone
		       ? MSG(a, N_("remove: no go reads {0}; undo has "
				   "it, and git what was committed of it. keep: it stays, "
				   "and rules nothing."), lock->path)
		       : MSG(a, N_("remove: no go reads {0}, and "
				   "nothing builds with the copies "
				   "beside it any more; undo has them, and git "
				   "what was committed of them. keep: they stay, "
				   "and rule nothing."), lock->path),
		       "remove");
	fix_option(run, c, "remove");
	fix_option(run, c, "keep");
}

void migration_choose_broken(struct fix_run *run,
			     const struct legacy_lock *lock, bool needed)
{
	struct arena *a = run->arena;
	struct msg flaw;
	struct choice *c;

	if (!lock)
		return;
	flaw = lockflaw_text(a, lock);
	if (!msg_is_set(&flaw))
		return;
	c = fix_choice(run, "broken-lock", CHOICE_YES_NO,
		       MSG(a, N_("The broken lock file as it is")),
		       lock->problem
		       ? MSG(a, N_("{0}. No: nothing is done by it. Yes: "
				   "nothing in it counts, and go takes the "
				   "versions that it finds."),
			     msg_english(a, &flaw))
		       : MSG(a, N_("{0}. No: nothing is done by it. Yes: what "
				   "of it can be read counts, and may be less "
				   "than was meant, or another version."),
			     msg_english(a, &flaw)), "no");
	if (needed && !fix_yes(run, "broken-lock"))
		c->bad = lock->problem
			? MSG(a, N_("{0}. Make the file whole, or take one "
				    "that git has; with broken-lock=yes "
				    "nothing in it counts."),
			      msg_english(a, &flaw))
			: MSG(a, N_("{0}. Make the file whole, or take one "
				    "that git has; with broken-lock=yes what "
				    "of it can be read counts."),
			      msg_english(a, &flaw));
}

void migration_note_broken(struct fix_run *run, struct plan *p,
			   const struct legacy_lock *lock)
{
	struct msg flaw = { 0 };

	if (lock)
		flaw = lockflaw_text(run->arena, lock);
	if (!msg_is_set(&flaw))
		return;
	fix_note(run, p, lock->problem
		? MSG(run->arena, N_("{0}; nothing in it counted."),
		      msg_english(run->arena, &flaw))
		: MSG(run->arena, N_("{0}; what of it can be read counted, "
				     "and may be less than was meant, or "
				     "another version."),
		      msg_english(run->arena, &flaw)));
}

/* ---- the move ---- */

void migration_choose_move(struct fix_run *run, const char *dir)
{
	struct relocate r;

	if (!cstr_empty(fix_given(run, "to")) ||
	    gopathage_src(run->arena, run->place, dir))
		relocate_offer(&r, run);
}

int migration_move(struct fix_run *run, struct plan *p, struct error *err)
{
	struct relocate r;

	if (relocate_begin(&r, run)) {
		relocate_inside(&r);
		relocate_around(&r);
	}
	if (msg_is_set(&r.refused))
		return error_set(err, "%s", msg_english(run->arena,
							&r.refused));
	return relocate_append(&r, p, fix_value(run, "to"), err);
}
