/*
 * gopath-project, gopath-legacy-lock, vendor-legacy: what is left of the time
 * before modules.
 */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "checks/gopath_lines.h"
#include "checks/lockflaw.h"
#include "facts/gopathage.h"

static bool vendor_is_legacy(const struct vendor *v)
{
	return v->dir && !v->has_modules_txt;
}

/* The module that encloses a folder of the repository; NULL: none. */
static const struct module *enclosing(struct check_run *run, const char *dir)
{
	const struct snapshot *s = run->snap;
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (path_under(modules_abs(run, s->modules[i].dir),
			       modules_abs(run, dir)))
			return &s->modules[i];
	return NULL;
}

static void mode_step(struct check_run *run, struct finding *f,
		      const struct place *p)
{
	const struct setting *mode = place_setting(p, "GO111MODULE");
	const char *v = mode && mode->value ? mode->value : "";
	struct step *st;

	st = finding_step(run, f, MSG(run->arena, N_("What does GO111MODULE "
						     "say?")),
			  ANSWER_NONE, false, *v ? v : "(unset)",
			  env_origin(run->arena, mode));
	if (!*v || cstr_eq(v, "on"))
		st->note = MSG(run->arena, N_("go works with modules only."));
	else if (cstr_eq(v, "auto"))
		st->note = MSG(run->arena, N_("go works with GOPATH where no "
					      "go.mod is found."));
	else if (cstr_eq(v, "off"))
		st->note = MSG(run->arena, N_("go works with GOPATH."));
}

/* What builds it elsewhere, or by a word, in the old way. */
static void lines_step(struct check_run *run, struct finding *f,
		       const struct loose_project *l)
{
	struct gopath_line_at *lines;
	size_t n = gopath_lines_of(run->arena, run->snap, l->dir, &lines), i;
	struct step *st;

	if (!n)
		return;
	st = finding_step(run, f, MSG(run->arena, N_(
		"Do Dockerfiles, CI files, Makefiles or scripts assume "
		"GOPATH?")), ANSWER_YES, false,
		gopath_line_text(run->arena, &lines[0]), NULL);
	if (n > 1)
		st->note = MSG_N(run->arena, N_("and {n} more line"),
				 N_("and {n} more lines"), (int)n - 1);
	for (i = 0; i < n; i++)
		finding_evidence(run, f, lines[i].l->text, lines[i].file,
				 lines[i].l->line);
}

static void explain_project(struct check_run *run, struct finding *f,
			    const struct loose_project *l,
			    const struct place *p, const char *src,
			    const struct legacy_lock *lock)
{
	struct arena *a = run->arena;
	const char *path = gopathage_import_path(a, run->snap, l, p);
	const char *abs = modules_abs(run, l->dir);
	bool builds = env_gopath_mode(p) && src;

	if (src)
		f->title = MSG(a, N_("a Go project without go.mod, in {0}"),
			       src);
	else if (cstr_eq(l->dir, "."))
		f->title = MSG(a, N_("a Go project without go.mod, laid out "
				     "for GOPATH"));
	else
		f->title = MSG(a, N_("{0} is a Go project without go.mod, "
				     "laid out for GOPATH"), l->dir);
	if (l->self_import)
		finding_evidence(run, f,
				 arena_printf(a, "import \"%s\"",
					      l->self_import),
				 l->self_import_file, l->self_import_line);
	if (lock)
		finding_evidence(run, f, lock->path, lock->path, 0);
	if (vendor_is_legacy(&l->vendor))
		finding_evidence(run, f, l->vendor.dir, l->vendor.dir, 0);
	if (!f->nevidence && l->first_file)
		finding_evidence(run, f, l->first_file, l->first_file, 0);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod in the folder "
					     "or above it?")),
			   ANSWER_NO, true, abs, NULL);
	mode_step(run, f, p);
	(void)finding_step(run, f, MSG(a, N_("Does the project lie below "
					     "GOPATH/src?")),
			   src ? ANSWER_YES : ANSWER_NO, false,
			   place_value(p, "GOPATH"),
			   env_origin(a, place_setting(p, "GOPATH")));
	lines_step(run, f, l);
	f->outcome = builds ?
		MSG(a, N_("it builds here in GOPATH mode; where GO111MODULE is "
			  "not set go stops: \"go.mod file not found\"")) :
		MSG(a, N_("go build stops: \"go.mod file not found in current "
			  "directory or any parent directory\""));
	f->why = MSG(a, N_(
		"Since Go 1.16 go works with modules unless GO111MODULE says "
		"otherwise, wherever the folder lies; without a go.mod it can "
		"build single files only. In GOPATH mode packages are found by "
		"their path below GOPATH/src and in vendor folders, and no "
		"version is written down. Up to Go 1.21 go mod init took the "
		"requirements out of a lock file of dep, glide, godep and "
		"others; Go 1.22 and newer read none of them."));
	f->probe = modules_command(run, l->dir, "go env GOMOD");
	finding_command(run, f, MSG(a, N_("Make it a module (the path is that "
					  "under which others import it):")),
			modules_command(run, l->dir,
				arena_printf(a, "go mod init %s", path ?
					     shell_quote(a, path) :
					     "example.com/NAME")));
	finding_command(run, f, MSG(a, N_("Then take the requirements from the "
					  "imports (asks the module "
					  "proxy):")),
			modules_command(run, l->dir, "go mod tidy"));
}

