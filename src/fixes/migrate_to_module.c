/*
 * migrate-to-module: a go.mod for a project of the time before modules, with
 * the versions that its lock file meant.
 *
 * All is done in the stage: the draft of go.mod comes from the lock, and an
 * overlay puts it where go looks, so that go mod tidy, go mod vendor and go
 * build work on the project as it lies there, with nothing of it touched.
 */
#include "config.h"

#include "fixes/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/env.h"
#include "facts/gopathage.h"
#include "fixes/beside.h"
#include "fixes/fidelity.h"
#include "fixes/gopathmend.h"
#include "fixes/gopathpins.h"
#include "fixes/gowords.h"
#include "fixes/holdback.h"
#include "fixes/ignorerules.h"
#include "fixes/importfix.h"
#include "fixes/leftbehind.h"
#include "fixes/linkvars.h"
#include "fixes/lostpins.h"
#include "fixes/legacypins.h"
#include "fixes/migration.h"
#include "fixes/modlist.h"
#include "fixes/nestedpins.h"
#include "fixes/oldnames.h"
#include "fixes/pinreport.h"
#include "fixes/renames.h"
#include "fixes/rulepins.h"
#include "fixes/stagefiles.h"
#include "fixes/stagego.h"
#include "fixes/unpinned.h"
#include "fixes/vendorpins.h"
#include "fmt/gomod.h"
#include "fmt/gover.h"
#include "fmt/modpath.h"
#include "fmt/semver.h"

/* -overlay for go mod tidy, and go mod vendor -o. */
#define NEEDS_GO "1.18"
/* From here on each round of a loop has a variable of its own. */
#define NEW_LOOPS "1.22"

static const char *meant(const struct snapshot *s, const struct finding *f)
{
	return migration_meant(s, f);
}

static bool serves(struct fix_run *run)
{
	struct migration m;

	return migration_find(run, &m);
}

static const char *dir_of(struct fix_run *run)
{
	struct migration m;

	return fix_abs(run, migration_find(run, &m) ? m.dir : ".");
}

static bool has_vendor(const struct loose_project *l)
{
	return l->vendor.dir && !l->vendor.has_modules_txt;
}

/* It goes with the old folder. */
static bool in_vendor(struct fix_run *run, const struct loose_project *l,
		      const struct legacy_lock *lock)
{
	return l->vendor.dir && path_under(fix_abs(run, l->vendor.dir),
					   fix_abs(run, lock->path));
}

static int read_imports(struct fix_run *run, const struct loose_project *l,
			const struct legacypins *pins,
			const struct renames *renames, struct importfix *x,
			struct error *err);

/* ---- what may be chosen ---- */

static void choose_module(struct fix_run *run, const struct loose_project *l)
{
	struct gopathage_source all[GOPATHAGE_SOURCES];
	struct arena *a = run->arena;
	struct error err = ERROR_INIT;
	const char *told = NULL;
	struct msg about;
	struct choice *c;
	size_t i, n = gopathage_sources(a, run->snap, l, run->place, all);

	about = MSG(a, N_("The path under which others import it. Its "
			  "own packages import each other by it too: "
			  "imports that say otherwise are written "
			  "anew."));
	for (i = 0; i < n; i++)
		told = arena_printf(a, "%s%s%s (%s)", told ? told : "",
				    told ? ", " : "", all[i].path,
				    all[i].where);
	if (n > 1)
		about = MSG(a, N_("The path under which others import it. Its "
				  "own packages import each other by it too: "
				  "imports that say otherwise are written "
				  "anew. More than one is named here, the "
				  "likeliest first: {0}."), told);
	c = fix_choice(run, "module", CHOICE_TEXT, MSG(a, N_("Module path")),
		       about, n ? all[0].path : NULL);
	if (cstr_empty(c->value))
		c->bad = MSG(a, N_("Nothing here tells the path: say it, as in "
				   "github.com/you/project."));
	else if (modpath_check_new(str_from(c->value), &err))
		c->bad = MSG(a, N_("go takes no such module path: {0}"),
			     err.message ? err.message : "");
	error_release(&err);
}

static void choose_network(struct fix_run *run,
			   const struct legacypins *pins)
{
	struct arena *a = run->arena;
	struct msg about;
	int n = (int)pins->nopen;

	if (n)
		about = MSG_N(a, N_(
			"Modules in the lock file: {0}. Which version the "
			"revision of {n} of them is, neither a clone in GOPATH "
			"nor the module cache tells. Yes: go asks {1}, and "
			"fetches what it lacks. No: that one is left out, and "
			"go takes what the module cache has."), N_(
			"Modules in the lock file: {0}. Which versions the "
			"revisions of {n} of them are, neither a clone in "
			"GOPATH nor the module cache tells. Yes: go asks {1}, "
			"and fetches what it lacks. No: those are left out, "
			"and go takes what the module cache has."), n,
			arena_printf(a, "%zu", pins->n),
			place_value(run->place, "GOPROXY"));
	else
		about = MSG(a, N_(
			"No: go takes all from the module cache, and what is "
			"not there is missing. Yes: go may fetch it from {0}."),
			place_value(run->place, "GOPROXY"));
	(void)fix_choice(run, "network", CHOICE_YES_NO,
			 MSG(a, N_("Use the network")), about, "no");
}

/* "1.24.4"; "" where it is not known. */
static const char *go_here(struct fix_run *run)
{
	const char *v = env_version(run->arena, run->place);

	return v && cstr_starts(v, "go") ? v + 2 : "";
}

