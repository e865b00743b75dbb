#include "config.h"

#include "scan/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "fmt/gomendfile.h"
#include "fmt/legacyflaw.h"
#include "fmt/legacylock.h"
#include "host/fs.h"
#include "scan/callpins.h"
#include "scan/follow.h"
#include "scan/gopath.h"
#include "scan/modfiles.h"
#include "scan/pins.h"
#include "scan/gopathlines.h"
#include "scan/scripts.h"

/* More vendored files than this are not listed. */
#define MAX_VENDORED ((size_t)500 * 1000)
#define MAX_VENDOR_DEPTH 128

/* ---- modules ---- */

/* Modules by folder, to find the one a folder belongs to. */
static void map_modules(struct map *by_dir, struct tree *t)
{
	size_t i;

	for (i = 0; i < t->nmodules; i++)
		map_put(by_dir, t->modules[i].dir, &t->modules[i]);
}

/* The module of a folder: the nearest at or above it; NULL for none. */
static struct module *module_of(const struct map *by_dir, const char *dir)
{
	size_t len = strlen(dir);
	struct module *m;

	if (strcmp(dir, ".")) {
		for (;;) {
			struct str s = { dir, len };

			m = map_gets(by_dir, s);
			if (m)
				return m;
			len = str_find_last(s, '/');
			if (len == s.len)
				break;
		}
	}
	return map_get(by_dir, ".");
}

static void find_modules(struct arena *a, const struct tree_input *in,
			 struct walk_progress *progress, struct tree *t)
{
	struct map by_dir = MAP_INIT;
	size_t i;

	for (i = 0; i < t->walk.nhits; i++) {
		const struct walk_hit *h = &t->walk.hits[i];
		struct module *m;

		if (h->what != WALK_GOMOD || h->type == WALK_FOLDER)
			continue;
		m = ARENA_PUSH(a, t->modules, t->nmodules);
		m->dir = h->dir;
		m->gomod = h->path;
		m->fixture = h->fixture;
		modfiles_module(a, in, h, &t->walk, m);
		atomic_fetch_add(&progress->beat, 1);
		if (atomic_load(&progress->cancel))
			return;
	}
	map_modules(&by_dir, t);
	for (i = 0; i < t->nmodules; i++) {
		struct module *m = &t->modules[i];

		m->nested = strcmp(m->dir, ".") &&
			    module_of(&by_dir, path_dir(a, m->dir));
	}
	map_release(&by_dir);
}

static void find_workspaces(struct arena *a, const struct tree_input *in,
			    struct tree *t)
{
	size_t i;

	for (i = 0; i < t->walk.nhits; i++) {
		const struct walk_hit *h = &t->walk.hits[i];
		struct workspace *w;

		if (h->what != WALK_GOWORK || h->type == WALK_FOLDER)
			continue;
		w = ARENA_PUSH(a, t->workspaces, t->nworkspaces);
		w->file = h->path;
		w->dir = path_join(a, in->found->root, h->dir);
		w->fixture = h->fixture;
		modfiles_workspace(a, in, h->type, &t->walk, w);
	}
}

/* ---- above the root ---- */

static bool exists(const char *path)
{
	struct stat st;

	return !stat(path, &st) && !S_ISDIR(st.st_mode);
}

static void look_above(struct arena *a, const struct tree_input *in,
		       struct tree *t)
{
	struct repository *r = &t->repository;
	const char *dir = in->found->root;

	while (strcmp(dir, "/") && (!r->gomod_above || !r->gowork_above)) {
		const char *file;

		dir = path_dir(a, dir);
		file = path_join(a, dir, "go.mod");
		if (!r->gomod_above && exists(file))
			r->gomod_above = file;
		file = path_join(a, dir, "go.work");
		if (!r->gowork_above && exists(file))
			r->gowork_above = file;
	}
	if (r->gomod_above)
		r->gomod_above_path = modfiles_path_of(a, r->gomod_above);
	if (r->gowork_above) {
		struct workspace *w = ARENA_PUSH(a, t->workspaces,
						 t->nworkspaces);

		w->file = r->gowork_above;
		w->dir = path_dir(a, r->gowork_above);
		w->above = true;
		modfiles_workspace(a, in, WALK_REGULAR, NULL, w);
	}
}

/* ---- locks, files ---- */