static enum check_status run_project(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i, k;

	if (!s->nloose)
		return CHECK_NOT_APPLICABLE;
	for (i = 0; i < s->nloose; i++) {
		const struct loose_project *l = &s->loose[i];
		const struct legacy_lock *lock = gopathage_lock(s, l->dir);
		bool laid_out = l->self_import || l->import_comment || lock ||
			vendor_is_legacy(&l->vendor);

		if (l->fixture || enclosing(run, l->dir))
			continue;
		for (k = 0; k < s->nplaces; k++) {
			const struct place *p = &s->places[k];
			const char *src = gopathage_src(run->arena, p,
						     modules_abs(run, l->dir));
			enum severity sev = SEVERITY_WARNING;
			struct finding *f;
			bool is_new;

			if (!env_known(p) || (!src && !laid_out))
				continue;
			/* A go.mod above captures it: that is told there. */
			if (s->repo.gomod_above && !laid_out)
				continue;
			if (env_gopath_mode(p) && src)
				sev = SEVERITY_ADVICE;
			f = finding_add(run, sev, "", l->dir, 0, "", &is_new);
			finding_place_add(run, f, p, sev, KNOWN_DERIVED);
			if (is_new)
				explain_project(run, f, l, p, src, lock);
		}
	}
	return CHECK_OK;
}

/* gopath-project tells of this folder, and how to begin its go.mod. */
static bool is_loose(const struct snapshot *s, const char *dir)
{
	size_t i;

	for (i = 0; i < s->nloose; i++)
		if (!s->loose[i].fixture && cstr_eq(s->loose[i].dir, dir))
			return true;
	return false;
}

/* More than these stand on no line that one would type. */
#define MOST_TYPED 40

/* "go get PATH@VERSION …" for all of them, or for the form of it. */
static const char *get_command(struct check_run *run,
			       const struct legacy_lock *lock)
{
	struct arena *a = run->arena;
	const char *line = "go get";
	struct map seen = MAP_INIT;
	size_t i, n = 0;

	for (i = 0; i < lock->npins && n <= MOST_TYPED; i++) {
		const struct legacy_pin *p = &lock->pins[i];
		const char *one = arena_printf(a, "%s@%s", p->path,
					       p->version);

		/* A fork needs a replace line, not a requirement. */
		if (!*p->version || p->source || map_has(&seen, one))
			continue;
		map_put(&seen, one, run);
		line = arena_printf(a, "%s %s", line, shell_quote(a, one));
		n++;
	}
	map_release(&seen);
	return n && n <= MOST_TYPED ? line : "go get MODULE@REVISION";
}