static void choose_go(struct fix_run *run)
{
	struct arena *a = run->arena;
	const char *here = go_here(run), *lang;
	struct choice *c;

	lang = gover_cmp_of(here, LAST_OLD_LOOPS) < 0
		? gover_lang(a, str_from(here)) : LAST_OLD_LOOPS;
	c = fix_choice(run, "go", CHOICE_TEXT, MSG(a, N_("The go line")),
		       MSG(a, N_("Which Go the code is written for. {0} is the "
				 "last under which the variable of a loop is "
				 "one for all its rounds, as it was when this "
				 "was written; under 1.22 and newer each round "
				 "has its own."), LAST_OLD_LOOPS), lang);
	if (!gover_valid(str_from(c->value)))
		c->bad = MSG(a, N_("\"{0}\" is no version of Go; write it as "
				   "1.21."), c->value);
	else if (gover_cmp_of(c->value, here) > 0)
		c->bad = MSG(a, N_("The go here is {0}, which is older."),
			     here);
	else if (gover_cmp_of(c->value, "1.14") < 0)
		c->bad = MSG(a, N_("Under a go line before 1.14 go does not "
				   "use vendor/."));
}

/* Flags of the linker that could name a package by its new path. */
static int linkvars_able(struct fix_run *run, const struct loose_project *l,
			 const struct legacypins *pins)
{
	struct importfix x;
	int n = 0;

	if (!read_imports(run, l, pins, NULL, &x, NULL))
		n = linkvars_count(run, &x);
	importfix_release(&x);
	return n;
}

/* By which rule would git not see what go mod vendor writes for a pin?  A
 * folder that it ignores as a whole is a choice. */
static const struct gitignore_rule *
keeps_out(struct fix_run *run, const struct vendor *v,
	  const struct legacypins *pins)
{
	const struct gitignore_rule *r = NULL;
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < pins->n && !r && !v->ignored_whole; i++) {
		struct gitignore set = { NULL, 0 };
		const char *file = path_join(a, v->dir,
				arena_printf(a, "%s/doc.go",
					     pins->pins[i].path));

		ignorerules_above(run, file, NULL, STR_NONE, &set);
		r = gitignore_why(&set, file, false);
	}
	return r;
}

static void choose_vendor(struct fix_run *run, const struct vendor *v,
			  const struct legacypins *pins)
{
	const struct gitignore_rule *r = run->snap->repo.git_dir
		? keeps_out(run, v, pins) : NULL;
	struct arena *a = run->arena;
	struct msg about;
	struct choice *c;

	about = MSG(a, N_("anew: go mod vendor writes it, with "
			  "modules.txt. remove: the build takes "
			  "its packages from the module cache. "
			  "As it is go would stop at it: "
			  "\"inconsistent vendoring\"."));
	if (r)
		about = MSG(a, N_("anew: go mod vendor writes it, with "
				  "modules.txt. remove: the build takes its "
				  "packages from the module cache; the default "
				  "here, as git ignores packages in it ({0}, "
				  "line {1}: {2}), and a clone with only a part "
				  "of it does not build. As it is go would stop "
				  "at it: \"inconsistent vendoring\"."),
			    r->file, arena_printf(a, "%d", r->line),
			    r->pattern);
	c = fix_choice(run, "vendor", CHOICE_ONE_OF,
		       MSG(a, N_("The vendor folder")), about,
		       r ? "remove" : "anew");
	fix_option(run, c, "anew");
	fix_option(run, c, "remove");
}

static void choices(struct fix_run *run)
{
	const struct loose_project *l;
	const struct legacy_lock *lock;
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	struct legacypins pins;
	struct beside beside;
	struct migration m;

	if (!migration_find(run, &m)) {
		o->refused = MSG(a, N_("There is no Go project without go.mod "
				       "here."));
		return;
	}
	migration_choose_project(run);
	if (m.module) {
		migrate_on_choices(run, &m);
		return;
	}
	l = m.loose;
	o->title = MSG(a, N_("make {0} a module"),
		       cstr_eq(l->dir, ".") ? path_base(dir_of(run)) : l->dir);
	o->about = MSG(a, N_(
		"The versions that the lock file means become requires of a "
		"new go.mod, and of what it does not name the commits that "
		"lie in GOPATH/src; go mod tidy adds what the imports need and drops "
		"what they do not, and go build shows whether it builds. All "
		"of that happens in a stage: the project is not touched before "
		"you have seen what would change. Imports of its own packages "
		"that name them otherwise than the module does (relative "
		"ones, an old path, src/ as a GOPATH) are written anew."));
	o->myth = MSG(a, N_(
		"\"go mod init takes over the lock file\": true up to Go "
		"1.21. Go 1.22 and newer read none, and go mod tidy takes the "
		"latest versions instead."));
	if (!run->place || !env_go(run->place)) {
		o->refused = MSG(a, N_("There is no go here that could make a "
				       "module of it."));
		return;
	}
	if (gover_cmp_of(go_here(run), NEEDS_GO) < 0) {
		o->refused = MSG(a, N_("This takes a go of {0} or newer; here "
				       "is {1}."), NEEDS_GO, go_here(run));
		return;
	}
	if (run->snap->repo.gomod_above) {
		o->refused = MSG(a, N_("It lies below the go.mod in {0}, and "
				       "is part of that module."),
				 run->snap->repo.gomod_above);
		return;
	}
	lock = gopathage_lock(run->snap, l->dir);
	if (fix_is(run, path_join(a, dir_of(run), "vendor"), PLAN_SYMLINK)) {
		o->refused = MSG(a, N_("vendor is a symbolic link; what it "
				       "leads to is not written anew. Put the "
				       "folder itself in its place, or remove "
				       "the link."));
		return;
	}
	o->stage_near = dir_of(run);
	legacypins_read(run, lock, fix_value(run, "module"), &pins);
	if (!lock)
		legacyrules_find(run, dir_of(run), &pins.rules);
	choose_module(run, l);
	migration_choose_broken(run, lock, true);
	choose_network(run, &pins);
	choose_go(run);
	unpinned_choose(run);
	holdback_choose(run, &pins);
	renames_choose(run);
	vendorpatch_choose(run, dir_of(run));
	if (has_vendor(l))
		choose_vendor(run, &l->vendor, &pins);
	beside_find(run, dir_of(run), &pins, &beside);
	beside_choose(run, &beside, has_vendor(l));
	o->leaves_repository = beside.gowork != NULL;
	if (lock && !in_vendor(run, l, lock))
		migration_choose_lock(run, lock);
	gopathmend_choose(run, l->dir,
			  linkvars_able(run, l, &pins));
	migration_choose_move(run, dir_of(run));
	migration_choose_until(run, &m);
	fidelity_choose(run);
	(void)fix_choice(run, "incomplete", CHOICE_YES_NO,
			 MSG(a, N_("Also when it does not build")),
			 MSG(a, N_("No: where go build fails in the stage, "
				   "nothing is changed, and what go said is "
				   "shown. Yes: it becomes a module all the "
				   "same, to be mended by hand.")), "no");
}

