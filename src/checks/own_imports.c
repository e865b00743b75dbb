/*
 * relative-import, gopath-import, import-case-collision: imports that go does
 * not take as they are written, though the package is there.
 */
#include "config.h"

#include "checks/modules.h"

#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/modpath.h"

/* More lines than these are told by their number. */
#define EVIDENCE_MAX 5

enum kind { RELATIVE, GOPATH_STYLE, OTHER_CASE };

static bool is_relative(const struct import_use *u)
{
	return u->path[0] == '.';
}

/* Does a member of the workspace have that path? */
static bool is_members(const struct gobuild *b, const char *path)
{
	size_t i;

	for (i = 0; i < b->nmains; i++)
		if (b->mains[i] != b->module &&
		    modpath_under(path, b->mains[i]->path))
			return true;
	return false;
}

static bool is_of(const struct gobuild *b, const struct import_use *u,
		  enum kind kind)
{
	if (is_relative(u))
		return kind == RELATIVE;
	if (!u->folder || is_members(b, u->path))
		return false;
	return kind == (u->other_case ? OTHER_CASE : GOPATH_STYLE);
}

static enum severity severity_of(const struct import_use *u)
{
	return u->test || u->constrained ? SEVERITY_WARNING : SEVERITY_ERROR;
}

/* As the module would have it. */
static const char *as_own(struct arena *a, const struct module *m,
			  const char *folder)
{
	return cstr_eq(folder, ".") ? m->path
				    : arena_printf(a, "%s/%s", m->path, folder);
}

static void lines_of(struct check_run *run, struct finding *f,
		     const struct gobuild *b, enum kind kind)
{
	const struct module *m = b->module;
	struct arena *a = run->arena;
	size_t i;
	int n = 0;

	for (i = 0; i < m->nimports; i++) {
		const struct import_use *u = &m->imports[i];

		if (!is_of(b, u, kind) || n++ >= EVIDENCE_MAX)
			continue;
		finding_evidence(run, f, arena_printf(a, "import \"%s\"",
						      u->path),
				 u->file, u->line);
	}
	if (n > EVIDENCE_MAX)
		finding_evidence(run, f, arena_printf(a, "(+%d)",
						      n - EVIDENCE_MAX), NULL,
				 0);
}

/* The first that is worst, and how many. */
static const struct import_use *worst_of(const struct gobuild *b,
					 enum kind kind, int *n)
{
	const struct import_use *worst = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < b->module->nimports; i++) {
		const struct import_use *u = &b->module->imports[i];

		if (!is_of(b, u, kind))
			continue;
		++*n;
		if (!worst || severity_of(u) > severity_of(worst) ||
		    (severity_of(u) == severity_of(worst) &&
		     strcmp(u->file, worst->file) < 0))
			worst = u;
	}
	return worst;
}

static void explain_folder(struct check_run *run, struct finding *f,
			   const struct module *m, const struct import_use *u)
{
	struct arena *a = run->arena;

	(void)finding_step(run, f, MSG(a, N_("Which folder of the module is "
					     "meant?")),
			   u->folder ? ANSWER_YES : ANSWER_NO, false,
			   u->folder ? path_join(a, m->dir, u->folder)
				     : u->path,
			   modules_at(a, u->file, u->line));
	if (u->folder && m->path)
		(void)finding_step(run, f, MSG(a, N_("How is it imported in "
						     "this module?")),
				   ANSWER_NONE, true,
				   as_own(a, m, u->folder),
				   modules_at(a, m->gomod, m->path_line));
	f->probe = modules_command(run, m->dir, "go list -deps ./...");
	if (u->folder && m->path)
		finding_command(run, f, MSG(a, N_("Write in its place:")),
				arena_printf(a, "import \"%s\"",
					     as_own(a, m, u->folder)));
}

static void explain_relative(struct check_run *run, struct finding *f,
			     const struct module *m,
			     const struct import_use *u)
{
	struct arena *a = run->arena;

	f->outcome = severity_of(u) == SEVERITY_ERROR
		? MSG(a, N_("go build stops: \"{0} is relative, but relative "
			    "import paths are not supported in module mode\""),
		      u->path)
		: MSG(a, N_("go build passes here; go test, or go build on "
			    "another system, stops at it"));
	f->why = MSG(a, N_(
		"A relative import was for small programs outside of GOPATH: "
		"go build with GO111MODULE=off takes it there. A module has a "
		"path, and its packages import each other by it."));
	explain_folder(run, f, m, u);
}

