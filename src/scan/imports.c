/* What the Go files import, module by module. */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"
#include "fmt/modpath.h"
#include "host/fs.h"
#include "scan/cgouse.h"
#include "scan/gofile.h"
#include "scan/tree.h"

#define MAX_BYTES ((size_t)1024 * 1024)
#define FILE_ARENA_BYTES ((size_t)48 * 1024)

/* One file at hand. */
struct gofile {
	const char *path;	/* relative to the root */
	const char *dir;
	bool test, constrained;
	struct gofile_head head;
};

struct importer {
	struct arena *a;
	const struct tree_input *in;
	struct tree *t;
	struct walk_progress *progress;
	struct buildtag_target target;
	int root_fd;
	struct arena file_arena;	/* of the file at hand */
	struct strbuf bytes;
	struct map std;			/* dotless path -> in GOROOT/src? */
	const struct module *near_of;
	const char **dotless, **below;	/* of what that one requires */
	size_t ndotless, nbelow;
	struct map *uses;		/* one a module: path -> import_use */
	struct cgouse cgo;
	struct map folded;		/* folders with Go files, in lower case */
};

/* Only paths whose first element has no dot can be of the standard library. */
static bool is_dotless(const char *path)
{
	size_t n = strcspn(path, "/.");

	return path[n] != '.';
}

/*
 * Of a module's requirements the few that could pass for std or for a part
 * of the module: every import is held against them.
 */
static void take_near(struct importer *im, const struct module *m)
{
	size_t i;

	if (im->near_of == m)
		return;
	im->near_of = m;
	im->dotless = im->below = NULL;
	im->ndotless = im->nbelow = 0;
	for (i = 0; i < m->nrequires; i++) {
		const char *path = m->requires[i].path;

		if (path && is_dotless(path))
			*ARENA_PUSH(im->a, im->dotless, im->ndotless) = path;
		if (path && modpath_under(path, m->path) &&
		    strcmp(path, m->path))
			*ARENA_PUSH(im->a, im->below, im->nbelow) = path;
	}
}

/* A package of the standard library, as far as GOROOT tells. */
static bool is_std(struct importer *im, const struct module *m,
		   const char *path)
{
	struct stat st;
	bool std;
	size_t i;

	if (!is_dotless(path))
		return false;
	if (m)
		take_near(im, m);
	for (i = 0; m && i < im->ndotless; i++)
		if (modpath_under(path, im->dotless[i]))
			return false;
	if (!im->in->goroot)
		return true;
	if (map_has(&im->std, path))
		return map_get(&im->std, path) != NULL;
	std = !stat(arena_printf(im->a, "%s/src/%s", im->in->goroot, path),
		    &st) && S_ISDIR(st.st_mode);
	map_put(&im->std, path, std ? im : NULL);
	return std;
}

/* Of the module itself, and of no other it requires below its own path. */
static bool is_own(struct importer *im, const struct module *m,
		   const char *path)
{
	size_t i;

	if (!modpath_under(path, m->path))
		return false;
	take_near(im, m);
	for (i = 0; i < im->nbelow; i++)
		if (modpath_under(path, im->below[i]))
			return false;
	return true;
}

static void add_use(struct importer *im, struct module *m, struct map *uses,
		    const struct gofile *f, const struct goimport *g)
{
	struct import_use *u = map_get(uses, g->path);
	bool better;

	if (!u) {
		u = ARENA_NEW(im->a, struct import_use);
		u->path = arena_strdup(im->a, g->path);
		u->test = f->test;
		u->constrained = f->constrained;
		u->file = f->path;
		u->line = g->line;
		map_put(uses, u->path, u);
		return;
	}
	(void)m;
	/* Show the file that says most: built here, and no test. */
	better = (u->constrained && !f->constrained) ||
		 (u->constrained == f->constrained && u->test && !f->test);
	u->test = u->test && f->test;
	u->constrained = u->constrained && f->constrained;
	if (better) {
		u->file = f->path;
		u->line = g->line;
	}
}

/* The first line of the file that calls time.LoadLocation; 0: none. */
static int loads_zones(struct importer *im, const char *path)
{
	struct strbuf sb = STRBUF_INIT;
	struct str rest, line;
	int at = 0, hit = 0;

	if (!fs_read(path_join(&im->file_arena, im->in->found->root, path),
		     MAX_BYTES, &sb, NULL)) {
		rest = strbuf_str(&sb);
		/* Most files that know of time load no zone. */
		if (str_search(rest, ".LoadLocation(") == rest.len)
			rest = STR_NONE;
		while (!hit && str_line(&rest, &line)) {
			at++;
			if (!str_starts(str_trim(line), "//") &&
			    str_search(line, ".LoadLocation(") < line.len)
				hit = at;
		}
	}
	strbuf_release(&sb);
	return hit;
}

