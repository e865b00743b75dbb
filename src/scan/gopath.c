/* The projects below GOPATH/src, and who imports whom. */
#include "config.h"

#include "scan/gopath.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/gitconfig.h"
#include "fmt/gomod.h"
#include "fmt/gowork.h"
#include "fmt/modpath.h"
#include "host/fs.h"
#include "scan/gofile.h"
#include "scan/headmemo.h"

/* Of one src folder; what lies behind is told to be left out. */
#define MAX_ENTRIES ((size_t)500 * 1000)
#define MAX_GOFILES 100000
#define MODFILE_MAX_BYTES ((size_t)1024 * 1024)
#define FILE_ARENA_BYTES ((size_t)48 * 1024)
/* HOST/OWNER/NAME, where nothing says where a project begins. */
#define USUAL_DEPTH 3

/* A project while it is read. */
struct reading {
	struct gopath_project p;
	size_t src;			/* which one it lies below */
	struct map uses;		/* folder -> struct gopath_use */
	const char **requires;		/* and replaced paths */
	size_t nrequires;
};

/* A folder with Go files. */
struct package {
	struct reading *in;
	const struct walk_dir *dir;
	size_t src;
	bool nested;		/* of a module below the project's folder */
};

struct lister {
	struct arena *a;
	const struct tree_input *in;
	struct walk_progress *progress;
	struct buildtag_target target;
	const char **srcs;		/* links resolved */
	size_t nsrcs;
	struct map tools;		/* folder -> whose lock file it has */
	struct map roots;		/* folder -> struct reading, NULL: none */
	struct map nested;		/* folder of a nested module -> reading */
	struct reading **projects;
	size_t nprojects;
	struct package **packages;
	size_t npackages;
	struct map by_path;		/* as GOPATH mode imports it -> package */
	struct map by_module;		/* as module mode does */
	struct map vendored;		/* "FOLDER:PATH" -> is it? */
	struct map works;		/* go.work -> struct gowork, or NULL */
	struct arena file_arena;
	struct strbuf bytes;
	const char *cut;
	int nfiles;
};

/* ---- where a project begins ---- */

/* Whose lock files lie where. */
static void find_locks(struct lister *l, size_t src, const struct walk *w)
{
	size_t i;

	for (i = 0; i < w->nhits; i++) {
		const struct walk_hit *h = &w->hits[i];
		const char *dir = path_join(l->a, l->srcs[src], h->dir);
		const char *tool = NULL;

		if (h->fixture)
			continue;
		if (h->what == WALK_LOCK && h->type != WALK_FOLDER)
			tool = h->tool;
		else if (h->what != WALK_VENDOR)
			continue;
		else if (fs_is_file(path_join(l->a, dir, "vendor/vendor.json")))
			tool = "govendor";
		else if (fs_is_file(path_join(l->a, dir, "vendor/manifest")))
			tool = "gvt";
		/* Godeps/Godeps.json belongs to the folder above. */
		if (tool && cstr_eq(tool, "godep"))
			dir = path_dir(l->a, dir);
		if (tool && !map_has(&l->tools, dir))
			map_put(&l->tools, dir, arena_strdup(l->a, tool));
	}
}

static bool is_work_tree(struct arena *a, const char *dir)
{
	static const char *const names[] = { ".git", ".hg", ".bzr", ".svn" };
	struct stat st;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (!lstat(path_join(a, dir, names[i]), &st))
			return true;
	return false;
}