/* ---- imports of its own packages ---- */

/* How GOPATH projects import it; NULL: it does not lie in GOPATH/src. */
static const char *path_below_src(struct fix_run *run, const char *dir)
{
	const char *src = gopathage_src(run->arena, run->place, dir);

	return src ? dir + strlen(src) + 1 : NULL;
}

static int read_imports(struct fix_run *run, const struct loose_project *l,
			const struct legacypins *pins,
			const struct renames *renames, struct importfix *x,
			struct error *err)
{
	struct gopathage_source all[GOPATHAGE_SOURCES];
	size_t i, n = gopathage_sources(run->arena, run->snap, l, run->place,
					all);

	importfix_init(x, run, dir_of(run), fix_value(run, "module"));
	importfix_root(x, l->self_root);
	for (i = 0; i < n; i++)
		importfix_root(x, all[i].path);
	for (i = 0; i < pins->n; i++)
		importfix_other(x, pins->pins[i].path);
	if (renames)
		renames_import(renames, x);
	return importfix_scan(x, err);
}

/* ---- what runs before ---- */

static const char *in_stage(struct fix_run *run, const char *name)
{
	return path_join(run->arena, run->stage ? run->stage : "{stage}",
			 name);
}

/* {"Replace":{"DIR/go.mod":"STAGE/go.mod", …}} */
static const char *overlay(struct fix_run *run, const struct importfix *x)
{
	struct cJSON *j = json_object(), *map = json_object();
	const char *dir = dir_of(run), *out;
	struct strbuf sb = STRBUF_INIT;

	json_put_str(map, path_join(run->arena, dir, "go.mod"),
		     in_stage(run, "go.mod"));
	importfix_overlay(x, map);
	json_put(j, "Replace", map);
	json_print(&sb, j, false);
	out = arena_strdup(run->arena, sb.buf);
	strbuf_release(&sb);
	json_free(j);
	return out;
}

/* `x` may be released. */
static const char *draft_of(struct fix_run *run, const struct legacypins *pins,
			    const struct importfix *x)
{
	struct beside beside;

	beside_find(run, x->dir, pins, &beside);
	return beside_draft(run, &beside, importfix_draft(x,
			legacypins_draft(run, pins, fix_value(run, "module"),
					 fix_value(run, "go"))));
}

/* The GOPATH that gb sets, and who writes GOPATH=$PWD: src/ of the project is
 * its first; NULL: the place's own. */
static const char *own_gopath(struct arena *a, const struct loose_project *l,
			      const char *dir)
{
	if (!l->self_import || l->self_root)
		return NULL;
	if (cstr_eq(path_base(dir), "src"))
		dir = path_dir(a, dir);
	return arena_printf(a, "%s:%s/vendor", dir, dir);
}

static void build_as_it_was(struct fix_run *run, const struct loose_project *l,
			    const char *dir)
{
	struct arena *a = run->arena;
	const char *own = own_gopath(a, l, dir);
	struct plan_command *c;

	if (!own && !gopathage_src(a, run->place, dir))
		return;
	c = fix_command(run, "before", dir, own
			? MSG(a, N_("does it build with its own GOPATH, as it "
				    "is?"))
			: MSG(a, N_("does it build in GOPATH mode, as it is?")),
			"go", "build", "-o", "/dev/null", "./...", NULL);
	c->executes = fix_executes(run, c);
	fix_gopath_mode(run, c);
	if (own)
		*ARENA_PUSH(a, c->env, c->nenv) =
			arena_printf(a, "GOPATH=%s", own);
}

/*
 * What that round writes into the stage; nothing where nothing changes.  Once
 * it has decided, the same again, for a script.
 */
static int renamed_files(struct fix_run *run, const struct loose_project *l,
			 const struct legacypins *pins, int round,
			 struct renames *r, struct strbuf *files,
			 struct error *err)
{
	struct legacypins by_path = *pins;
	bool decided = renames_decided(run, round, r);
	struct importfix x;
	size_t i;
	int rc;

	if (!decided && !renames_is_due(run, round))
		return 0;
	if (!decided)
		renames_look(run, pins, round, r);
	rc = read_imports(run, l, pins, r, &x, err);
	if (!rc && !decided)
		renames_settle(r, &x);
	if (rc || (!decided && !renames_differ(run, r))) {
		importfix_release(&x);
		return rc;
	}
	by_path.pins = NULL;
	by_path.n = 0;
	for (i = 0; i < pins->n; i++)
		*ARENA_PUSH(run->arena, by_path.pins, by_path.n) =
			pins->pins[i];
	renames_apply(run, r, &by_path);
	stagefiles_add(files, "go.mod",
		       str_from(draft_of(run, &by_path, &x)));
	stagefiles_add(files, "overlay.json", str_from(overlay(run, &x)));
	importfix_files(&x, files);
	importfix_release(&x);
	return 0;
}

/* The pins are by their new paths then. */
static int ask_renames(struct fix_run *run, const struct loose_project *l,
		       struct legacypins *pins, struct error *err)
{
	struct renames r;
	int round;

	renames_compare(run, pins);
	for (round = 0; round < RENAMES_ROUNDS; round++) {
		struct strbuf files = STRBUF_INIT;

		if (renamed_files(run, l, pins, round, &r, &files, err)) {
			strbuf_release(&files);
			return -1;
		}
		renames_ask(run, dir_of(run), round, &r, &files);
	}
	renames_read(run, &r);
	renames_apply(run, &r, pins);
	return 0;
}