static void add_pins(struct arena *a, const struct legacylock *from,
		     struct legacy_lock *l)
{
	size_t i;

	for (i = 0; i < from->npins; i++) {
		const struct legacylock_pin *p = &from->pins[i];
		struct legacy_pin *q;

		/* An entry without a path pins nothing. */
		if (!*p->path)
			continue;
		q = ARENA_PUSH(a, l->pins, l->npins);
		q->path = p->path;
		q->version = p->version;
		q->revision = p->revision;
		q->tag = p->tag;
		q->branch = p->branch;
		q->source = p->source;
		q->line = p->line;
		q->test = p->test;
	}
}

static void read_lock(struct arena *a, const struct tree_input *in,
		      struct legacy_lock *l)
{
	int kind = legacylock_kind_of(l->path);
	struct strbuf sb = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct legacylock lock;
	struct legacyflaw flaw;
	bool had;

	if (kind < 0)
		return;
	had = !fs_read(path_join(a, in->found->root, l->path),
		       FS_READ_MAX_BYTES, &sb, &err);
	if (had) {
		legacyflaw_find(a, (enum legacylock_kind)kind, strbuf_str(&sb),
				&flaw);
		l->flaw = legacyflaw_id(flaw.kind);
		l->flaw_what = flaw.what;
		l->flaw_line = flaw.line;
	}
	if (had && !legacylock_read(a, (enum legacylock_kind)kind,
				    strbuf_str(&sb), &lock, &err)) {
		add_pins(a, &lock, l);
		l->import_path = lock.import_path;
	} else {
		l->problem = arena_strdup(a, err.message);
		if (err.origin && *err.origin >= '0' && *err.origin <= '9')
			l->problem_line = (int)strtol(err.origin, NULL, 10);
	}
	strbuf_release(&sb);
	error_release(&err);
}

static void add_lock(struct arena *a, const struct tree_input *in,
		     struct tree *t, const struct map *mods,
		     const char *path, const char *dir, const char *tool,
		     bool fixture)
{
	struct legacy_lock *l = ARENA_PUSH(a, t->locks, t->nlocks);

	l->path = path;
	l->dir = dir;
	l->tool = tool;
	l->fixture = fixture;
	l->has_gomod = map_has(mods, dir);
	if (!fixture)
		read_lock(a, in, l);
}

static bool is_regular(const struct tree_input *in, struct arena *a,
		       const char *path)
{
	struct stat st;

	return !stat(path_join(a, in->found->root, path), &st) &&
	       S_ISREG(st.st_mode);
}

/* Locks that stand inside a vendor folder. */
static void vendored_locks(struct arena *a, const struct tree_input *in,
			   struct tree *t, const struct map *mods,
			   const struct walk_hit *h)
{
	const char *path = path_join(a, h->path, "vendor.json");

	if (is_regular(in, a, path))
		add_lock(a, in, t, mods, path, h->dir, "govendor", h->fixture);
	path = path_join(a, h->path, "manifest");
	if (is_regular(in, a, path))
		add_lock(a, in, t, mods, path, h->dir, "gvt", h->fixture);
}

static void find_locks(struct arena *a, const struct tree_input *in,
		       struct tree *t, const struct map *mods)
{
	size_t i;

	for (i = 0; i < t->walk.nhits; i++) {
		const struct walk_hit *h = &t->walk.hits[i];
		const char *dir = h->dir;

		if (h->what == WALK_VENDOR)
			vendored_locks(a, in, t, mods, h);
		if (h->what != WALK_LOCK || h->type == WALK_FOLDER)
			continue;
		/* Godeps/Godeps.json belongs to the folder above. */
		if (!strcmp(h->tool, "godep"))
			dir = path_dir(a, dir);
		add_lock(a, in, t, mods, h->path, dir, h->tool,
			 h->fixture);
	}
}

static void find_files(struct arena *a, const struct tree_input *in,
		       struct tree *t)
{
	struct pins_input pins = { .root = in->found->root,
				   .supplied = in->civars };
	size_t i;

	for (i = 0; i < t->walk.nhits; i++)
		if (t->walk.hits[i].what == WALK_FILE &&
		    t->walk.hits[i].type != WALK_FOLDER &&
		    t->walk.hits[i].kind == FILE_GITHUB_WORKFLOW)
			*ARENA_PUSH(a, pins.workflows, pins.nworkflows) =
				t->walk.hits[i].path;

