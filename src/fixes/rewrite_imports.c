/*
 * rewrite-imports: imports that a module does not take as they are written:
 * relative ones, those by the place below GOPATH/src, those in another case.
 */
#include "config.h"

#include "fixes/fix.h"

#include <string.h>
#include <strings.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/gopathage.h"
#include "fixes/importfix.h"
#include "fmt/modpath.h"

/* The import that the finding tells of, as the first of its lines. */
static const struct import_use *told(const struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const struct finding *f = run->finding;
	size_t i;

	for (i = 0; m && f && i < m->nimports; i++)
		if (cstr_eq(m->imports[i].file, f->path) &&
		    m->imports[i].line == f->line)
			return &m->imports[i];
	return NULL;
}

/* The other spelling of a package of somebody else. */
static const struct import_use *twin(const struct module *m,
				     const struct import_use *u)
{
	size_t i;

	for (i = 0; u && i < m->nimports; i++)
		if (&m->imports[i] != u && !m->imports[i].folder &&
		    !strcasecmp(m->imports[i].path, u->path))
			return &m->imports[i];
	return NULL;
}

static bool is_spelling(const struct fix_run *run,
			const struct import_use *u)
{
	return run->finding && u && !u->folder &&
	       cstr_eq(run->finding->id, "import-case-collision");
}

static bool serves(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const struct import_use *u = told(run);
	size_t i;

	if (!m || m->fixture || cstr_empty(m->path))
		return false;
	if (run->finding)
		return u && (u->folder || (is_spelling(run, u) && twin(m, u)));
	for (i = 0; i < m->nimports; i++)
		if (m->imports[i].folder)
			return true;
	return false;
}

static bool is_required(const struct module *m, const char *path)
{
	size_t i;

	for (i = 0; i < m->nrequires; i++)
		if (modpath_under(path, m->requires[i].path))
			return true;
	return false;
}

static void choose_spelling(struct fix_run *run, const struct module *m,
			    const struct import_use *u)
{
	const struct import_use *other = twin(m, u);
	bool first = is_required(m, u->path), second;
	struct choice *c;

	second = is_required(m, other->path);
	c = fix_choice(run, "spelling", CHOICE_ONE_OF,
		       MSG(run->arena, N_("Which spelling is right")),
		       MSG(run->arena, N_("The one of the module line in its "
					  "go.mod; go.mod here requires {0}. "
					  "The other imports are written like "
					  "it."),
			   first ? u->path : second ? other->path : "-"),
		       second && !first ? other->path : u->path);
	fix_option(run, c, u->path);
	fix_option(run, c, other->path);
	/* Where nothing tells, nobody but the user does. */
	if (first == second && !fix_given(run, "spelling"))
		c->bad = MSG(run->arena, N_("go.mod does not tell which one it "
					    "is: choose."));
}

static void choices(struct fix_run *run)
{
	const struct module *m = fix_module(run);
	const struct import_use *u = told(run);
	struct fix_offer *o = &run->offer;

	o->title = MSG(run->arena, N_("the imports of {0} name its packages as "
				      "go finds them"), m->path);
	o->about = MSG(run->arena, N_(
		"Relative imports, those by a place below GOPATH/src and those "
		"in another case become the module's path and the folder. Only "
		"the bytes between their quotes change, in files of every "
		"build constraint."));
	if (is_spelling(run, u) && twin(m, u)) {
		o->about = MSG(run->arena, N_(
			"One of the two spellings is written everywhere. Only "
			"the bytes between the quotes of imports change, in "
			"files of every build constraint."));
		choose_spelling(run, m, u);
	}
}

static void set_up(struct fix_run *run, struct importfix *x)
{
	const struct module *m = fix_module(run);
	const struct import_use *u = told(run);
	const char *dir = fix_abs(run, m->dir), *src;
	size_t i;

	importfix_init(x, run, dir, m->path);
	for (i = 0; i < m->nrequires; i++)
		importfix_other(x, m->requires[i].path);
	for (i = 0; i < m->nreplaces; i++)
		importfix_other(x, m->replaces[i].old_path);
	if (is_spelling(run, u)) {
		x->as = fix_value(run, "spelling");
		x->spelled = cstr_eq(x->as, u->path) ? twin(m, u)->path
						     : u->path;
		return;
	}
	src = gopathage_src(run->arena, run->place, dir);
	if (src)
		importfix_root(x, dir + strlen(src) + 1);
	for (i = 0; i < m->nimports; i++) {
		const char *path = m->imports[i].path;
		const char *folder = m->imports[i].folder;
		size_t n;

		if (!folder || path[0] == '.' || m->imports[i].other_case)
			continue;
		/* "project" of "project/pkg" whose folder is "pkg"; one in
		 * src/ is its own folder. */
		n = cstr_eq(folder, ".") ? 0 : strlen(folder) + 1;
		if (strlen(path) > n &&
		    (!n || cstr_ends(path, arena_printf(run->arena, "/%s",
							folder))))
			importfix_root(x, arena_strndup(run->arena, path,
							strlen(path) - n));
	}
}

static int build(struct fix_run *run, struct plan *p, struct error *err)
{
	const struct module *m = fix_module(run);
	struct importfix x;
	int rc;

	set_up(run, &x);
	rc = importfix_scan(&x, err);
	if (!rc && !x.nfiles)
		rc = error_set(err, "no import of %s has to change", m->gomod);
	if (!rc)
		rc = importfix_plan(&x, p, err);
	importfix_release(&x);
	if (rc)
		return -1;
	p->title = MSG(run->arena, N_("the imports of {0} name its packages as "
				      "go finds them"), m->path);
	(void)fix_verify(run, p, fix_abs(run, m->dir),
			 MSG(run->arena, N_("everything builds")), "go",
			 "build", "-o", "/dev/null", "./...", NULL);
	return 0;
}

const struct fix fix_rewrite_imports = {
	.id = "rewrite-imports",
	.title = N_("write imports as the module has its packages"),
	.about = N_("Relative imports, those by a place below GOPATH/src and "
		    "those in another case of letters are written anew, as "
		    "syntax: never in a string, a comment or a preamble of "
		    "cgo, and no other byte changes."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