/* What GOPATH has, but for what is found there by its folder. */
static void take_gopath(struct fix_run *run, const char *dir,
			struct legacypins *pins)
{
	struct beside beside;

	gopathpins_answer(run, dir, pins);
	beside_find(run, dir, pins, &beside);
	beside_take(run, &beside, pins);
}

/* What go took by itself as of that day, and what go does not get left out. */
static void ask_versions(struct fix_run *run, const struct migration *m,
			 struct legacypins *pins, const struct importfix *x)
{
	const struct unpinned u = { run, m->lock, dir_of(run) };
	bool differs, more;
	int round;

	lostpins_ask(run, pins);
	differs = lostpins_answer(run, pins);
	nestedpins_ask(run, 0, pins);
	differs = nestedpins_answer(run, 0, pins) || differs;
	stagego_again(run, "without", NULL, MSG(run->arena, N_(
			"where go stopped at a version that is not to be had, "
			"write the go.mod without it; where a folder of a "
			"repository is a module of its own, with that")),
		      differs ? draft_of(run, pins, x) : NULL, "without-tidy",
		      u.dir);
	nestedpins_ask(run, 1, pins);
	more = nestedpins_answer(run, 1, pins);
	for (round = 0; round < UNPINNED_ROUNDS; round++) {
		unpinned_ask(&u, round, pins);
		differs = unpinned_answer(&u, round, pins) ||
			  (!round && more);
		unpinned_again(&u, round,
			       differs ? draft_of(run, pins, x) : NULL);
	}
}

/* Do they build with the versions of the day? */
static void ask_newest(struct fix_run *run, const struct migration *m,
		       struct legacypins *pins, const struct importfix *x)
{
	const struct unpinned u = { run, m->lock, dir_of(run) };
	struct legacypins newest;

	unpinned_newest(run, pins, &newest);
	unpinned_try(&u, pins, draft_of(run, pins, x),
		     draft_of(run, &newest, x));
	unpinned_settle(run, pins);
}

static int needs(struct fix_run *run, struct error *err)
{
	const struct loose_project *l;
	struct migration m;
	struct arena *a = run->arena;
	struct plan_command *c;
	struct legacypins pins;
	struct vendorpatches patches;
	struct holdback hold;
	struct importfix x;
	const char *dir;
	bool has_tests;

	if (!migration_find(run, &m))
		return error_set(err, "there is no project without go.mod");
	/* What remains of a migration is changes of text alone. */
	if (m.module)
		return 0;
	l = m.loose;
	dir = dir_of(run);
	legacypins_read(run, gopathage_lock(run->snap, l->dir),
			fix_value(run, "module"), &pins);
	if (!gopathage_lock(run->snap, l->dir))
		legacyrules_find(run, dir, &pins.rules);
	if (read_imports(run, l, &pins, NULL, &x, err)) {
		importfix_release(&x);
		return -1;
	}
	if (pins.nopen && fix_yes(run, "network")) {
		c = legacypins_ask(run, &pins);
		stagego_env(run, c);
	}
	legacypins_answer(run, "ask", &pins);
	/* Once asked, the cache may have what was open before. */
	if (fix_yes(run, "network") && (pins.nopen || fix_ran(run, "ask")))
		legacypins_ask_majors(run, &pins);
	if (gopathage_src(a, run->place, dir)) {
		gopathpins_ask(run, dir);
		take_gopath(run, dir, &pins);
	}
	vendorpins_take(run, dir, &pins);
	if (!gopathage_lock(run->snap, l->dir)) {
		c = fix_yes(run, "network") ? rulepins_ask(run, &pins.rules)
					    : NULL;
		if (c)
			stagego_env(run, c);
		rulepins_answer(run, &pins);
	}
	c = fix_command(run, "draft", "/", MSG(a, N_(
			"write a go.mod with the versions so far into the "
			"stage")), "tee", "{stage}/go.mod", NULL);
	c->input = draft_of(run, &pins, &x);
	/* By then go has said what is in GOPATH, and the cache may hold what
	 * it was asked for. */
	c->late = true;
	importfix_stage(&x);
	c = fix_command(run, "overlay", "/", MSG(a, N_(
			"note down that go finds it where it is not yet")),
			"tee", "{stage}/overlay.json", NULL);
	c->input = overlay(run, &x);
	c->late = true;
	has_tests = x.has_tests;
	importfix_release(&x);
	build_as_it_was(run, l, dir);
	/* By its own GOPATH its packages have other paths. */
	if (!own_gopath(a, l, dir))
		fidelity_ask_before(run, dir, has_tests);
	(void)stagego_tidy(run, "tidy", dir, MSG(a, N_(
			"add what the imports need, drop what they do not")));
	ask_versions(run, &m, &pins, &x);
	if (ask_renames(run, l, &pins, err))
		return -1;
	ask_newest(run, &m, &pins, &x);
	(void)modlist_ask(run, "list", dir, MSG(a, N_(
			"which versions are in the build?")));
	memset(&patches, 0, sizeof(patches));
	if (vendorpatch_chosen(run))
		vendorpatch_find(run, &pins, dir, "list", &patches);
	hold = (struct holdback){ &pins, &patches, dir,
				  draft_of(run, &pins, &x) };
	holdback_ask(run, &hold);
	if (has_vendor(l) && cstr_eq(fix_value(run, "vendor"), "anew")) {
		c = fix_command(run, "vendor", dir, MSG(a, N_(
				"write the new vendor folder into the stage")),
				"go", "mod", "vendor", "-e",
				"-modfile={stage}/go.mod",
				"-overlay={stage}/overlay.json", "-o",
				"{stage}/vendor", NULL);
		stagego_env(run, c);
		vendorpatch_settle(run);
	}
	(void)stagego_build(run, "after", dir, MSG(a, N_(
			"does it build as a module?")));
	fidelity_ask_after(run, dir, has_tests);
	return 0;
}

/* ---- the plan ---- */