	for (i = 0; i < t->walk.nhits; i++) {
		const struct walk_hit *h = &t->walk.hits[i];
		const struct walk_dir *beside;
		struct repo_file *f;

		if (h->what != WALK_FILE || h->type == WALK_FOLDER)
			continue;
		f = ARENA_PUSH(a, t->files, t->nfiles);
		f->kind = h->kind;
		f->path = h->path;
		f->fixture = h->fixture;
		beside = walk_find_dir(&t->walk, h->dir);
		pins_read(a, &pins, beside && beside->ngofiles, f);
	}
}

/* ---- loose projects ---- */

/*
 * Is it a vendor folder of Go's?  Other languages have theirs; Go's holds
 * hosts ("github.com") or what a tool of the GOPATH age left.
 */
static bool is_go_vendor(struct arena *a, const struct tree_input *in,
			 const struct walk_hit *h)
{
	static const char *const marks[] = {
		"modules.txt", "vendor.json", "manifest",
	};
	DIR *d = opendir(path_join(a, in->found->root, h->path));
	struct dirent *e;
	bool hit = false;
	size_t i;

	if (!d)
		return false;
	while (!hit && (e = readdir(d))) {
		for (i = 0; i < ARRAY_SIZE(marks); i++)
			hit = hit || !strcmp(e->d_name, marks[i]);
		hit = hit || (e->d_name[0] != '.' && strchr(e->d_name, '.') &&
			      (e->d_type == DT_DIR || e->d_type == DT_UNKNOWN));
	}
	(void)closedir(d);
	return hit;
}

/* Folders with a mark of a project's top: a lock, a vendor folder. */
static void map_tops(struct arena *a, const struct tree_input *in,
		     const struct tree *t, const struct map *mods,
		     struct map *tops)
{
	size_t i;

	for (i = 0; i < t->nlocks; i++)
		map_put(tops, t->locks[i].dir, NULL);
	for (i = 0; i < t->walk.nhits; i++) {
		const struct walk_hit *h = &t->walk.hits[i];

		if (h->what == WALK_VENDOR && !module_of(mods, h->dir) &&
		    is_go_vendor(a, in, h))
			map_put(tops, h->dir, NULL);
	}
}

static bool folder_above(const char *upper, const char *dir)
{
	size_t n = strlen(upper);

	if (!strcmp(upper, "."))
		return true;
	return !strncmp(dir, upper, n) && (!dir[n] || dir[n] == '/');
}

/* The longest common folder of two. */
static const char *common_dir(struct arena *a, const char *x, const char *y)
{
	while (!folder_above(x, y))
		x = path_dir(a, x);
	return x;
}

static const char *first_gofile(struct arena *a, const struct walk_dir *d)
{
	const char *p = d->gofiles, *best = p;
	int i;

	for (i = 0; i < d->ngofiles; i++) {
		if (strcmp(p, best) < 0)
			best = p;
		p += strlen(p) + 1;
	}
	return path_join(a, d->path, best);
}

/* The folder that stands for the project of a folder without a module. */
static const char *loose_top(struct arena *a, const struct tree *t,
			     const struct map *mods, const struct map *tops,
			     const char *dir)
{
	const char *top = dir, *up = dir;

	while (strcmp(up, ".")) {
		up = path_dir(a, up);
		if (map_has(mods, up))
			break;
		if (map_has(tops, up)) {
			top = up;
		} else {
			const struct walk_dir *d = walk_find_dir(&t->walk, up);

			if (d && d->ngofiles)
				top = up;
		}
	}
	return top;
}

static struct loose_project *loose_for(struct arena *a, struct tree *t,
				       struct map *by_top, const char *top,
				       bool fixture)
{
	struct loose_project *l;
	size_t *at = map_get(by_top, top);

	if (at)
		return &t->loose[*at];
	at = ARENA_NEW(a, size_t);
	*at = t->nloose;
	map_put(by_top, top, at);
	l = ARENA_PUSH(a, t->loose, t->nloose);
	l->dir = top;
	l->fixture = fixture;
	return l;
}

/* A repository below GOPATH/src: its place there is its path, wherever in it the
 * Go files lie. */