static void read_gomod(struct lister *l, struct reading *r)
{
	const char *file = path_join(l->a, r->p.dir, "go.mod");
	struct strbuf sb = STRBUF_INIT;
	const struct gomod *m;
	size_t i;

	if (fs_read(file, MODFILE_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return;
	}
	m = gomod_parse_lax(l->a, str_from(arena_strdup(l->a, sb.buf)),
			    GORELEASE_NEWEST);
	strbuf_release(&sb);
	/* A go.mod that names no module is one all the same. */
	r->p.module = m->module.text.len
		? arena_strndup(l->a, m->module.text.p, m->module.text.len)
		: r->p.path;
	if (m->f.go.text.len)
		r->p.go_version = arena_strndup(l->a, m->f.go.text.p,
						m->f.go.text.len);
	for (i = 0; i < m->nrequires; i++)
		*ARENA_PUSH(l->a, r->requires, r->nrequires) =
			arena_strndup(l->a, m->requires[i].mod.path.p,
				      m->requires[i].mod.path.len);
	for (i = 0; i < m->f.nreplaces; i++)
		*ARENA_PUSH(l->a, r->requires, r->nrequires) =
			arena_strndup(l->a, m->f.replaces[i].old.path.p,
				      m->f.replaces[i].old.path.len);
}

static struct reading *add_project(struct lister *l, size_t src,
				   const struct walk *w, const char *rel)
{
	struct reading *r = ARENA_NEW(l->a, struct reading);

	r->src = src;
	r->p.path = arena_strdup(l->a, rel);
	r->p.dir = path_join(l->a, l->srcs[src], rel);
	r->p.tool = map_get(&l->tools, r->p.dir);
	if (walk_find(w, WALK_GOMOD, rel))
		read_gomod(l, r);
	*ARENA_PUSH(l->a, l->projects, l->nprojects) = r;
	return r;
}

/* The project that begins in this very folder; NULL: none does. */
static struct reading *begins_at(struct lister *l, size_t src,
				 const struct walk *w, const char *rel)
{
	const char *dir = path_join(l->a, l->srcs[src], rel);
	struct reading *r = NULL;

	if (map_has(&l->roots, dir))
		return map_get(&l->roots, dir);
	if (walk_find(w, WALK_GOMOD, rel) || map_has(&l->tools, dir) ||
	    is_work_tree(l->a, dir))
		r = add_project(l, src, w, rel);
	map_put(&l->roots, dir, r);
	return r;
}

/* The first `n` elements of the path, or all of them. */
static const char *elements(struct arena *a, const char *rel, int n)
{
	const char *end = rel + strcspn(rel, "/");

	while (--n > 0 && *end)
		end += 1 + strcspn(end + 1, "/");
	return arena_strndup(a, rel, (size_t)(end - rel));
}

static struct reading *project_of(struct lister *l, size_t src,
				  const struct walk *w, const char *rel)
{
	int depth = path_depth(rel), n;
	struct reading *r;
	const char *usual, *dir;

	for (n = 1; n <= depth; n++) {
		r = begins_at(l, src, w, elements(l->a, rel, n));
		if (r)
			return r;
	}
	usual = elements(l->a, rel, memchr(rel, '.', strcspn(rel, "/"))
			 ? USUAL_DEPTH : 1);
	dir = path_join(l->a, l->srcs[src], usual);
	r = map_get(&l->roots, dir);
	if (!r) {
		r = add_project(l, src, w, usual);
		map_put(&l->roots, dir, r);
	}
	return r;
}

/* ---- packages ---- */

/* The module between the project's folder and this one that rules here; NULL:
 * none. */
static const char *nested_in(struct arena *a, const struct walk *w,
			     const struct reading *r, const char *rel)
{
	for (; !cstr_eq(rel, r->p.path); rel = path_dir(a, rel))
		if (walk_find(w, WALK_GOMOD, rel))
			return rel;
	return NULL;
}

static void add_nested(struct lister *l, struct reading *r, size_t src,
		       const char *rel)
{
	const char *dir = path_join(l->a, l->srcs[src], rel);

	if (map_has(&l->nested, dir))
		return;
	map_put(&l->nested, dir, r);
	*ARENA_PUSH(l->a, r->p.nested, r->p.nnested) = dir;
}

static void add_package(struct lister *l, size_t src, const struct walk *w,
			const struct walk_dir *d)
{
	struct reading *r = project_of(l, src, w, d->path);
	struct package *p = ARENA_NEW(l->a, struct package);
	const char *sub, *nested = nested_in(l->a, w, r, d->path);

	p->in = r;
	p->dir = d;
	p->src = src;
	p->nested = nested != NULL;
	if (nested)
		add_nested(l, r, src, nested);
	*ARENA_PUSH(l->a, l->packages, l->npackages) = p;
	r->p.ngofiles += d->ngofiles;
	/* The first entry of GOPATH that has it is what go takes. */
	if (!map_has(&l->by_path, d->path))
		map_put(&l->by_path, d->path, p);
	if (!r->p.module || p->nested)
		return;
	sub = d->path + strlen(r->p.path);
	sub = arena_printf(l->a, "%s%s", r->p.module, sub);
	if (!map_has(&l->by_module, sub))
		map_put(&l->by_module, sub, p);
}

static void list_src(struct lister *l, size_t src)
{
	const struct walk_options o = { .max_entries = MAX_ENTRIES };
	struct walk *w = ARENA_NEW(l->a, struct walk);
	size_t i;

	if (walk_run(l->a, l->srcs[src], &o, l->progress, w, NULL))
		return;
	if (w->cut && !l->cut)
		l->cut = arena_printf(l->a, "%s: %s", l->srcs[src], w->cut);
	find_locks(l, src, w);
	for (i = 0; i < w->ndirs; i++)
		if (w->dirs[i].ngofiles && !w->dirs[i].fixture &&
		    !cstr_eq(w->dirs[i].path, "."))
			add_package(l, src, w, &w->dirs[i]);
}

/* ---- imports ---- */

static bool has_go_files(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	bool hit = false;

	while (d && !hit && (e = readdir(d)))
		hit = cstr_ends(e->d_name, ".go");
	if (d)
		(void)closedir(d);
	return hit;
}

/* Does a vendor folder at or above the package hold the path? */
static bool is_vendored(struct lister *l, const struct package *p,
			const char *path)
{
	const char *src = l->srcs[p->src], *dir = p->dir->path, *key;
	bool hit = false;

	for (; !hit; dir = path_dir(l->a, dir)) {
		key = arena_printf(l->a, "%s/%s/vendor/%s", src, dir, path);
		if (!map_has(&l->vendored, key))
			map_put(&l->vendored, key,
				has_go_files(key) ? l : NULL);
		hit = map_get(&l->vendored, key) != NULL;
		if (cstr_eq(dir, "."))
			break;
	}
	return hit;
}

static bool in_goroot(struct lister *l, const char *path)
{
	return l->in->goroot &&
	       fs_is_folder(arena_printf(&l->file_arena, "%s/src/%s",
				      l->in->goroot, path));
}

/* The package of another project that the import means; NULL: none. */
static const struct package *target_of(struct lister *l,
				       const struct package *from,
				       const char *path)
{
	const struct package *to = NULL;

	if (from->in->p.module)
		to = map_get(&l->by_module, path);
	if (!to)
		to = map_get(&l->by_path, path);
	if (!to || to->in == from->in || in_goroot(l, path))
		return NULL;
	return !from->in->p.module && is_vendored(l, from, path) ? NULL : to;
}

static bool is_required(const struct reading *r, const char *path)
{
	size_t i;

	for (i = 0; i < r->nrequires; i++)
		if (modpath_under(path, r->requires[i]))
			return true;
	return false;
}

static void add_use(struct lister *l, const struct package *from,
		    const struct package *to, const struct headmemo_import *g,
		    const char *name, bool test)
{
	struct gopath_use *u = map_get(&from->in->uses, to->in->p.dir);
	bool is_new = !u;

	if (is_new) {
		u = ARENA_NEW(l->a, struct gopath_use);
		u->dir = to->in->p.dir;
		u->test = u->required = true;
		map_put(&from->in->uses, u->dir, u);
	}
	u->nimports++;
	u->required &= is_required(from->in, g->path);
	/* Show one that a build meets, where there is one. */
	if (is_new || (u->test && !test)) {
		u->import = arena_strdup(l->a, g->path);
		u->file = arena_printf(l->a, "%s/%s/%s", l->srcs[from->src],
				       from->dir->path, name);
		u->line = g->line;
	}
	u->test &= test;
}

static void read_file(struct lister *l, const struct package *p, int src_fd,
		      const char *name)
{
	const struct headmemo_file *f;
	const char *path;
	size_t i;

	if (l->file_arena.used_bytes > FILE_ARENA_BYTES)
		arena_release(&l->file_arena);
	path = arena_printf(&l->file_arena, "%s/%s", p->dir->path, name);
	f = headmemo_read(l->in->heads, src_fd, path,
			  arena_printf(&l->file_arena, "%s/%s",
				       l->srcs[p->src], path),
			  &l->bytes, &l->target);
	for (i = 0; i < f->n; i++) {
		const struct headmemo_import *g = &f->imports[i];
		const struct package *to = target_of(l, p, g->path);

		if (to)
			add_use(l, p, to, g, name, cstr_ends(name, "_test.go"));
	}
}

static void read_package(struct lister *l, const struct package *p, int src_fd)
{
	const char *name = p->dir->gofiles;
	int i;

	for (i = 0; i < p->dir->ngofiles; i++, name += strlen(name) + 1) {
		if (name[0] == '_' || name[0] == '.')
			continue;
		if (l->nfiles++ >= MAX_GOFILES) {
			if (!l->cut)
				l->cut = arena_printf(l->a, "more than %d Go "
					"files; the imports of the rest were "
					"not read", MAX_GOFILES);
			return;
		}
		read_file(l, p, src_fd, name);
		atomic_fetch_add(&l->progress->beat, 1);
	}
}

static void read_packages(struct lister *l)
{
	int *fds = arena_alloc(l->a, mem_mul(l->nsrcs, sizeof(*fds)));
	size_t i;

	for (i = 0; i < l->nsrcs; i++)
		fds[i] = open(l->srcs[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (i = 0; i < l->npackages; i++) {
		const struct package *p = l->packages[i];

		if (atomic_load(&l->progress->cancel))
			break;
		if (fds[p->src] >= 0 && !p->nested)
			read_package(l, p, fds[p->src]);
	}
	for (i = 0; i < l->nsrcs; i++)
		if (fds[i] >= 0)
			(void)close(fds[i]);
}

/* ---- servers ---- */

/* "https://host/x", "git@host:x"; not what lies on this machine. */
static bool is_server(const char *url)
{
	const char *colon = strchr(url, ':');

	return colon && url[0] != '/' && url[0] != '.' &&
	       !cstr_starts(url, "file:") && !memchr(url, '/',
						(size_t)(colon - url));
}

static bool names_server(struct arena *a, const char *config)
{
	struct strbuf sb = STRBUF_INIT;
	struct gitconfig_entry *e;
	bool hit = false;
	size_t i, n;

	if (fs_read(config, MODFILE_MAX_BYTES, &sb, NULL)) {
		strbuf_release(&sb);
		return true;
	}
	gitconfig_parse(a, strbuf_str(&sb), &e, &n);
	for (i = 0; i < n && !hit; i++)
		hit = cstr_eq(e[i].section, "remote") &&
		      cstr_eq(e[i].key, "url") && is_server(e[i].value);
	strbuf_release(&sb);
	return hit;
}

/* By its clone alone: whether the server answers, go has to find out. */
static bool has_remote(struct lister *l, const struct reading *r)
{
	const char *dir = r->p.dir, *git;
	struct stat st;

	if (!memchr(r->p.path, '.', strcspn(r->p.path, "/")))
		return false;
	for (; !cstr_eq(dir, l->srcs[r->src]); dir = path_dir(l->a, dir)) {
		git = path_join(l->a, dir, ".git");
		if (stat(git, &st))
			continue;
		/* A worktree's lies elsewhere. */
		return !S_ISDIR(st.st_mode) ||
		       names_server(l->a, path_join(l->a, git, "config"));
	}
	return false;
}

/* ---- go.work ---- */

static const struct gowork *work_at(struct lister *l, const char *file)
{
	struct strbuf sb = STRBUF_INIT;
	struct gowork *w = NULL;

	if (map_has(&l->works, file))
		return map_get(&l->works, file);
	if (fs_is_file(file) && !fs_read(file, MODFILE_MAX_BYTES, &sb, NULL))
		w = gowork_parse(l->a, str_from(arena_strdup(l->a, sb.buf)),
				 GORELEASE_NEWEST);
	strbuf_release(&sb);
	map_put(&l->works, file, w);
	return w;
}

static void find_gowork(struct lister *l, struct gopath_project *p)
{
	const struct gowork *w = NULL;
	const char *dir = p->dir;
	size_t i;

	for (;; dir = path_dir(l->a, dir)) {
		p->gowork = path_join(l->a, dir, "go.work");
		w = work_at(l, p->gowork);
		if (w || cstr_eq(dir, "/"))
			break;
	}
	if (!w) {
		p->gowork = NULL;
		return;
	}
	for (i = 0; i < w->nuses; i++)
		if (cstr_eq(path_join(l->a, dir,
				      arena_strndup(l->a, w->uses[i].text.p,
						    w->uses[i].text.len)),
			    p->dir))
			p->in_gowork = true;
}

/* ---- the whole ---- */

static int use_order(const void *a, const void *b)
{
	return path_compare(((const struct gopath_use *)a)->dir,
			    ((const struct gopath_use *)b)->dir);
}

static int project_order(const void *a, const void *b)
{
	return path_compare(((const struct gopath_project *)a)->dir,
			    ((const struct gopath_project *)b)->dir);
}

static void hand_over(struct lister *l, struct tree *t)
{
	size_t i, k;

	t->gopath = arena_alloc(l->a, mem_mul(l->nprojects + 1,
					      sizeof(*t->gopath)));
	for (i = 0; i < l->nprojects; i++) {
		struct reading *r = l->projects[i];
		struct gopath_project *p = &t->gopath[t->ngopath++];

		find_gowork(l, &r->p);
		r->p.remote = has_remote(l, r);
		*p = r->p;
		for (k = 0; k < r->uses.n; k++)
			*ARENA_PUSH(l->a, p->uses, p->nuses) =
				*(struct gopath_use *)r->uses.entries[k].value;
		if (p->nuses)
			qsort(p->uses, p->nuses, sizeof(*p->uses), use_order);
	}
	if (t->ngopath)
		qsort(t->gopath, t->ngopath, sizeof(*t->gopath),
		      project_order);
	t->repository.gopath_cut = l->cut;
}

size_t gopath_srcs(struct arena *a, const char *gopath, const char ***out)
{
	struct str rest = str_from(gopath), one;
	size_t n = 0;

	*out = NULL;
	while (str_cut(&rest, ':', &one)) {
		char real[PATH_MAX];

		if (one.len && one.p[0] == '/' &&
		    realpath(path_join(a, arena_strndup(a, one.p, one.len),
				       "src"), real) && fs_is_folder(real))
			*ARENA_PUSH(a, *out, n) = arena_strdup(a, real);
	}
	return n;
}

/* None where the repository lies in none of them and nobody asked. */
static void find_srcs(struct lister *l)
{
	bool wanted = l->in->gopath_asked;
	size_t i;

	l->nsrcs = gopath_srcs(l->a, l->in->gopath, &l->srcs);
	for (i = 0; i < l->nsrcs; i++)
		wanted |= path_under(l->srcs[i], l->in->found->root);
	if (!wanted)
		l->nsrcs = 0;
}

void gopath_read(struct arena *a, const struct tree_input *in,
		 struct walk_progress *progress, struct tree *t)
{
	struct lister l = { .a = a, .in = in, .progress = progress };
	size_t i;

	find_srcs(&l);
	if (!l.nsrcs)
		return;
	gofile_target(in, &l.target);
	strbuf_init(&l.bytes);
	for (i = 0; i < l.nsrcs; i++)
		list_src(&l, i);
	headmemo_begin(in->heads, arena_printf(a, "%s/%s", l.target.goos,
					       l.target.goarch));
	read_packages(&l);
	headmemo_end(in->heads, !atomic_load(&progress->cancel));
	hand_over(&l, t);
	for (i = 0; i < l.nprojects; i++)
		map_release(&l.projects[i]->uses);
	map_release(&l.tools);
	map_release(&l.roots);
	map_release(&l.nested);
	map_release(&l.by_path);
	map_release(&l.by_module);
	map_release(&l.vendored);
	map_release(&l.works);
	strbuf_release(&l.bytes);
	arena_release(&l.file_arena);
}