/* Each pin of the lock: kept, another version, or not needed any more. */
static void note_fidelity(struct fix_run *run, struct plan *p,
			  const struct legacypins *pins,
			  const struct vendorpatches *patches,
			  const struct pinreport *report)
{
	struct fix_names other = FIX_NAMES_INIT, gone = FIX_NAMES_INIT;
	struct fix_names taken = FIX_NAMES_INIT, twice = FIX_NAMES_INIT;
	struct fix_names lost = FIX_NAMES_INIT, lower = FIX_NAMES_INIT;
	struct fix_names open = FIX_NAMES_INIT, tags = FIX_NAMES_INIT;
	struct arena *a = run->arena;
	const struct fix_ran *list = fix_ran(run, holdback_list(run));
	struct fix_names ruled = FIX_NAMES_INIT, unmet = FIX_NAMES_INIT;
	struct fix_names unhad = FIX_NAMES_INIT;
	int kept = 0, beside = 0, vendored = 0;
	size_t i;

	if (list && list->cut) {
		fix_note(run, p, MSG(a, N_(
			"Which versions its {0} modules come in is not told: "
			"go lists more than gomend keeps of what a command "
			"prints. go list -m all has them."),
			arena_printf(a, "%zu", pins->n)));
		return;
	}
	for (i = 0; i < pins->n; i++) {
		const struct legacypin *pin = &pins->pins[i];
		const char *now, *asker;
		enum pinfate fate = pinreport_fate(report, run, pin, &now);

		if (vendorpatch_tells(patches, pin->path) ||
		    (!pin->version && holdback_took(run) &&
		     vendorpatch_chosen(run) &&
		     vendorpatch_keeps(patches, pin->path)))
			continue;
		if (pin->unpinned)
			continue;
		if (pin->gone && fate != PIN_UNUSED && fate != PIN_COPIED) {
			fix_name_add(&unhad, arena_printf(a, "%s %s%s%s (%s)",
				pin->path, pin->version, now ? " → " : "",
				now ? now : "", pin->why));
			continue;
		}
		if (pin->by_rule && now && !pin->version)
			fix_name_add(&unmet, arena_printf(a, "%s %s → %s",
						pin->path, pin->revision, now));
		else if (pin->by_rule && now &&
			 (pin->source || cstr_eq(now, pin->version)))
			fix_name_add(&ruled, arena_printf(a, "%s %s",
						pin->path, pin->version));
		if (pin->by_rule && (!now || !pin->version || pin->source ||
				     cstr_eq(now, pin->version)))
			continue;
		/* renames_note() tells of it. */
		if (pin->found)
			continue;
		if (pin->beside && (!now || cstr_eq(now, pin->version))) {
			beside += now && !pin->vendored;
			vendored += now && pin->vendored;
			continue;
		}
		if (pin->version && now && pin->by_tag)
			fix_name_add(&tags, arena_printf(a, "%s %s", pin->path,
						     pin->tag));
		switch (fate) {
		case PIN_OPEN:
			fix_name_add(&open, arena_printf(a, "%s %.12s → %s%s",
				pin->path, pin->revision, now, pin->why
				? arena_printf(a, " (%s)", pin->why) : ""));
			break;
		case PIN_LOST:
			fix_name_add(&lost, arena_printf(a, "%s %.12s%s",
				pin->path, pin->revision, pin->why
				? arena_printf(a, " (%s)", pin->why) : ""));
			break;
		case PIN_UNUSED:
			if (!pin->nested &&
			    !nestedpins_in_use(run, pins, pin,
					       holdback_list(run)))
				fix_name_add(&gone, pin->path);
			break;
		case PIN_HELD:
			kept += !holdback_tells(run, pins, pin);
			break;
		case PIN_KEPT:
		case PIN_COPIED:
			kept++;
			break;
		case PIN_OUTDONE:
			fix_name_add(&twice, arena_printf(a, "%s %s → %s",
				pin->path, pin->version, now));
			break;
		case PIN_RAISED:
			if (holdback_tells(run, pins, pin))
				break;
			if (semver_cmp(str_from(now),
				       str_from(pin->version)) < 0) {
				fix_name_add(&lower, arena_printf(a,
					"%s %s → %s", pin->path, pin->version,
					now));
				break;
			}
			asker = pinreport_asker(report, pin->path, now);
			fix_name_add(asker ? &other : &taken, arena_printf(a,
				asker ? "%s %s → %s (%s)" : "%s %s → %s",
				pin->path, pin->version, now, asker));
			break;
		}
	}
	if (kept)
		fix_note(run, p, MSG_N(a, N_("{n} module stays at the version "
					     "that the lock file means."),
				       N_("{n} modules stay at the versions "
					  "that the lock file means."), kept));
	if (beside)
		fix_note(run, p, MSG_N(a, N_(
			"{n} module that no lock file names is taken as it "
			"lies in GOPATH/src: the commit that is checked out."),
			N_("{n} modules that no lock file names are taken as "
			   "they lie in GOPATH/src: the commits that are "
			   "checked out."), beside));
	if (vendored)
		fix_note(run, p, MSG_N(a, N_(
			"{n} module that no lock file names is taken in the "
			"version that its copy in the old vendor folder is "
			"of."), N_(
			"{n} modules that no lock file names are taken in the "
			"versions that their copies in the old vendor folder "
			"are of."), vendored));
	fix_note_names(run, p, &ruled, N_(
		"{n} module comes in the newest version that the project "
		"admits, as no lock file says which one it had: {0}"), N_(
		"{n} modules come in the newest versions that the project "
		"admits, as no lock file says which ones they had: {0}"));
	fix_note_names(run, p, &unmet, N_(
		"No version of {n} module is found that the project admits; go "
		"takes another: {0}"), N_(
		"No versions of {n} modules are found that the project admits; "
		"go takes others: {0}"));
	if (fix_ran(run, "gopath") && fix_ran(run, "gopath")->cut)
		fix_note(run, p, MSG(a, N_(
			"Not all clones in GOPATH/src are looked at: go lists "
			"more packages than gomend keeps of what a command "
			"prints. Of the others go takes the newest versions.")));
	fix_note_names(run, p, &other, N_(
		"{n} module comes in another version, since another module "
		"asks for a newer one: {0}"), N_(
		"{n} modules come in other versions, since other modules ask "
		"for newer ones: {0}"));
	fix_note_names(run, p, &taken, N_(
		"{n} module comes in another version, which go took for what "
		"is imported: {0}"), N_(
		"{n} modules come in other versions, which go took for what is "
		"imported: {0}"));
	fix_note_names(run, p, &lower, N_(
		"{n} module comes in an older version than it had: {0}"), N_(
		"{n} modules come in older versions than they had: {0}"));
	fix_note_names(run, p, &twice, N_(
		"The lock file names two revisions of {n} module; the newer "
		"one counts: {0}"), N_(
		"The lock file names several revisions of {n} modules; the "
		"newest ones count: {0}"));
	fix_note_names(run, p, &tags, N_(
		"The revision of {n} module is not to be had; the tag that the "
		"lock file names beside it is: {0}"), N_(
		"The revisions of {n} modules are not to be had; the tags that "
		"the lock file names beside them are: {0}"));
	fix_note_names(run, p, &open, N_(
		"What version {n} revision of the lock file is cannot be told; "
		"go takes what it finds: {0}"), N_(
		"What versions {n} revisions of the lock file are cannot be "
		"told; go takes what it finds: {0}"));
	fix_note_names(run, p, &unhad, N_(
		"go does not get the version of {n} module, and takes what it "
		"finds: {0}"), N_(
		"go does not get the versions of {n} modules, and takes what "
		"it finds: {0}"));
	fix_note_names(run, p, &lost, N_(
		"{n} module of the lock file is not to be had: {0}"), N_(
		"{n} modules of the lock file are not to be had: {0}"));
	fix_note_names(run, p, &gone, N_(
		"No package of {n} module of the lock file is imported: {0}"),
		N_("No package of {n} modules of the lock file is imported: "
		   "{0}"));
}