static void explain_gopath(struct check_run *run, struct finding *f,
			   const struct module *m, const struct import_use *u)
{
	struct arena *a = run->arena;
	bool dotted = strcspn(u->path, ".") < strcspn(u->path, "/");

	if (severity_of(u) != SEVERITY_ERROR)
		f->outcome = MSG(a, N_("go build passes here; go test, or go "
				       "build on another system, stops at it"));
	else if (dotted)
		f->outcome = MSG(a, N_("go build stops: \"no required module "
				       "provides package {0}\""), u->path);
	else
		f->outcome = MSG(a, N_("go build stops: \"package {0} is not "
				       "in std\" (before Go 1.21 \"in "
				       "GOROOT\")"), u->path);
	f->why = MSG(a, N_(
		"In GOPATH mode a package is found by the folders below "
		"GOPATH/src. With modules it is the path of the module, and "
		"the folder in it, that name a package; a path whose first "
		"word has no dot is looked for in the standard library. go mod "
		"tidy passes over such an import and says nothing."));
	explain_folder(run, f, m, u);
}

static void explain_case(struct check_run *run, struct finding *f,
			 const struct module *m, const struct import_use *u)
{
	struct arena *a = run->arena;

	f->outcome = severity_of(u) == SEVERITY_ERROR
		? MSG(a, N_("go build stops: it finds no such package; where "
			    "case does not count, on macOS and Windows, "
			    "\"case-insensitive import collision\""))
		: MSG(a, N_("go build passes here; go test, or go build on "
			    "another system, stops at it"));
	f->why = MSG(a, N_(
		"Import paths are compared letter by letter, while the file "
		"systems of macOS and Windows take Foo and foo for one. So "
		"that no build differs there, go refuses two packages, or two "
		"files of a package, that differ in the case of letters "
		"alone."));
	explain_folder(run, f, m, u);
}

static struct msg title_of(struct check_run *run, enum kind kind,
			   const struct module *m, const struct import_use *u,
			   int n)
{
	struct arena *a = run->arena;
	const char *at = modules_at(a, u->file, u->line);

	switch (kind) {
	case RELATIVE:
		return MSG_N(a, N_("{0} imports \"{1}\", a relative path, in "
				   "the module {2}"),
			     N_("{0} imports \"{1}\", a relative path, in the "
				"module {2}; {n} paths are like that"),
			     n, at, u->path, m->path ? m->path : m->gomod);
	case GOPATH_STYLE:
		return MSG_N(a, N_("{0} imports \"{1}\", which only GOPATH "
				   "knew: the folder lies in the module {2}"),
			     N_("{0} imports \"{1}\", which only GOPATH knew: "
				"the folder lies in the module {2}; {n} paths "
				"are like that"),
			     n, at, u->path, m->path ? m->path : m->gomod);
	case OTHER_CASE:
		return MSG_N(a, N_("{0} imports \"{1}\", and the module spells "
				   "it {2}"),
			     N_("{0} imports \"{1}\", and the module spells it "
				"{2}; {n} paths are like that"), n, at,
			     u->path, as_own(a, m, u->folder));
	}
	return (struct msg){ 0 };
}

static void judge(struct check_run *run, const struct gobuild *b,
		  enum kind kind)
{
	const struct module *m = b->module;
	const struct import_use *u;
	struct finding *f;
	bool is_new;
	int n;

	if (!gobuild_is_built(b))
		return;
	u = worst_of(b, kind, &n);
	if (!u)
		return;
	f = finding_add(run, severity_of(u), m->dir, u->file, u->line, "",
			&is_new);
	finding_place_add(run, f, b->place, severity_of(u), KNOWN_DERIVED);
	if (!is_new)
		return;
	f->title = title_of(run, kind, m, u, n);
	lines_of(run, f, b, kind);
	switch (kind) {
	case RELATIVE:
		explain_relative(run, f, m, u);
		break;
	case GOPATH_STYLE:
		explain_gopath(run, f, m, u);
		break;
	case OTHER_CASE:
		explain_case(run, f, m, u);
		break;
	}
}

static enum check_status run_kind(struct check_run *run, enum kind kind)
{
	struct modules_walk w;

	modules_walk_init(&w, run);
	while (modules_next(&w))
		judge(run, &w.b, kind);
	return w.any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

static enum check_status run_relative(struct check_run *run)
{
	return run_kind(run, RELATIVE);
}

static enum check_status run_gopath(struct check_run *run)
{
	return run_kind(run, GOPATH_STYLE);
}

/* ---- two spellings ---- */

static void add_clash(struct check_run *run, const struct gobuild *b,
		      enum severity sev, const char *one, const char *other,
		      const char *path, int line, struct msg title,
		      struct msg outcome)
{
	struct finding *f;
	bool is_new;