static void pins_step(struct check_run *run, struct finding *f,
		      const struct legacy_lock *lock)
{
	struct arena *a = run->arena;

	if (lock->problem)
		finding_evidence(run, f, lock->problem, lock->path,
				 lock->problem_line);
	else if (lock->flaw)
		finding_evidence(run, f, lock->flaw_what ? lock->flaw_what
				 : lock->path, lock->path, lock->flaw_line);
	(void)finding_step(run, f, MSG(a, N_("How many revisions does it "
					     "name?")),
			   ANSWER_NONE, !lock->npins, lock->problem
			   ? lock->problem
			   : arena_printf(a, "%zu", lock->npins),
			   lock->problem_line
			   ? arena_printf(a, "%s:%d", lock->path,
					  lock->problem_line) : lock->path);
}

static void explain_lock(struct check_run *run, struct finding *f,
			 const struct legacy_lock *lock,
			 const struct module *m)
{
	struct arena *a = run->arena;
	struct msg flaw = lockflaw_text(a, lock);

	if (m)
		f->title = MSG(a, N_("{0} ({1}) is left over: go.mod rules "
				     "here, and no go reads it"),
			       path_base(lock->path), lock->tool);
	else if (msg_is_set(&flaw))
		f->title = MSG(a, N_("the lock file of {0} is not whole: {1}"),
			       lock->tool, msg_english(a, &flaw));
	else if (!lock->npins)
		f->title = MSG(a, N_("{0} ({1}) is of the time before modules, "
				     "and names no versions"),
			       path_base(lock->path), lock->tool);
	else
		f->title = MSG(a, N_("the versions of this project are known "
				     "to {0} only, and go does not read {1}"),
			       lock->tool, path_base(lock->path));
	finding_evidence(run, f, lock->path, lock->path, 0);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod in the folder "
					     "or above it?")),
			   m ? ANSWER_YES : ANSWER_NO, !m,
			   m ? m->gomod : lock->dir, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does go read the lock file?")),
			   ANSWER_NO, !m, lock->path, NULL);
	pins_step(run, f, lock);
	f->outcome = m ?
		MSG(a, N_("nothing is wrong; what the file says may differ "
			  "from what is built")) :
		MSG(a, N_("go builds with none of these versions; go mod tidy "
			  "would take the latest ones"));
	f->why = MSG(a, N_(
		"dep, glide, godep, govendor and others kept the versions of "
		"dependencies in files of their own. No go command builds by "
		"them. Up to Go 1.21 go mod init copied them into a new "
		"go.mod; since Go 1.22 it does not, and go mod tidy fills "
		"go.mod with the latest versions instead."));
	f->probe = modules_command(run, lock->dir, "go env GOMOD");
	if (msg_is_set(&flaw))
		finding_command(run, f,
			MSG(a, N_("First make it whole; the states of it that "
				  "git has:")),
			modules_command(run, ".",
				arena_printf(a, "git log --oneline -- %s",
					     shell_quote(a, lock->path))));
	if (m)
		finding_command(run, f,
			MSG(a, N_("When nobody uses {0} any more:"),
			    lock->tool),
			modules_command(run, ".",
				arena_printf(a, "git rm %s",
					     shell_quote(a, lock->path))));
	else if (is_loose(run->snap, lock->dir))
		finding_command(run, f,
			MSG(a, N_("Once it is a module, as gopath-project "
				  "says, require the versions of the lock "
				  "file, one by one:")),
			modules_command(run, lock->dir,
					get_command(run, lock)));
	else
		finding_command(run, f,
			MSG(a, N_("Make it a module; then require the versions "
				  "of the lock file, one by one:")),
			modules_command(run, lock->dir,
				arena_printf(a, "go mod init "
					"example.com/NAME && %s",
					get_command(run, lock))));
}