/* Why a command failed; "" where it said nothing. */
static const char *words_of(struct fix_run *run, const struct fix_ran *r)
{
	return gowords_error(run->arena, r ? r->err : NULL);
}

/* Whose imports lead to it: the project's, its tests', a dependency's tests'. */
enum who { IMPORTS, TESTS, THEIR_TESTS, NASKERS };

/* What tidy could not find, with -e only said; one cause of many is told once. */
static void note_missing(struct fix_run *run, struct plan *p,
			 const struct pinreport *report)
{
	struct fix_names l[NASKERS] = {
		FIX_NAMES_INIT, FIX_NAMES_INIT, FIX_NAMES_INIT,
	};
	const char *last[NASKERS] = { NULL };
	size_t i;

	for (i = 0; i < report->nmissed; i++) {
		const struct gowords_missed *m = &report->missed[i];
		enum who w = m->theirs ? THEIR_TESTS
			   : m->test ? TESTS : IMPORTS;

		fix_name_add(&l[w], cstr_eq(m->why, last[w]) ? m->package
			: arena_printf(run->arena, "%s (%s)", m->package,
				       m->why));
		last[w] = m->why;
	}
	fix_note_names(run, p, &l[IMPORTS], N_(
		"go does not find {n} package: {0}"), N_(
		"go does not find {n} packages: {0}"));
	fix_note_names(run, p, &l[TESTS], N_(
		"go does not find {n} package that only tests import, and "
		"those do not build: {0}"), N_(
		"go does not find {n} packages that only tests import, and "
		"those do not build: {0}"));
	fix_note_names(run, p, &l[THEIR_TESTS], N_(
		"go does not find {n} package that only tests of dependencies "
		"import; go build and go test ./... do not ask for it, but go "
		"mod tidy stops at it, unless with -e: {0}"), N_(
		"go does not find {n} packages that only tests of dependencies "
		"import; go build and go test ./... do not ask for them, but "
		"go mod tidy stops at them, unless with -e: {0}"));
}

static void note_pins(struct fix_run *run, struct plan *p,
		      const struct holdback *hold)
{
	struct pinreport report;

	pinreport_init(&report, run, hold);
	note_fidelity(run, p, hold->pins, hold->patches, &report);
	holdback_note(run, p, hold);
	note_missing(run, p, &report);
	pinreport_add(&report, run, p);
	pinreport_release(&report);
}

static void note_builds(struct fix_run *run, const struct loose_project *l,
			struct plan *p)
{
	const struct fix_ran *before = fix_ran(run, "before");
	const struct fix_ran *after = fix_ran(run, "after");
	struct arena *a = run->arena;
	const char *own = own_gopath(a, l, dir_of(run));

	if (before && own)
		fix_note(run, p, before->exit_code
			? MSG(a, N_("With GOPATH={0} it does not build here: "
				    "{1}"), own, words_of(run, before))
			: MSG(a, N_("With GOPATH={0} it builds here."), own));
	else if (before)
		fix_note(run, p, before->exit_code
			? MSG(a, N_("In GOPATH mode it does not build here: "
				    "{0}"), words_of(run, before))
			: MSG(a, N_("In GOPATH mode it builds here.")));
	if (after && !after->exit_code)
		fix_note(run, p, MSG(a, N_("As a module it builds: go build "
					   "./... passed in the stage.")));
	else if (after)
		fix_note(run, p, MSG(a, N_("As a module it does not build yet: "
					   "{0}"), words_of(run, after)));
}

/* ---- the vendor folder ---- */

/* `stays`: there is one afterwards. */
static int put_vendor(struct fix_run *run, struct plan *p, const char *dir,
		      bool *stays, struct error *err)
{
	const char *old = path_join(run->arena, dir, "vendor");
	const struct fix_ran *r = fix_ran(run, "vendor");
	struct plan_state s;

	*stays = false;
	if (cstr_eq(fix_value(run, "vendor"), "remove"))
		return fix_remove(run, p, old, err);
	if (!r || r->exit_code) {
		run->offer.refused = MSG(run->arena, N_(
			"go mod vendor did not write the new folder: {0}"),
			words_of(run, r));
		return -1;
	}
	memset(&s, 0, sizeof(s));
	if (run->host->state(run->host, run->arena, in_stage(run, "vendor"),
			     false, &s, err))
		return -1;
	/* go writes no folder where no package comes from elsewhere. */
	if (s.type == PLAN_ABSENT)
		return fix_remove(run, p, old, err);
	*stays = true;
	return fix_tree(run, p, old, in_stage(run, "vendor"), err);
}