static bool is_at_its_path(struct arena *a, const struct tree_input *in)
{
	const char *root = in->found->root, **srcs;
	size_t i, n;

	if (!in->found->git_dir)
		return false;
	n = gopath_srcs(a, in->gopath, &srcs);
	for (i = 0; i < n; i++)
		if (path_under(srcs[i], root) && !cstr_eq(srcs[i], root))
			return true;
	return false;
}

static void find_loose(struct arena *a, const struct tree_input *in,
		       struct tree *t, const struct map *mods)
{
	struct loose_project *all;
	struct map tops = MAP_INIT, by_top = MAP_INIT;
	size_t i, n = 0, nreal = 0;
	const char *common = NULL;

	map_tops(a, in, t, mods, &tops);
	for (i = 0; i < t->walk.ndirs; i++) {
		const struct walk_dir *d = &t->walk.dirs[i];
		struct loose_project *l;
		const char *top;
		struct module *m;

		if (!d->ngofiles)
			continue;
		m = module_of(mods, d->path);
		if (m && !m->first_gofile && !d->fixture)
			m->first_gofile = first_gofile(a, d);
		if (m)
			continue;
		top = loose_top(a, t, mods, &tops, d->path);
		/* testdata of a project is not a project. */
		if (d->fixture && !walk_is_fixture(top))
			continue;
		l = loose_for(a, t, &by_top, top, d->fixture);
		l->ngofiles += d->ngofiles;
		if (!l->first_file)
			l->first_file = first_gofile(a, d);
	}
	/* Without any module several tops (cmd/, pkg/) are one project. */
	for (i = 0; i < t->nloose; i++) {
		if (t->loose[i].fixture)
			continue;
		common = nreal++ ? common_dir(a, common, t->loose[i].dir)
				 : t->loose[i].dir;
	}
	if (!t->nmodules && nreal && !map_has(&tops, common) &&
	    is_at_its_path(a, in))
		common = ".";
	else if (nreal < 2)
		common = NULL;
	if (!t->nmodules && common) {
		all = NULL;
		for (i = 0; i < t->nloose; i++) {
			const struct loose_project *l = &t->loose[i];

			if (l->fixture) {
				*ARENA_PUSH(a, all, n) = *l;
			} else if (common) {
				*ARENA_PUSH(a, all, n) = *l;
				all[n - 1].dir = common;
				common = NULL;
				nreal = n - 1;
			} else {
				all[nreal].ngofiles += l->ngofiles;
			}
		}
		t->loose = all;
		t->nloose = n;
	}
	for (i = 0; i < t->nloose; i++)
		if (map_has(&tops, t->loose[i].dir))
			modfiles_vendor(a, in->found->root, &t->walk,
					t->loose[i].dir, &t->loose[i].vendor);
	map_release(&tops);
	map_release(&by_top);
}

/* ---- what would hang libgit2 ---- */

static void find_trap(struct arena *a, const struct tree_input *in,
		      struct tree *t)
{
	struct stat st;
	size_t i;