/* What of the standard library the machine has to provide for. */
static void note_std(struct importer *im, struct module *m,
		     const struct gofile *f, const char *path)
{
	if (f->test || f->constrained)
		return;
	if (cstr_eq(path, "time/tzdata"))
		m->embeds_zones = true;
	if (!m->tls_file && (cstr_eq(path, "net/http") ||
			     cstr_eq(path, "crypto/tls")))
		m->tls_file = f->path;
	if (!m->zones_file && cstr_eq(path, "time")) {
		m->zones_line = loads_zones(im, f->path);
		if (m->zones_line)
			m->zones_file = f->path;
	}
}

/* What stands in the map for the nearest folder at or above this one. */
static const void *nearest(const struct map *by_dir, const char *dir)
{
	struct str s = str_from(dir);
	const void *hit;

	for (;;) {
		size_t slash = str_find_last(s, '/');

		hit = map_gets(by_dir, s);
		if (hit)
			return hit;
		if (slash == s.len)
			return map_get(by_dir, ".");
		s.len = slash;
	}
}

/* Does ./... of the module in `mod` leave this folder out? */
static bool is_left_out(const char *mod, const char *dir)
{
	if (strcmp(mod, ".") && path_under(mod, dir))
		dir += dir[strlen(mod)] ? strlen(mod) + 1 : strlen(mod);
	return walk_is_fixture(dir);
}

/* ---- imports that mean a folder of the module ---- */

/* The folder as it is spelled; "sub" is relative to the module. */
static const char *spelled(struct importer *im, const struct module *m,
			   const char *sub)
{
	const struct walk_dir *d;

	d = map_get(&im->folded, arena_lower(im->a, path_join(im->a, m->dir, sub)));
	if (!d || !path_under(m->dir, d->path))
		return cstr_eq(m->dir, ".") && d ? d->path : NULL;
	return cstr_eq(d->path, m->dir) ? "." : path_rel(im->a, m->dir,
							 d->path);
}

static bool module_has_go(struct importer *im, const struct module *m,
			  const char *sub)
{
	const struct walk_dir *d;

	d = walk_find_dir(&im->t->walk, path_join(im->a, m->dir, sub));
	return d && d->ngofiles;
}

/* Below the module's path, and only in another case is there such a folder. */
static bool is_misspelled(struct importer *im, const struct module *m,
			  const char *path)
{
	const char *sub = path + strlen(m->path);

	return *sub && !module_has_go(im, m, sub + 1) &&
	       spelled(im, m, sub + 1);
}

/* Requires have the first word: such a path is somebody else's. */
static bool is_required(const struct module *m, const char *path)
{
	size_t i;

	for (i = 0; i < m->nrequires; i++)
		if (modpath_under(path, m->requires[i].path))
			return true;
	for (i = 0; i < m->nreplaces; i++)
		if (modpath_under(path, m->replaces[i].old_path))
			return true;
	return false;
}

/* What of a path stands for the module where it lies: in GOPATH/src, or by
 * its name alone. */
static const char *below_place(struct importer *im, const struct module *m,
			       const char *path)
{
	const char *top = path_join(im->a, im->in->found->root, m->dir);
	const char *names[2] = { path_base(top), path_base(m->path) };
	const char *src = strstr(top, "/src/"), *sub;
	size_t i;

	for (; src; src = strstr(src + 1, "/src/")) {
		sub = path + strlen(src + strlen("/src/"));
		if (modpath_under(path, src + strlen("/src/")) &&
		    module_has_go(im, m, *sub ? sub + 1 : "."))
			return *sub ? sub + 1 : ".";
	}
	if (!is_dotless(path))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (modpath_under(path, names[i])) {
			sub = path + strlen(names[i]);
			if (module_has_go(im, m, *sub ? sub + 1 : "."))
				return *sub ? sub + 1 : ".";
		}
	sub = arena_printf(im->a, "src/%s", path);
	return module_has_go(im, m, sub) ? sub : NULL;
}

static void find_folder(struct importer *im, const struct module *m,
			struct import_use *u)
{
	size_t n = m->path ? strlen(m->path) : 0;
	const char *at;