static int put_imports(struct fix_run *run, const struct loose_project *l,
		       const struct legacypins *pins,
		       const struct renames *renames, struct plan *p,
		       struct error *err)
{
	struct importfix x;
	int rc = read_imports(run, l, pins, renames, &x, err);

	if (!rc)
		rc = importfix_plan(&x, p, err);
	if (!rc) {
		importfix_note_layout(&x, p);
		oldnames_note(&x, p);
	}
	importfix_release(&x);
	return rc;
}

/* After all else that changes the same files. */
static int put_linkvars(struct fix_run *run, const struct loose_project *l,
			const struct legacypins *pins, struct plan *p,
			struct error *err)
{
	struct importfix x;
	int rc = read_imports(run, l, pins, NULL, &x, err);

	if (!rc)
		rc = linkvars_plan(run, &x,
				   !cstr_eq(fix_value(run, "lines"), "list"),
				   p, err);
	importfix_release(&x);
	return rc;
}

static bool is_broken(struct fix_run *run)
{
	const struct fix_ran *after = fix_ran(run, "after");

	return after && after->exit_code && !fix_yes(run, "incomplete");
}

/* A module that is needed may ask for a newer Go than was chosen: the go line
 * that there is. */
static const char *note_go(struct fix_run *run, struct plan *p,
			   struct str bytes)
{
	const struct gomod *m = gomod_parse(run->arena, bytes,
					    GORELEASE_NEWEST);
	const char *want = fix_value(run, "go");

	if (m->f.go.text.p && !str_is(m->f.go.text, want))
		fix_note(run, p, MSG(run->arena, N_(
			"The go line is {0}, not {1}: a module that is needed "
			"asks for it."), m->f.go.text.p, want));
	if (m->f.go.text.p && gover_cmp_of(want, NEW_LOOPS) < 0 &&
	    gover_cmp_of(m->f.go.text.p, NEW_LOOPS) >= 0)
		fix_note(run, p, MSG(run->arena, N_(
			"From {0} on each round of a loop has its own "
			"variable: code of this project that relied on one for "
			"all rounds does something else now. Its tests and "
			"reviews of its loops tell; a //go:build go1.21 line "
			"keeps a file as it was."), NEW_LOOPS));
	return m->f.go.text.p ? m->f.go.text.p : want;
}

/* What the lines are mended to, where this plan does so; else who is to do so
 * tells of them. */
static int put_lines(struct fix_run *run, const struct migration *m,
		     struct plan *p, struct str gomod, bool has_sum,
		     bool vendored, struct error *err)
{
	const struct gopathmend to = {
		.gomod = gomod,
		.dir = m->dir, .module = fix_value(run, "module"),
		.has_sum = has_sum, .vendored = vendored,
		.mends = migration_does(run, m, MIGRATE_LINES),
		.lock = m->lock && migration_does(run, m, MIGRATE_LOCK)
			? m->lock->tool : NULL,
	};

	if (to.mends || !migration_has(run, m, MIGRATE_LINES))
		return gopathmend_plan(run, &to, p, err);
	gopathmend_later(run, m->dir, p);
	return 0;
}

static int put_lock(struct fix_run *run, const struct migration *m,
		    struct plan *p, struct error *err)
{
	/* go mod vendor leaves nothing of the old folder. */
	if (!m->lock || in_vendor(run, m->loose, m->lock))
		return 0;
	if (migration_does(run, m, MIGRATE_LOCK))
		return fix_remove(run, p, migration_lock_path(run, m->lock),
				  err);
	/* It stays for now, or was chosen to. */
	if (run->finding && cstr_eq(run->finding->id, "gopath-legacy-lock"))
		p->nfindings = 0;
	return 0;
}

static void set_title(struct fix_run *run, const struct migration *m,
		      struct plan *p)
{
	const char *name = cstr_eq(m->dir, ".") ? path_base(dir_of(run))
						: m->dir;
	struct arena *a = run->arena;

	p->title = migration_does(run, m, MIGRATE_MOVE)
		? MSG(a, N_("make {0} the module {1}, in {2}"), name,
		      fix_value(run, "module"), fix_value(run, "to"))
		: MSG(a, N_("make {0} the module {1}"), name,
		      fix_value(run, "module"));
}

/* go.mod, go.sum, imports, copies, vendor/. */
static int put_module(struct fix_run *run, const struct migration *m,
		      const struct holdback *hold,
		      const struct renames *renames, struct str mod,
		      bool *has_sum, bool *vendored, struct plan *p,
		      struct error *err)
{
	const char *dir = hold->dir;
	struct arena *a = run->arena;
	struct plan_state sum;

	memset(&sum, 0, sizeof(sum));
	*vendored = false;
	if (fix_write(run, p, path_join(a, dir, "go.mod"), mod.p, 0, err) ||
	    run->host->state(run->host, a, in_stage(run, "go.sum"), false,
			     &sum, err))
		return -1;
	*has_sum = sum.type == PLAN_FILE;
	if (*has_sum &&
	    fix_write_from(run, p, path_join(a, dir, "go.sum"),
			   in_stage(run, "go.sum"), err))
		return -1;
	if (put_imports(run, m->loose, hold->pins, renames, p, err) ||
	    (holdback_took(run) && vendorpatch_chosen(run) &&
	     vendorpatch_plan(run, p, hold->patches, dir, err)))
		return -1;
	return has_vendor(m->loose)
		? put_vendor(run, p, dir, vendored, err) : 0;
}

