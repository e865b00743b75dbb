#include "config.h"

#include "facts/gobuild.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/goenv.h"
#include "fmt/gover.h"
#include "fmt/semver.h"

/* The last that counts; `bare` for one without "=". */
static const char *find_flag(struct arena *a, const char *goflags,
			     const char *name, const char *bare)
{
	const char **words, *problem, *hit = NULL;
	size_t n, i;

	if (cstr_empty(goflags) || !goenv_split(a, goflags, &words, &n,
						&problem))
		return NULL;
	for (i = 0; i < n; i++) {
		const char *w = words[i];
		size_t len = strlen(name);

		if (*w++ != '-')
			continue;
		if (*w == '-')
			w++;
		if (!strncmp(w, name, len) && w[len] == '=')
			hit = w + len + 1;
		else if (bare && !strcmp(w, name))
			hit = bare;
	}
	return hit;
}

const char *gobuild_flag(struct arena *a, const char *goflags,
			 const char *name)
{
	return find_flag(a, goflags, name, NULL);
}

const char *gobuild_switch(struct arena *a, const char *goflags,
			   const char *name)
{
	return find_flag(a, goflags, name, "true");
}

/* go line of go.mod or go.work: is it said, and 1.14 or newer? */
static enum gobuild_vendor by_go_line(const char *go)
{
	if (cstr_empty(go))
		return GOBUILD_VENDOR_NO_GO_LINE;
	return gover_cmp_of(go, "1.14") < 0 ? GOBUILD_VENDOR_OLD_GO_LINE
					    : GOBUILD_VENDOR_AUTO;
}

static void decide_vendor(struct gobuild *b, struct arena *a)
{
	const struct vendor *own = &b->module->vendor;
	const char *go = b->module->go_version;
	bool flagged = cstr_eq(b->mod_flag, "vendor");

	b->vendor = own->dir ? own : NULL;
	b->vendor_dir = path_join(a, b->module->dir, "vendor");
	if (b->gopath_mode) {
		b->vendor_why = own->dir ? GOBUILD_VENDOR_IS_GOPATH
					 : GOBUILD_VENDOR_NONE;
		return;
	}
	if (b->work_unread || (b->work && b->release < GO_1_22)) {
		b->vendor_why = own->dir ? GOBUILD_VENDOR_IN_WORKSPACE
					 : GOBUILD_VENDOR_NONE;
		return;
	}
	if (b->work) {
		const char *root = b->snap->repo.root;
		const char *dir = path_join(a, b->work->dir, "vendor");
		bool same = own->dir && root &&
			cstr_eq(path_join(a, root, own->dir), dir);

		/* Only go.work's counts; that of the module beside it is it. */
		if (own->dir && !same && !b->work->vendor.dir && !flagged) {
			b->vendor_why = GOBUILD_VENDOR_IN_WORKSPACE;
			return;
		}
		b->vendor = b->work->vendor.dir ? &b->work->vendor
			: same ? own : NULL;
		b->vendor_dir = root && path_under(root, dir) ?
			path_rel(a, root, dir) : dir;
		go = b->work->go_version;
	}
	if (flagged) {
		b->vendor_why = GOBUILD_VENDOR_FLAG;
	} else if (!b->vendor) {
		b->vendor_why = GOBUILD_VENDOR_NONE;
	} else if (b->mod_flag) {
		b->vendor_why = GOBUILD_VENDOR_IS_OFF;
	} else {
		b->vendor_why = by_go_line(go);
		/* Go before 1.22 does not know the mark. */
		if (b->vendor_why == GOBUILD_VENDOR_AUTO &&
		    b->release >= GO_1_22 &&
		    b->vendor->is_workspace != (b->work != NULL))
			b->vendor_why = GOBUILD_VENDOR_OTHER_MODE;
	}
}