static enum check_status run_lock(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	size_t i, k;
	bool any = false;

	for (i = 0; i < s->nlocks; i++) {
		const struct legacy_lock *lock = &s->locks[i];
		const struct module *m = enclosing(run, lock->dir);
		enum severity sev = m || lock->has_gomod ? SEVERITY_ADVICE
							 : SEVERITY_WARNING;
		struct finding *f;

		if (lock->fixture)
			continue;
		any = true;
		f = finding_add(run, sev, "", lock->path, 0, "", NULL);
		for (k = 0; k < s->nplaces; k++)
			if (env_known(&s->places[k]))
				finding_place_add(run, f, &s->places[k], sev,
						  KNOWN_DERIVED);
		explain_lock(run, f, lock, m);
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

static void explain_vendor(struct check_run *run, struct finding *f,
			   const struct loose_project *l,
			   const struct place *p)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("{0} was made before modules: no modules.txt, and "
			     "no go.mod beside it"), l->vendor.dir);
	finding_evidence(run, f, l->vendor.dir, l->vendor.dir, 0);
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod beside "
					     "vendor/?")),
			   ANSWER_NO, true, l->dir, NULL);
	(void)finding_step(run, f, MSG(a, N_("Does modules.txt say what is in "
					     "it?")),
			   ANSWER_NO, true,
			   path_join(a, l->vendor.dir, "modules.txt"), NULL);
	mode_step(run, f, p);
	f->outcome = MSG(a, N_("go with modules reads nothing of it; only in "
			       "GOPATH mode below GOPATH/src is it used"));
	f->why = MSG(a, N_(
		"With modules vendor/ belongs to a go.mod, and modules.txt in "
		"it says which module each package came from. A vendor folder "
		"of dep, glide or godep has neither: in GOPATH mode go looks "
		"packages up in it by path alone, and nothing tells which "
		"versions they are but the lock file of that tool."));
	f->probe = modules_command(run, l->dir, "go env GOMOD");
	finding_command(run, f, MSG(a, N_("Once the project is a module, write "
					  "vendor/ anew (the old one is "
					  "lost):")),
			modules_command(run, l->dir, "go mod vendor"));
}

static enum check_status run_vendor(struct check_run *run)
{
	const struct snapshot *s = run->snap;
	bool any = false;
	size_t i, k;

	for (i = 0; i < s->nloose; i++) {
		const struct loose_project *l = &s->loose[i];

		if (l->fixture || !vendor_is_legacy(&l->vendor) ||
		    enclosing(run, l->dir))
			continue;
		any = true;
		for (k = 0; k < s->nplaces; k++) {
			const struct place *p = &s->places[k];
			enum severity sev = SEVERITY_WARNING;
			struct finding *f;
			bool is_new;

			if (!env_known(p))
				continue;
			if (env_gopath_mode(p) &&
			    gopathage_src(run->arena, p, modules_abs(run, l->dir)))
				sev = SEVERITY_ADVICE;
			f = finding_add(run, sev, "", l->vendor.dir, 0, "",
					&is_new);
			finding_place_add(run, f, p, sev, KNOWN_DERIVED);
			if (is_new)
				explain_vendor(run, f, l, p);
		}
	}
	return any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_gopath_project = {
	.id = "gopath-project",
	.worst = SEVERITY_WARNING,
	.title = N_("a Go project without go.mod"),
	.about = N_("A project in GOPATH/src, or laid out for it (its own "
		    "packages imported by their path there, a lock file of "
		    "dep or godep, a vendor folder without modules.txt), has "
		    "no go.mod. Example: \"go: go.mod file not found in "
		    "current directory or any parent directory\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = run_project,
};

const struct check check_gopath_legacy_lock = {
	.id = "gopath-legacy-lock",
	.worst = SEVERITY_WARNING,
	.title = N_("a lock file from before modules"),
	.about = N_("Gopkg.lock, Godeps.json, glide.lock, vendor.json, "
		    "vendor.conf, vendor/manifest or dependencies.tsv holds "
		    "the versions, and go reads none of them. Beside a go.mod "
		    "it is merely left over."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run_lock,
};

const struct check check_vendor_legacy = {
	.id = "vendor-legacy",
	.worst = SEVERITY_WARNING,
	.title = N_("a vendor folder from before modules"),
	.about = N_("vendor/ has no modules.txt and no go.mod beside it: go "
		    "with modules does not use it, and nothing says which "
		    "versions lie in it."),
	.needs = NEEDS_REPO | NEEDS_PLACES,
	.run = run_vendor,
};