static void gate(struct fix_run *run, const struct migration *m,
		 const struct beside *beside, bool vendored, struct plan *p)
{
	const struct fix_ran *built = fix_ran(run, "after");
	const struct migration_words words = {
		.builds = built && !built->exit_code &&
			  !beside_waits(run, beside),
		.vendored = vendored,
		.vendor_goes = has_vendor(m->loose),
	};
	struct plan_command *c = migration_gate(run, p, dir_of(run), vendored);

	migration_plan(run, m, p, &words);
	/* A project without go.mod fails it before, and would need nothing. */
	c->must_pass = words.builds;
	if (!c->must_pass)
		return;
	*ARENA_PUSH(run->arena, c->env, c->nenv) = "GO111MODULE=on";
	if (!beside_by_work(run, beside))
		*ARENA_PUSH(run->arena, c->env, c->nenv) = "GOWORK=off";
}

static bool is_refused(struct fix_run *run, const struct beside *beside,
		       struct error *err)
{
	const struct fix_ran *tidy = renames_tidy(run);
	struct arena *a = run->arena;
	const char *why;

	if (!tidy || tidy->exit_code)
		return error_set(err, "go mod tidy could not make a go.mod: "
				 "%s", words_of(run, tidy)) != 0;
	if (!is_broken(run))
		return false;
	why = words_of(run, fix_ran(run, "after"));
	run->offer.refused = beside_refusal(run, beside, why);
	if (msg_is_set(&run->offer.refused))
		return true;
	run->offer.refused = fix_yes(run, "network")
		? MSG(a, N_("As a module it does not build: {0}. With "
			    "incomplete=yes it becomes one all the "
			    "same."), why)
		: MSG(a, N_("As a module it does not build: {0}. With "
			    "network=yes go may fetch what is missing; "
			    "with incomplete=yes it becomes one all "
			    "the same."), why);
	return true;
}

static void take_pins(struct fix_run *run, const struct migration *m,
		      const char *dir, struct legacypins *pins)
{
	const struct unpinned u = { run, m->lock, dir };
	int round;

	legacypins_read(run, m->lock, fix_value(run, "module"), pins);
	legacypins_answer(run, "ask", pins);
	take_gopath(run, dir, pins);
	vendorpins_take(run, dir, pins);
	if (!m->lock) {
		legacyrules_find(run, dir, &pins->rules);
		rulepins_answer(run, pins);
	}
	(void)lostpins_answer(run, pins);
	for (round = 0; round < NESTEDPINS_ROUNDS; round++)
		(void)nestedpins_answer(run, round, pins);
	for (round = 0; round < UNPINNED_ROUNDS; round++)
		(void)unpinned_answer(&u, round, pins);
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	struct arena *a = run->arena;
	struct vendorpatches patches;
	struct legacypins pins;
	struct renames renames;
	struct beside beside;
	struct holdback hold;
	struct leftbehind left;
	struct migration m;
	bool has_sum, vendored;
	const char *dir, *go;
	struct str mod;

	if (!migration_find(run, &m))
		return error_set(err, "there is no project without go.mod");
	if (m.module)
		return migrate_on_build(run, &m, p, err);
	dir = dir_of(run);
	take_pins(run, &m, dir, &pins);
	beside_find(run, dir, &pins, &beside);
	if (is_refused(run, &beside, err))
		return -1;
	renames_read(run, &renames);
	renames_apply(run, &renames, &pins);
	unpinned_settle(run, &pins);
	vendorpatch_find(run, &pins, dir, "list", &patches);
	hold = (struct holdback){ &pins, &patches, dir, NULL };
	holdback_settle(run, &hold);
	legacypins_took(run, holdback_list(run), &pins);
	note_builds(run, m.loose, p);
	migration_note_broken(run, p, m.lock);
	renames_note(run, p, &renames);
	note_pins(run, p, &hold);
	unpinned_note(&(struct unpinned){ run, m.lock, dir }, p, &pins);
	if (fix_read(run, in_stage(run, "go.mod"), &mod, err))
		return -1;
	mod = str_from(vendorpatch_settled(run, mod));
	beside_note(run, p, &beside);
	if (beside_settled(run, &beside, &mod, err) ||
	    put_module(run, &m, &hold, &renames, mod, &has_sum, &vendored,
		       p, err) ||
	    put_lock(run, &m, p, err))
		return -1;
	set_title(run, &m, p);
	if (p->git_dir) {
		*ARENA_PUSH(a, p->brings, p->nbrings) = "gosum-ignored";
		fix_note(run, p, has_sum
			? MSG(a, N_("go.mod and go.sum are new: git has them "
				    "once you add them, git add go.mod "
				    "go.sum."))
			: MSG(a, N_("go.mod is new: git has it once you add "
				    "it, git add go.mod.")));
	}
	go = note_go(run, p, mod);
	gopathmend_images(run, p, go);
	if (beside_plan(run, p, &beside, go, err))
		return -1;
	fidelity_note(run, p, &hold, path_below_src(run, dir),
		      fix_value(run, "module"));
	left = (struct leftbehind){ .lock = m.lock, .pins = &pins,
				    .patches = &patches, .dir = dir,
				    .gomod = mod,
				    .vendor_goes = has_vendor(m.loose) };
	leftbehind_note(run, p, &left);
	if (put_lines(run, &m, p, mod, has_sum, vendored, err) ||
	    put_linkvars(run, m.loose, &pins, p, err))
		return -1;
	migration_settings(run, p, m.dir, vendored);
	gate(run, &m, &beside, vendored, p);
	return migration_does(run, &m, MIGRATE_MOVE)
		? migration_move(run, p, err) : 0;
}

const struct fix fix_migrate_to_module = {
	.id = "migrate-to-module",
	.title = N_("make a module of a project from before modules"),
	.about = N_("Writes go.mod and go.sum with the versions that the lock "
		    "file of dep, glide, godep, govendor and the others means, "
		    "and vendor/ anew where there was one. go works in a stage "
		    "first; what each pin became is told before anything is "
		    "changed."),
	.spares_shells = true,
	.meant = meant,
	.serves = serves,
	.choices = choices,
	.needs = needs,
	.build = build,
};