	for (i = 0; i < t->walk.nhits && !t->git_trap; i++) {
		const struct walk_hit *h = &t->walk.hits[i];

		if (h->what != WALK_GIT_TRAP)
			continue;
		if (h->type == WALK_LINK &&
		    (stat(path_join(a, in->found->root, h->path), &st) ||
		     S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
			continue;
		t->git_trap = h->path;
	}
}

/* What the owners accept: .gomend at the root. */
static void read_silences(struct arena *a, const struct tree_input *in,
			  struct tree *t)
{
	struct strbuf sb = STRBUF_INIT;

	if (!fs_read(path_join(a, in->found->root, ".gomend"),
		     GOMENDFILE_MAX_BYTES, &sb, NULL))
		t->repository.nsilences = gomendfile_parse(a, strbuf_str(&sb),
			&t->repository.silences);
	strbuf_release(&sb);
}

int tree_build(struct arena *a, const struct tree_input *in,
	       struct walk_progress *progress, struct tree *t,
	       struct error *err)
{
	struct map mods = MAP_INIT;

	memset(t, 0, sizeof(*t));
	if (walk_run(a, in->found->root, NULL, progress, &t->walk, err))
		return -1;
	t->repository.nfiles = t->walk.nfiles;
	t->repository.ndirs = (int)t->walk.ndirs;
	t->repository.cut = t->walk.cut;
	read_silences(a, in, t);
	find_trap(a, in, t);
	find_modules(a, in, progress, t);
	map_modules(&mods, t);
	find_workspaces(a, in, t);
	look_above(a, in, t);
	find_locks(a, in, t, &mods);
	find_files(a, in, t);
	scripts_read(a, in->found->root, t);
	follow_calls(a, t);
	callpins_settle(a, t);
	find_loose(a, in, t, &mods);
	gopathlines_read(a, in->found->root, t);
	map_release(&mods);
	return 0;
}

/* ---- vendored files ---- */

struct lister {
	struct arena *a;
	int root_fd;
	struct walk_progress *progress;
	struct vendor_files *v;
};

static void list_folder(struct lister *l, const char *dir, int depth)
{
	struct dirent *e;
	struct stat st;
	DIR *d;
	int fd;

	if (atomic_load(&l->progress->cancel) || l->v->cut)
		return;
	if (depth > MAX_VENDOR_DEPTH) {
		l->v->cut = "folders too deep below vendor were not looked at";
		return;
	}
	fd = openat(l->root_fd, dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
		    O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return;
	d = fdopendir(fd);
	if (!d) {
		(void)close(fd);
		return;
	}
	atomic_fetch_add(&l->progress->beat, 1);
	while ((e = readdir(d))) {
		bool is_dir = e->d_type == DT_DIR, is_reg = e->d_type == DT_REG;
		const char *path;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
		    !strcmp(e->d_name, ".git"))
			continue;
		if (e->d_type == DT_UNKNOWN &&
		    !fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW)) {
			is_dir = S_ISDIR(st.st_mode);
			is_reg = S_ISREG(st.st_mode);
		}
		path = path_join(l->a, dir, e->d_name);
		if (is_dir) {
			list_folder(l, path, depth + 1);
			continue;
		}
		if (!is_reg && (!strcmp(e->d_name, ".gitignore") ||
				!strcmp(e->d_name, ".gitattributes")))
			l->v->trap = path;
		if (l->v->nfiles >= MAX_VENDORED) {
			l->v->cut = "vendor holds too many files to list";
			break;
		}
		*ARENA_PUSH(l->a, l->v->files, l->v->nfiles) = path;
	}
	(void)closedir(d);
}

static void count_vendor(struct arena *a, struct tree *t,
			 struct walk_progress *progress, int root_fd,
			 struct vendor *v)
{
	struct lister l = { a, root_fd, progress, NULL };
	struct vendor_files *files;
	size_t i;

	if (!v->dir)
		return;
	/* A module and a workspace may share one. */
	for (i = 0; i < t->nvendors; i++) {
		if (!strcmp(t->vendors[i].dir, v->dir)) {
			v->nfiles = (int)t->vendors[i].nfiles;
			return;
		}
	}
	files = ARENA_PUSH(a, t->vendors, t->nvendors);
	files->dir = v->dir;
	l.v = files;
	list_folder(&l, v->dir, 0);
	if (files->nfiles)
		qsort(files->files, files->nfiles, sizeof(*files->files),
		      cstr_order);
	v->nfiles = (int)files->nfiles;
	if (!v->cut)
		v->cut = files->cut;
	if (files->trap && !t->git_trap)
		t->git_trap = files->trap;
}

void tree_list_vendors(struct arena *a, const char *root,
		       struct walk_progress *progress, struct tree *t)
{
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	size_t i;

	if (fd < 0)
		return;
	/* What was handed on before stays as it is. */
	t->modules = arena_memdup(a, t->modules,
				  mem_mul(t->nmodules, sizeof(*t->modules)));
	t->workspaces = arena_memdup(a, t->workspaces,
		mem_mul(t->nworkspaces, sizeof(*t->workspaces)));
	t->loose = arena_memdup(a, t->loose,
				mem_mul(t->nloose, sizeof(*t->loose)));
	for (i = 0; i < t->nmodules; i++)
		count_vendor(a, t, progress, fd, &t->modules[i].vendor);
	for (i = 0; i < t->nworkspaces; i++)
		if (!t->workspaces[i].above)
			count_vendor(a, t, progress, fd,
				     &t->workspaces[i].vendor);
	for (i = 0; i < t->nloose; i++)
		count_vendor(a, t, progress, fd, &t->loose[i].vendor);
	(void)close(fd);
}