	f = finding_add(run, sev, b->module->dir, path, line, one, &is_new);
	finding_place_add(run, f, b->place, sev, KNOWN_DERIVED);
	if (!is_new)
		return;
	f->title = title;
	finding_evidence(run, f, one, path, line);
	finding_evidence(run, f, other, NULL, 0);
	(void)finding_step(run, f, MSG(run->arena, N_("Do they differ in the "
						      "case of letters "
						      "alone?")),
			   ANSWER_YES, true,
			   arena_printf(run->arena, "%s, %s", one, other),
			   NULL);
	f->outcome = outcome;
	f->why = MSG(run->arena, N_(
		"Import paths are compared letter by letter, while the file "
		"systems of macOS and Windows take Foo and foo for one. So "
		"that no build differs there, go refuses two packages, or two "
		"files of a package, that differ in the case of letters "
		"alone."));
	f->probe = modules_command(run, b->module->dir,
				   "go list -deps ./...");
}

static void judge_files(struct check_run *run, const struct gobuild *b)
{
	struct arena *a = run->arena;
	size_t i;

	for (i = 0; i < b->module->nclashes; i++) {
		const struct case_clash *c = &b->module->clashes[i];

		add_clash(run, b, SEVERITY_ERROR, c->one, c->other, c->one, 0,
			  MSG(a, N_("{0} and {1} are one where case does not "
				    "count"), c->one, c->other),
			  c->folders
			  ? MSG(a, N_("go build ./... stops: "
				      "\"case-insensitive import "
				      "collision\"; on macOS and Windows a "
				      "checkout has one of them only"))
			  : MSG(a, N_("go build stops: \"case-insensitive file "
				      "name collision\"; on macOS and Windows "
				      "a checkout has one of them only")));
	}
}

/* Packages of others that are imported in two spellings. */
static void judge_imports(struct check_run *run, const struct gobuild *b)
{
	const struct module *m = b->module;
	struct arena *a = run->arena;
	struct map seen = MAP_INIT;
	size_t i;

	for (i = 0; i < m->nimports; i++) {
		const struct import_use *u = &m->imports[i], *first;
		const char *key;
		enum severity sev;

		if (u->folder)
			continue;
		key = arena_lower(a, u->path);
		first = map_get(&seen, key);
		if (!first) {
			map_put(&seen, key, &m->imports[i]);
			continue;
		}
		sev = severity_of(u) < severity_of(first) ? severity_of(u)
							  : severity_of(first);
		add_clash(run, b, sev, first->path, u->path, first->file,
			  first->line,
			  MSG(a, N_("\"{0}\" and \"{1}\" are imported: one "
				    "package in two spellings"), first->path,
			      u->path),
			  MSG(a, N_("go build stops: \"case-insensitive import "
				    "collision: {0} and {1}\""),
			      arena_printf(a, "\"%s\"", first->path),
			      arena_printf(a, "\"%s\"", u->path)));
	}
	map_release(&seen);
}

static enum check_status run_case(struct check_run *run)
{
	struct modules_walk w;

	modules_walk_init(&w, run);
	while (modules_next(&w)) {
		judge(run, &w.b, OTHER_CASE);
		if (!gobuild_is_built(&w.b))
			continue;
		judge_files(run, &w.b);
		judge_imports(run, &w.b);
	}
	return w.any ? CHECK_OK : CHECK_NOT_APPLICABLE;
}

const struct check check_relative_import = {
	.id = "relative-import",
	.worst = SEVERITY_ERROR,
	.title = N_("a relative import in a module"),
	.about = N_("import \"./x\" works in GOPATH mode outside of GOPATH; in "
		    "a module go stops at it: \"relative import paths are not "
		    "supported in module mode\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = run_relative,
};

const struct check check_gopath_import = {
	.id = "gopath-import",
	.worst = SEVERITY_ERROR,
	.title = N_("an import that only GOPATH knew"),
	.about = N_("A package of the module is imported by where it would lie "
		    "below GOPATH/src (\"project/pkg\"), not by the module's "
		    "path. Example: \"package project/pkg is not in std\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = run_gopath,
};

const struct check check_import_case_collision = {
	.id = "import-case-collision",
	.worst = SEVERITY_ERROR,
	.title = N_("two spellings of one path or file"),
	.about = N_("Imports, folders or Go files that differ in the case of "
		    "letters alone: go refuses them everywhere, and macOS and "
		    "Windows cannot hold both. Example: \"case-insensitive "
		    "import collision\"."),
	.needs = NEEDS_REPO | NEEDS_PLACES | NEEDS_IMPORTS,
	.run = run_case,
};