	if (u->path[0] == '.') {
		at = path_join(im->a, path_dir(im->a, u->file), u->path);
		if (!path_under(m->dir, at) && !cstr_eq(m->dir, "."))
			return;
		at = cstr_eq(at, m->dir) ? "."
			: path_rel(im->a, m->dir, at);
		if (module_has_go(im, m, at))
			u->folder = at;
		return;
	}
	if (!n || is_required(m, u->path))
		return;
	if (!strncasecmp(u->path, m->path, n) &&
	    (!u->path[n] || u->path[n] == '/')) {
		u->folder = spelled(im, m, u->path[n] ? u->path + n + 1 : ".");
		u->other_case = u->folder != NULL;
	} else {
		u->folder = below_place(im, m, u->path);
	}
}

static void add_clash(struct importer *im, struct module *m, const char *one,
		      const char *other, bool folders)
{
	struct case_clash *c = ARENA_PUSH(im->a, m->clashes, m->nclashes);
	bool sorted = strcmp(one, other) < 0;

	c->one = sorted ? one : other;
	c->other = sorted ? other : one;
	c->folders = folders;
}

static void find_clashes(struct importer *im, struct module *m,
			 const struct walk_dir *d)
{
	const struct walk_dir *first;
	struct map names = MAP_INIT;
	const char *name = d->gofiles, *key;
	int i;

	for (i = 0; i < d->ngofiles; i++, name += strlen(name) + 1) {
		if (name[0] == '_' || name[0] == '.')
			continue;
		key = arena_lower(im->a, name);
		if (map_has(&names, key))
			add_clash(im, m, path_join(im->a, d->path,
						   map_get(&names, key)),
				  path_join(im->a, d->path, name), false);
		map_put(&names, key, arena_strdup(im->a, name));
	}
	map_release(&names);
	key = arena_lower(im->a, d->path);
	first = map_get(&im->folded, key);
	if (first && first != d)
		add_clash(im, m, first->path, d->path, true);
}

/* Which folders there are, before the files are read. */
static void fold_folders(struct importer *im, const struct map *modules)
{
	size_t i;

	for (i = 0; i < im->t->walk.ndirs; i++) {
		struct walk_dir *d = &im->t->walk.dirs[i];
		const struct module *m;
		const char *key;

		if (!d->ngofiles)
			continue;
		m = nearest(modules, d->path);
		if (!m || is_left_out(m->dir, d->path))
			continue;
		key = arena_lower(im->a, d->path);
		if (!map_has(&im->folded, key))
			map_put(&im->folded, key, d);
		find_clashes(im, &im->t->modules[m - im->t->modules], d);
	}
}

static void file_of_module(struct importer *im, size_t at,
			   const struct gofile *f)
{
	static const struct buildtag_target any = { .any = true };
	struct module *m = &im->t->modules[at];
	size_t i;

	m->ngofiles++;
	if (!f->test)
		cgouse_file(&im->cgo, m, f->dir, f->path, &f->head);
	m->root_package |= !f->test && !f->constrained &&
			   cstr_eq(f->dir, m->dir);
	if (!m->main_file && !f->test && !f->constrained &&
	    cstr_eq(f->head.package, "main"))
		m->main_file = f->path;
	/* go mod tidy passes over "ignore": nothing is required for it. */
	if (f->constrained && !gofile_builds(f->path, &f->head, &any))
		return;
	for (i = 0; i < f->head.nimports; i++) {
		const struct goimport *g = &f->head.imports[i];

		if (!*g->path)
			continue;
		if (is_own(im, m, g->path)) {
			m->imports_self |= !f->test;
			if (is_misspelled(im, m, g->path))
				add_use(im, m, &im->uses[at], f, g);
			continue;
		}
		if (is_std(im, m, g->path)) {
			note_std(im, m, f, g->path);
			continue;
		}
		add_use(im, m, &im->uses[at], f, g);
	}
}

/* Is this folder of the project one with Go files? */
static bool has_gofiles(struct importer *im, const struct loose_project *l,
			const char *sub)
{
	const struct walk_dir *d;

	d = walk_find_dir(&im->t->walk, *sub ? path_join(im->a, l->dir, sub)
					     : l->dir);
	return d && d->ngofiles;
}

/*
 * "host/user/project/sub" where sub is a folder of ours and nobody vendored
 * the path: a clone in a folder of another name.
 */