/* "." first, then by bytes: the order of a snapshot's modules. */
static const struct module *find_module(const struct snapshot *s,
					const char *dir)
{
	size_t lo = 0, hi = s->nmodules;

	if (hi && cstr_eq(s->modules[0].dir, ".")) {
		if (cstr_eq(dir, "."))
			return &s->modules[0];
		lo = 1;
	}
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(s->modules[mid].dir, dir);

		if (!c)
			return &s->modules[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static void find_mains(struct gobuild *b, struct arena *a)
{
	const char *root = b->snap->repo.root ? b->snap->repo.root : "/";
	size_t i, n = b->work ? b->work->nuses : 1;

	b->mains = arena_alloc(a, mem_mul(n ? n : 1, sizeof(*b->mains)));
	if (!b->work) {
		b->mains[b->nmains++] = b->module;
		return;
	}
	for (i = 0; i < n; i++) {
		const char *dir = b->work->uses[i].dir;
		const struct module *m = NULL;

		if (dir && path_under(root, dir)) {
			dir += strlen(root);
			while (*dir == '/')
				dir++;
			m = find_module(b->snap, *dir ? dir : ".");
		}
		if (m)
			b->mains[b->nmains++] = m;
		else
			b->mains_unknown = true;
	}
}

void gobuild_init(struct gobuild *b, struct arena *a,
		  const struct snapshot *s, const struct place *p,
		  const struct module *m)
{
	const struct place_module *pm = place_module_of(p, m->dir);
	const char *gowork = place_value_in(p, m->dir, "GOWORK");
	struct str v;

	memset(b, 0, sizeof(*b));
	b->snap = s;
	b->place = p;
	b->module = m;
	v = gover_of_toolchain(str_from(pm && pm->version ? pm->version : ""));
	b->version = v.len ? arena_strndup(a, v.p, v.len) : NULL;
	(void)gorelease_find(b->version, &b->release);
	b->gopath_mode = cstr_eq(place_value_in(p, m->dir, "GO111MODULE"),
				 "off");
	b->goflags = place_setting_in(p, m->dir, "GOFLAGS");
	b->mod_flag = gobuild_flag(a, b->goflags ? b->goflags->value : NULL,
				   "mod");
	if (cstr_empty(b->mod_flag))
		b->mod_flag = NULL;
	if (!b->gopath_mode)
		b->work = snapshot_workspace(s, p, m->dir);
	if (!b->gopath_mode && !b->work && path_is_abs(gowork))
		b->work_unread = gowork;
	b->work_missing = b->work_unread && pm && pm->gowork_missing;
	b->listed = b->work && workspace_uses(s, b->work, m->dir);
	find_mains(b, a);
	decide_vendor(b, a);
}

/* As Go's `replacement`: this very version first, then any. */
static const struct replace *find_replace(const struct replace *list, size_t n,
					  const char *path,
					  const char *version)
{
	const struct replace *any = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct replace *r = &list[i];

		if (!cstr_eq(r->old_path, path))
			continue;
		if (cstr_empty(r->old_version))
			any = r;
		else if (cstr_eq(r->old_version, version))
			return r;
	}
	return any;
}

struct found_replace {
	const struct replace *r;
	const struct module *module;	/* NULL: go.work's */
};

static struct found_replace replacement(const struct gobuild *b,
					const char *path, const char *version)
{
	struct found_replace f = { NULL, NULL };
	size_t i;

	if (cstr_empty(version))
		for (i = 0; i < b->nmains; i++)
			if (cstr_eq(b->mains[i]->path, path))
				return f;
	if (b->work) {
		f.r = find_replace(b->work->replaces, b->work->nreplaces,
				   path, version);
		if (f.r)
			return f;
	}
	for (i = 0; i < b->nmains; i++) {
		f.module = b->mains[i];
		f.r = find_replace(f.module->replaces, f.module->nreplaces,
				   path, version);
		if (f.r)
			return f;
	}
	f.module = NULL;
	return f;
}

const struct replace *gobuild_replacement(const struct gobuild *b,
					  const char *path,
					  const char *version)
{
	return replacement(b, path, version).r;
}

/* What modules.txt says of one module, over all of its lines. */
struct vendor_meta {
	bool is_explicit;
	const struct vendor_module *first, *replaced;
};

static struct vendor_meta meta_of(const struct vendor *v, const char *path,
				  const char *version)
{
	struct vendor_meta meta = { false, NULL, NULL };
	size_t i;

	for (i = 0; v && i < v->nmodules; i++) {
		const struct vendor_module *vm = &v->modules[i];

		if (!cstr_eq(vm->path, path) ||
		    !cstr_eq(cstr_empty(vm->version) ? NULL : vm->version,
			     cstr_empty(version) ? NULL : version))
			continue;
		if (!meta.first)
			meta.first = vm;
		if (vm->is_explicit)
			meta.is_explicit = true;
		if (vm->replace_path)
			meta.replaced = vm;
	}
	return meta;
}

/* The version whose packages are vendored; NULL: none are. */
static const struct vendor_module *vendored(const struct vendor *v,
					    const char *path)
{
	const struct vendor_module *best = NULL;
	size_t i;

	for (i = 0; v && i < v->nmodules; i++) {
		const struct vendor_module *vm = &v->modules[i];

		if (vm->npackages && cstr_eq(vm->path, path) &&
		    (!best || semver_cmp(str_from(best->version),
					 str_from(vm->version)) < 0))
			best = vm;
	}
	return best;
}

static const char *describe(struct arena *a, const char *path,
			    const char *version)
{
	return cstr_empty(version) ? arena_strdup(a, path)
				   : arena_printf(a, "%s@%s", path, version);
}

static const char *modules_line(struct arena *a, const struct vendor_module *m)
{
	const char *line;

	if (!m)
		return NULL;
	line = cstr_empty(m->version) ? arena_printf(a, "# %s", m->path) :
		arena_printf(a, "# %s %s", m->path, m->version);
	if (m->replace_path)
		line = cstr_empty(m->replace_version) ?
			arena_printf(a, "%s => %s", line, m->replace_path) :
			arena_printf(a, "%s => %s %s", line, m->replace_path,
				     m->replace_version);
	return line;
}

struct checker {
	struct arena *a;
	const struct gobuild *b;
	struct vendor_mismatch *list;
	size_t n;
};

static struct vendor_mismatch *mismatch(struct checker *c, const char *path,
					const char *version,
					const char *detail)
{
	struct vendor_mismatch *m = ARENA_PUSH(c->a, c->list, c->n);

	m->path = path;
	m->version = cstr_empty(version) ? NULL : version;
	m->detail = detail;
	return m;
}

static void set_modules(struct checker *c, struct vendor_mismatch *m,
			const struct vendor_module *vm)
{
	m->modules_text = modules_line(c->a, vm);
	m->modules_line = vm ? vm->line : 0;
}

static void set_require(struct checker *c, struct vendor_mismatch *m,
			const struct module *mod, const struct require *r)
{
	m->gomod_file = mod->gomod;
	m->gomod_line = r->line;
	m->gomod_text = arena_printf(c->a, "%s %s%s", r->path, r->version,
				     r->indirect ? " // indirect" : "");
}

static void set_replace(struct checker *c, struct vendor_mismatch *m,
			const struct found_replace *f)
{
	const struct replace *r = f->r;

	m->gomod_file = f->module ? f->module->gomod : c->b->work->file;
	m->gomod_line = r->line;
	m->gomod_text = arena_printf(c->a, "replace %s%s%s => %s%s%s",
		r->old_path, cstr_empty(r->old_version) ? "" : " ",
		r->old_version ? r->old_version : "", r->new_path,
		cstr_empty(r->new_version) ? "" : " ",
		r->new_version ? r->new_version : "");
}

static bool pre114(const struct checker *c)
{
	return !c->b->work &&
	       (cstr_empty(c->b->module->go_version) ||
		gover_cmp_of(c->b->module->go_version, "1.14") < 0);
}

static void check_requires(struct checker *c, const struct module *m)
{
	const struct vendor *v = c->b->vendor;
	size_t i;

	for (i = 0; i < m->nrequires; i++) {
		const struct require *r = &m->requires[i];
		const struct vendor_module *other = vendored(v, r->path);
		struct vendor_mismatch *mm;

		if (meta_of(v, r->path, r->version).is_explicit)
			continue;
		if (!pre114(c)) {
			mm = mismatch(c, r->path, r->version,
				"is explicitly required in go.mod, but not "
				"marked as explicit in vendor/modules.txt");
		} else if (other && !cstr_eq(other->version, r->version)) {
			mm = mismatch(c, r->path, r->version,
				arena_printf(c->a,
				"is explicitly required in go.mod, but "
				"vendor/modules.txt indicates %s",
				describe(c->a, r->path, other->version)));
		} else {
			continue;
		}
		set_require(c, mm, m, r);
		set_modules(c, mm, other ? other
			    : meta_of(v, r->path, r->version).first);
	}
}

/* As go prints a file's name: from the folder it runs in. */
static const char *short_path(struct checker *c, const struct found_replace *f)
{
	const char *root = c->b->snap->repo.root;
	const char *here = path_join(c->a, root, c->b->module->dir);
	const char *file;

	if (c->b->release < GO_1_22)
		return "go.mod";
	file = path_join(c->a, root, f->module ? f->module->gomod
					       : c->b->work->file);
	return path_rel(c->a, here, file);
}

/* The target as modules.txt of a workspace has it: from go.work's folder. */
static const char *canonical_target(struct checker *c,
				    const struct found_replace *f)
{
	const char *rel;

	if (path_is_abs(f->r->new_path) || !cstr_empty(f->r->new_version) ||
	    !f->module || !c->b->work)
		return f->r->new_path;
	rel = path_rel(c->a, c->b->work->dir,
		       path_join(c->a, path_join(c->a, c->b->snap->repo.root,
						 f->module->dir),
				 f->r->new_path));
	return cstr_eq(rel, ".") || cstr_starts(rel, "../") ||
		cstr_eq(rel, "..") ? rel : arena_printf(c->a, "./%s", rel);
}

static bool same_target(struct checker *c, const struct found_replace *f,
			const struct vendor_module *vm)
{
	return cstr_eq(vm->replace_path, canonical_target(c, f)) &&
	       cstr_eq(cstr_empty(vm->replace_version) ? NULL
						       : vm->replace_version,
		       cstr_empty(f->r->new_version) ? NULL
						     : f->r->new_version);
}

static void check_replaces(struct checker *c, const struct replace *list,
			   size_t n)
{
	const struct vendor *v = c->b->vendor;
	size_t i, k;

	for (i = 0; i < n; i++) {
		const struct replace *r = &list[i];
		struct found_replace f = replacement(c->b,
					r->old_path, r->old_version);
		struct vendor_meta meta = meta_of(v, r->old_path,
						  r->old_version);
		const struct vendor_module *other = vendored(v, r->old_path);
		struct vendor_mismatch *mm;
		bool seen = false;

		for (k = 0; k < c->n && !seen; k++)
			seen = strstr(c->list[k].detail, "replaced") &&
			       cstr_eq(c->list[k].path, r->old_path) &&
			       cstr_eq(c->list[k].version,
				       cstr_empty(r->old_version) ? NULL
							: r->old_version);
		if (seen || !f.r)
			continue;
		if (!meta.replaced) {
			if (pre114(c) && (cstr_empty(r->old_version) ||
					  !other || !cstr_eq(other->version,
							     r->old_version)))
				continue;
			mm = mismatch(c, r->old_path, r->old_version,
				arena_printf(c->a, "is replaced in %s, but "
				"not marked as replaced in "
				"vendor/modules.txt", short_path(c, &f)));
			set_modules(c, mm, meta.first);
		} else if (!same_target(c, &f, meta.replaced)) {
			mm = mismatch(c, r->old_path, r->old_version,
				arena_printf(c->a, "is replaced by %s in %s, "
				"but marked as replaced by %s in "
				"vendor/modules.txt",
				describe(c->a, f.r->new_path,
					 f.r->new_version),
				short_path(c, &f),
				describe(c->a, meta.replaced->replace_path,
					 meta.replaced->replace_version)));
			set_modules(c, mm, meta.replaced);
		} else {
			continue;
		}
		set_replace(c, mm, &f);
	}
}

static bool is_required(const struct checker *c, const char *path,
			const char *version)
{
	size_t i, k;

	for (i = 0; i < c->b->nmains; i++) {
		const struct module *m = c->b->mains[i];

		for (k = 0; k < m->nrequires; k++)
			if (cstr_eq(m->requires[k].path, path) &&
			    cstr_eq(m->requires[k].version, version))
				return true;
	}
	return false;
}

/* The require of another version, to show beside modules.txt's. */
static void set_other_require(struct checker *c, struct vendor_mismatch *mm)
{
	size_t i, k;

	for (i = 0; i < c->b->nmains; i++) {
		const struct module *m = c->b->mains[i];

		for (k = 0; k < m->nrequires; k++)
			if (cstr_eq(m->requires[k].path, mm->path))
				set_require(c, mm, m, &m->requires[k]);
	}
}

static void check_modules(struct checker *c)
{
	const struct vendor *v = c->b->vendor;
	struct vendor_mismatch *mm;
	size_t i, k;

	for (i = 0; v && i < v->nmodules; i++) {
		const struct vendor_module *vm = &v->modules[i];

		if (!vm->npackages || vendored(v, vm->path) != vm ||
		    !meta_of(v, vm->path, vm->version).is_explicit ||
		    is_required(c, vm->path, vm->version))
			continue;
		mm = mismatch(c, vm->path, vm->version, c->b->work ?
			"is marked as explicit in vendor/modules.txt, but not "
			"explicitly required in a go.mod" :
			"is marked as explicit in vendor/modules.txt, but not "
			"explicitly required in go.mod");
		set_modules(c, mm, vm);
		set_other_require(c, mm);
	}
	for (i = 0; v && i < v->nmodules; i++) {
		const struct vendor_module *vm = &v->modules[i];
		struct found_replace f;
		const char *detail;
		bool again = false;

		if (!vm->replace_path)
			continue;
		f = replacement(c->b, vm->path, vm->version);
		/* Up to 1.21 go tells of another target from this side too. */
		if (f.r && (c->b->release >= GO_1_22 ||
			    same_target(c, &f, meta_of(v, vm->path,
						vm->version).replaced)))
			continue;
		for (k = 0; k < i && !again; k++)
			again = v->modules[k].replace_path &&
				cstr_eq(v->modules[k].path, vm->path) &&
				cstr_eq(v->modules[k].version, vm->version);
		if (again)
			continue;
		if (f.r)
			detail = arena_printf(c->a, "is marked as replaced by "
				"%s in vendor/modules.txt, but replaced by %s "
				"in go.mod",
				describe(c->a, vm->replace_path,
					 vm->replace_version),
				describe(c->a, f.r->new_path,
					 f.r->new_version));
		else if (c->b->work)
			detail = "is marked as replaced in vendor/modules.txt, "
				 "but not replaced in the workspace";
		else
			detail = "is marked as replaced in vendor/modules.txt, "
				 "but not replaced in go.mod";
		mm = mismatch(c, vm->path, vm->version, detail);
		if (f.r)
			set_replace(c, mm, &f);
		set_modules(c, mm, vm);
	}
}

bool gobuild_check_vendor(struct arena *a, const struct gobuild *b,
			  struct vendor_mismatch **list, size_t *n)
{
	struct checker c = { a, b, NULL, 0 };
	size_t i;

	*list = NULL;
	*n = 0;
	if (b->mains_unknown)
		return false;
	for (i = 0; i < b->nmains; i++)
		check_requires(&c, b->mains[i]);
	for (i = 0; i < b->nmains; i++)
		check_replaces(&c, b->mains[i]->replaces,
			       b->mains[i]->nreplaces);
	if (b->work)
		check_replaces(&c, b->work->replaces, b->work->nreplaces);
	check_modules(&c);
	*list = c.list;
	*n = c.n;
	return true;
}

bool parse_problem_holds(const struct parse_problem *pp, enum gorelease r)
{
	enum gorelease bound;

	if (!cstr_empty(pp->from) && gorelease_find(pp->from, &bound) &&
	    r < bound)
		return false;
	return cstr_empty(pp->until) || !gorelease_find(pp->until, &bound) ||
	       r <= bound;
}

const struct parse_problem *parse_problem_for(const struct parse_problem *list,
					      size_t n, const char *version)
{
	enum gorelease r = GORELEASE_NEWEST;
	size_t i;

	(void)gorelease_find(version, &r);
	for (i = 0; i < n; i++)
		if (parse_problem_holds(&list[i], r))
			return &list[i];
	return NULL;
}

int parse_problems_for(const struct parse_problem *list, size_t n,
		       const char *version)
{
	enum gorelease r = GORELEASE_NEWEST;
	size_t i;
	int found = 0;

	(void)gorelease_find(version, &r);
	for (i = 0; i < n; i++)
		found += parse_problem_holds(&list[i], r);
	return found;
}