static bool names_our_folder(struct importer *im,
			     const struct loose_project *l, const char *path)
{
	struct str first = str_from(path);
	const char *sub = path;
	struct stat st;
	int i;

	first.len = str_find(first, '/');
	if (str_find(first, '.') == first.len)
		return false;
	for (i = 0; i < 3; i++) {
		sub = strchr(sub, '/');
		if (!sub++)
			return false;
	}
	if (!has_gofiles(im, l, sub))
		return false;
	return l->vendor.dir &&
	       stat(path_join(im->a, im->in->found->root,
			      path_join(im->a, l->vendor.dir, path)), &st);
}

/*
 * An import that names a folder of this project by the path it would have
 * below GOPATH/src: what stands before the folder's own path must end in the
 * project's name, or be where the project lies.
 */
static bool is_self_import(struct importer *im, const struct loose_project *l,
			   const char *path)
{
	const char *top = path_join(im->a, im->in->found->root, l->dir);
	const char *name = path_base(top), *src = strstr(top, "/src/");
	const char *p;

	if (l->import_comment && modpath_under(path, l->import_comment))
		return true;
	for (; src; src = strstr(src + 1, "/src/"))
		if (modpath_under(path, src + strlen("/src/")))
			return true;
	for (p = path; (p = strstr(p, name)); p++) {
		const char *end = p + strlen(name);

		if ((p != path && p[-1] != '/') || (*end && *end != '/'))
			continue;
		/* "x" alone could be anything; "host/x" or "x/pkg" is ours. */
		if ((p != path || *end) &&
		    has_gofiles(im, l, *end ? end + 1 : ""))
			return true;
	}
	return names_our_folder(im, l, path);
}

/* The import without the folder of ours that it ends in. */
static const char *without_folder(struct importer *im,
				  const struct loose_project *l,
				  const char *path)
{
	const char *slash;

	for (slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (has_gofiles(im, l, slash + 1))
			return arena_strndup(im->a, path,
					     (size_t)(slash - path));
	return arena_strdup(im->a, path);
}

/* What an import comment says of the project: its own folder left out. */
static const char *comment_of_top(struct importer *im,
				  const struct loose_project *l,
				  const struct gofile *f)
{
	const char *dir = path_dir(im->a, f->path), *path;
	struct str s = str_from(f->head.import_comment);

	dir = cstr_eq(l->dir, ".") ? dir : path_rel(im->a, l->dir, dir);
	if (cstr_eq(dir, "."))
		return arena_strndup(im->a, s.p, s.len);
	path = arena_printf(im->a, "/%s", dir);
	if (!str_ends(s, path) || s.len == strlen(path))
		return NULL;
	return arena_strndup(im->a, s.p, s.len - strlen(path));
}

/*
 * GOPATH=$PWD, or gb: packages lie below src/ of the project, or the project
 * is that folder, and import each other by where they lie in it.
 */
static bool is_below_src(struct importer *im, const struct loose_project *l,
			 const char *path)
{
	const char *top = path_join(im->a, im->in->found->root, l->dir);

	return has_gofiles(im, l, arena_printf(im->a, "src/%s", path)) ||
	       (cstr_eq(path_base(top), "src") && has_gofiles(im, l, path));
}

static void file_of_loose(struct importer *im, struct loose_project *l,
			  const struct gofile *f)
{
	size_t i;

	if (f->head.import_comment && !l->import_comment)
		l->import_comment = comment_of_top(im, l, f);
	for (i = 0; i < f->head.nimports && !l->self_root; i++) {
		const struct goimport *g = &f->head.imports[i];
		bool below_src;

		if (!*g->path || g->path[0] == '.' ||
		    is_std(im, NULL, g->path))
			continue;
		below_src = is_below_src(im, l, g->path);
		if (!below_src && !is_self_import(im, l, g->path))
			continue;
		if (!below_src)
			l->self_root = without_folder(im, l, g->path);
		else if (l->self_import)
			continue;
		l->self_import = arena_strdup(im->a, g->path);
		l->self_import_file = f->path;
		l->self_import_line = g->line;
	}
}

/* Of files without a module: the project they count for; NULL for none. */
static struct loose_project *project_of(struct tree *t,
					const struct map *by_dir,
					const struct walk_dir *d)
{
	const struct loose_project *l = nearest(by_dir, d->path);

	return l && l->fixture == d->fixture ? &t->loose[l - t->loose] : NULL;
}

static void read_dir(struct importer *im, const struct walk_dir *d,
		     size_t at, struct loose_project *loose)
{
	const char *name = d->gofiles;
	int i;

	for (i = 0; i < d->ngofiles; i++, name += strlen(name) + 1) {
		struct gofile f = { .dir = d->path };

		if (name[0] == '_' || name[0] == '.')
			continue;
		/* Not one by one: a block of an arena costs more than a
		 * head of a file. */
		if (im->file_arena.used_bytes > FILE_ARENA_BYTES)
			arena_release(&im->file_arena);
		f.path = strcmp(d->path, ".")
			? arena_printf(im->a, "%s/%s", d->path, name)
			: arena_strdup(im->a, name);
		f.test = cstr_ends(name, "_test.go");
		if (!gofile_read(&im->file_arena, im->root_fd, f.path,
				 &im->bytes, &f.head))
			continue;
		f.constrained = !gofile_builds(f.path, &f.head, &im->target);
		if (loose)
			file_of_loose(im, loose, &f);
		else
			file_of_module(im, at, &f);
		atomic_fetch_add(&im->progress->beat, 1);
	}
}

static void hand_over(struct importer *im)
{
	size_t i, k;

	for (i = 0; i < im->t->nmodules; i++) {
		struct module *m = &im->t->modules[i];
		const struct map *uses = &im->uses[i];

		m->imports = NULL;
		m->nimports = 0;
		for (k = 0; k < uses->n; k++)
			*ARENA_PUSH(im->a, m->imports, m->nimports) =
				*(struct import_use *)uses->entries[k].value;
		for (k = 0; k < m->nimports; k++)
			find_folder(im, m, &m->imports[k]);
		m->imports_done = true;
		cgouse_finish(&im->cgo, m);
	}
}

/* A replacement of something imported is needed, required or not. */
static void unmark_imported(struct importer *im)
{
	struct tree *t = im->t;
	size_t i, k, n;

	for (i = 0; i < t->nmodules; i++) {
		struct module *m = &t->modules[i];

		m->replaces = arena_memdup(im->a, m->replaces,
			mem_mul(m->nreplaces, sizeof(*m->replaces)));
		for (k = 0; k < m->nreplaces; k++)
			for (n = 0; n < m->nimports &&
			     m->replaces[k].unused; n++)
				if (modpath_under(m->imports[n].path,
					       m->replaces[k].old_path))
					m->replaces[k].unused = false;
	}
}

void tree_read_imports(struct arena *a, const struct tree_input *in,
		       struct walk_progress *progress, struct tree *t)
{
	struct importer im = { .a = a, .in = in, .t = t,
			       .progress = progress, .cgo = CGOUSE_INIT(a) };
	struct map modules = MAP_INIT, loose = MAP_INIT;
	size_t i;

	gofile_target(in, &im.target);
	im.root_fd = open(in->found->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (im.root_fd < 0)
		return;
	t->modules = arena_memdup(a, t->modules,
				  mem_mul(t->nmodules, sizeof(*t->modules)));
	t->loose = arena_memdup(a, t->loose,
				mem_mul(t->nloose, sizeof(*t->loose)));
	strbuf_init(&im.bytes);
	im.uses = arena_alloc(a, mem_mul(t->nmodules, sizeof(*im.uses)));
	for (i = 0; i < t->nmodules; i++)
		map_put(&modules, t->modules[i].dir, &t->modules[i]);
	for (i = 0; i < t->nloose; i++)
		map_put(&loose, t->loose[i].dir, &t->loose[i]);
	fold_folders(&im, &modules);
	for (i = 0; i < t->walk.ndirs; i++) {
		const struct walk_dir *d = &t->walk.dirs[i];
		struct loose_project *project;
		const struct module *m;

		if (atomic_load(&progress->cancel))
			break;
		if (!d->ngofiles)
			continue;
		m = nearest(&modules, d->path);
		project = m ? NULL : project_of(t, &loose, d);
		if (m && !is_left_out(m->dir, d->path))
			read_dir(&im, d, (size_t)(m - t->modules), NULL);
		else if (project)
			read_dir(&im, d, 0, project);
	}
	hand_over(&im);
	unmark_imported(&im);
	t->imports_done = true;
	for (i = 0; i < t->nmodules; i++)
		map_release(&im.uses[i]);
	map_release(&modules);
	map_release(&loose);
	map_release(&im.std);
	cgouse_release(&im.cgo);
	map_release(&im.folded);
	strbuf_release(&im.bytes);
	arena_release(&im.file_arena);
	(void)close(im.root_fd);
}
