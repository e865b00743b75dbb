#include "config.h"

#include "fixes/importfix.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/path.h"
#include "base/text.h"
#include "fixes/stagefiles.h"
#include "fmt/goimports.h"
#include "fmt/modpath.h"

/* Nearly every head ends in these. */
#define HEAD_BYTES ((size_t)16 * 1024)
#define LEFT_MAX 100
/* Folders in folders: more is a loop that somebody made. */
#define DEPTH_MAX 64
#define LINKS_MAX 1000
/* Under so many names one file can be reached by links. */
#define NAMES_MAX 32

void importfix_init(struct importfix *x, struct fix_run *run, const char *dir,
		    const char *module)
{
	memset(x, 0, sizeof(*x));
	x->run = run;
	x->dir = dir;
	x->module = module;
	x->real = run->host->real(run->host, run->arena, dir);
	strbuf_init(&x->bytes);
}

void importfix_release(struct importfix *x)
{
	map_release(&x->folders);
	map_release(&x->seen);
	map_release(&x->read);
	strbuf_release(&x->bytes);
}

void importfix_root(struct importfix *x, const char *root)
{
	size_t i;

	if (cstr_empty(root) || root[0] == '.')
		return;
	for (i = 0; i < x->nroots; i++)
		if (cstr_eq(x->roots[i], root))
			return;
	*ARENA_PUSH(x->run->arena, x->roots, x->nroots) = root;
}

void importfix_other(struct importfix *x, const char *path)
{
	*ARENA_PUSH(x->run->arena, x->others, x->nothers) = path;
}

void importfix_rename(struct importfix *x, const char *from, const char *to)
{
	*ARENA_PUSH(x->run->arena, x->renames, x->nrenames) =
		(struct importfix_rename){ from, to };
}

/* ---- folders ---- */

static const char *below(struct importfix *x, const char *rel, const char *name)
{
	return cstr_eq(rel, ".") ? name
				 : arena_printf(x->run->arena, "%s/%s", rel,
						name);
}

static bool exists(struct importfix *x, const char *path)
{
	struct plan_state s;

	memset(&s, 0, sizeof(s));
	return !x->run->host->look(x->run->host, x->run->arena, path, &s) &&
	       s.type != PLAN_ABSENT;
}

/* A path with all links resolved, below the module's folder; NULL: it leads
 * out of it, or nowhere. */
static const char *inside(struct importfix *x, const char *path)
{
	const char *real = x->run->host->real(x->run->host, x->run->arena,
					      path);

	if (!real || !x->real || !path_under(x->real, real))
		return NULL;
	real += strlen(x->real);
	return *real ? real + 1 : ".";
}

/* What lies in a folder; looked at once. */
struct listing {
	struct fix_entry *entries;
	size_t n;
	bool has_go;
};

static int by_name(const void *a, const void *b)
{
	const struct fix_entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* What go finds by a link as if it lay there. */
static void note_link(struct importfix *x, const char *path)
{
	const char *to = inside(x, path);

	if (!to || x->nlinks >= LINKS_MAX)
		return;
	to = path_join(x->run->arena, x->dir, to);
	/* The folder that it lies in: round and round. */
	if (!path_under(to, path))
		*ARENA_PUSH(x->run->arena, x->links, x->nlinks) =
			(struct importfix_link){ path, to };
}

static const struct listing *listing(struct importfix *x, const char *rel)
{
	struct listing *l = map_get(&x->folders, rel);
	const char *dir = path_join(x->run->arena, x->dir, rel);
	struct fix_host *h = x->run->host;
	size_t i;
	int fd;

	if (l)
		return l;
	l = ARENA_NEW(x->run->arena, struct listing);
	map_put(&x->folders, rel, l);
	/* ./... goes into no link, but an import may name one. */
	fd = h->open_dir(h, dir);
	if (fd < 0)
		return l;
	if (h->list_dir(h, fd, x->run->arena, &l->entries, &l->n))
		l->n = 0;
	h->close_dir(h, fd);
	if (l->n)
		qsort(l->entries, l->n, sizeof(*l->entries), by_name);
	for (i = 0; i < l->n; i++) {
		const struct fix_entry *e = &l->entries[i];

		l->has_go |= e->type != PLAN_FOLDER && cstr_ends(e->name, ".go");
		if (e->type == PLAN_SYMLINK)
			note_link(x, path_join(x->run->arena, dir, e->name));
	}
	return l;
}

static bool has_go(struct importfix *x, const char *rel)
{
	return listing(x, rel)->has_go;
}

/* Does ./... pass over a folder of this name? */
static bool is_passed_over(const char *name)
{
	return name[0] == '.' || name[0] == '_' || cstr_eq(name, "testdata");
}

/* A project of its own, below ours. */
static bool is_foreign(struct importfix *x, const char *rel)
{
	const char *dir = path_join(x->run->arena, x->dir, rel);

	return exists(x, path_join(x->run->arena, dir, "go.mod")) ||
	       exists(x, path_join(x->run->arena, dir, ".git"));
}

/* The folder as it is spelled, whatever the case of `rel`; NULL: none. */
static const char *spelled(struct importfix *x, const char *rel)
{
	struct str rest = str_from(rel), one;
	const char *at = ".";

	while (str_cut(&rest, '/', &one)) {
		const struct listing *l = listing(x, at);
		const char *hit = NULL;
		size_t i, n = 0;

		for (i = 0; i < l->n; i++) {
			const char *name = l->entries[i].name;

			if (strlen(name) != one.len ||
			    (l->entries[i].type != PLAN_FOLDER &&
			     l->entries[i].type != PLAN_SYMLINK) ||
			    strncasecmp(name, one.p, one.len) != 0)
				continue;
			if (!strncmp(name, one.p, one.len)) {
				hit = name;
				n = 1;
				break;
			}
			hit = name;
			n++;
		}
		if (n != 1)
			return NULL;
		at = below(x, at, hit);
	}
	return at;
}

/* ---- what an import means ---- */

static const char *rest_of(const char *path, const char *prefix)
{
	const char *rest = path + strlen(prefix);

	return *rest ? rest + 1 : ".";
}

static bool is_std(struct importfix *x, const char *path)
{
	const char *goroot = place_value(x->run->place, "GOROOT");

	if (path[strcspn(path, "/.")] == '.' || cstr_empty(goroot))
		return false;
	return fix_is(x->run, path_join(x->run->arena, goroot,
					arena_printf(x->run->arena, "src/%s",
						     path)), PLAN_FOLDER);
}

/* GOPATH mode asks each vendor folder above the file first. */
static bool is_vendored(struct importfix *x, const char *dir, const char *path)
{
	const char *at = dir;

	for (;;) {
		if (has_go(x, below(x, below(x, at, "vendor"),
					      path)))
			return true;
		if (cstr_eq(at, "."))
			return false;
		at = path_dir(x->run->arena, at);
	}
}

/* Of a module below `root` that is somebody else's; NULL: of any such. */
static bool is_others(const struct importfix *x, const char *path,
		      const char *root)
{
	size_t i;

	for (i = 0; i < x->nothers; i++)
		if (modpath_under(path, x->others[i]) &&
		    !modpath_under(root ? root : "", x->others[i]))
			return true;
	return false;
}

/* Where godep and others kept copies, and had the imports name them so. */
static const char *of_copy(const char *rest)
{
	static const char *const copies[] = {
		"Godeps/_workspace/src/", "vendor/"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(copies); i++)
		if (cstr_starts(rest, copies[i]))
			return rest + strlen(copies[i]);
	return NULL;
}

/* The module of somebody else goes by another path; NULL: it does not. */
static const char *renamed(const struct importfix *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->nrenames; i++) {
		const struct importfix_rename *r = &x->renames[i];

		if (modpath_under(path, r->from) &&
		    !modpath_under(path, r->to) &&
		    !is_others(x, path, r->from))
			return arena_printf(x->run->arena, "%s%s", r->to,
					    path + strlen(r->from));
	}
	return NULL;
}

static const char *as_own(struct importfix *x, const char *folder)
{
	return cstr_eq(folder, ".") ? x->module
				    : arena_printf(x->run->arena, "%s/%s",
						   x->module, folder);
}

/* The module below ours that the folder lies in; NULL: ours. */
static const struct module *nested_at(struct importfix *x, const char *folder)
{
	const char *dir = path_join(x->run->arena, x->dir, folder);
	const struct snapshot *s = x->run->snap;
	const struct module *hit = NULL;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		const char *at = fix_abs(x->run, m->dir);

		if (!cstr_empty(m->path) && !cstr_eq(at, x->dir) &&
		    path_under(x->dir, at) && path_under(at, dir) &&
		    (!hit || strlen(hit->dir) < strlen(m->dir)))
			hit = m;
	}
	return hit;
}

static const char *as_nested(struct importfix *x, const struct module *m,
			     const char *folder)
{
	const char *rest = path_join(x->run->arena, x->dir, folder) +
			   strlen(fix_abs(x->run, m->dir));
	size_t i;

	for (i = 0; i < x->nnested; i++)
		if (x->nested[i] == m)
			break;
	if (i == x->nnested)
		*ARENA_PUSH(x->run->arena, x->nested, x->nnested) = m;
	return arena_printf(x->run->arena, "%s%s", m->path, rest);
}

/* A package that is imported is looked through, wherever it lies. */
static const char *take(struct importfix *x, const char *folder)
{
	const struct module *m = nested_at(x, folder);

	if (m)
		return as_nested(x, m, folder);
	*ARENA_PUSH(x->run->arena, x->queue, x->nqueue) = folder;
	return as_own(x, folder);
}

static const char *from_root(struct importfix *x, const char *dir,
			     const char *path, const char *root)
{
	const char *rest = rest_of(path, root), *copy = of_copy(rest);
	const char *folder;

	if (copy)
		return renamed(x, copy) ? renamed(x, copy) : copy;
	folder = cstr_eq(rest, ".") ? rest : spelled(x, rest);
	/* A copy of the project itself gives way to the project. */
	if (!cstr_eq(root, x->module) && !(folder && has_go(x, folder)) &&
	    is_vendored(x, dir, path))
		return NULL;
	if (folder && !cstr_eq(folder, rest) && has_go(x, folder))
		return take(x, folder);
	/* Also where nothing lies yet: it may be generated. */
	return take(x, rest);
}

/* Another spelling of the module's path, or of one it had. */
static const char *from_case(struct importfix *x, const char *path,
			     const char *root)
{
	size_t n = strlen(root);
	const char *folder;

	if (strncasecmp(path, root, n) != 0 || (path[n] && path[n] != '/'))
		return NULL;
	folder = path[n] ? spelled(x, path + n + 1) : ".";
	if (!folder || !has_go(x, folder))
		return NULL;
	return take(x, folder);
}

/* src/ is a folder of GOPATH: the project's own, or gb's. */
static const char *from_src(struct importfix *x, const char *path)
{
	const char *folder = arena_printf(x->run->arena, "src/%s", path);

	if (has_go(x, folder))
		return take(x, folder);
	if (cstr_eq(path_base(x->dir), "src") && has_go(x, path))
		return take(x, path);
	return NULL;
}

bool importfix_changes_to(const struct importfix *x, const char *to)
{
	size_t i, k;

	for (i = 0; i < x->nfiles; i++)
		for (k = 0; k < x->files[i].nones; k++)
			if (modpath_under(x->files[i].ones[k].new, to))
				return true;
	return false;
}

/* What the import of a file in `dir` becomes; NULL: it stays. */
static const char *becomes(struct importfix *x, const char *dir,
			   const char *path)
{
	struct arena *a = x->run->arena;
	const char *to;
	size_t i;

	if (path[0] == '.' && (!path[1] || path[1] == '/' ||
			       (path[1] == '.' && (!path[2] ||
						   path[2] == '/')))) {
		/* Out of the folder and in again is in it. */
		to = path_join(a, path_join(a, x->dir, dir), path);
		if (!path_under(x->dir, to))
			return NULL;
		to = cstr_eq(to, x->dir) ? "." : to + strlen(x->dir) + 1;
		if (!has_go(x, to))
			to = spelled(x, to);
		return to && has_go(x, to) ? take(x, to) : NULL;
	}
	if (path[0] == '/' || is_std(x, path))
		return NULL;
	if (x->spelled && cstr_eq(path, x->spelled))
		return x->as;
	if (modpath_under(path, x->module))
		return from_root(x, dir, path, x->module);
	for (i = 0; i < x->nroots; i++)
		if (modpath_under(path, x->roots[i]) &&
		    !is_others(x, path, x->roots[i]))
			return from_root(x, dir, path, x->roots[i]);
	/* Before what it has of it: its copy goes by the new path, too. */
	to = renamed(x, path);
	if (to)
		return to;
	if (is_others(x, path, NULL) || is_vendored(x, dir, path))
		return NULL;
	to = from_src(x, path);
	if (!to)
		to = from_case(x, path, x->module);
	for (i = 0; i < x->nroots && !to; i++)
		to = from_case(x, path, x->roots[i]);
	return to;
}

/* The path of our module, or one that it had. */
static bool is_root(const struct importfix *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->nroots; i++)
		if (cstr_eq(x->roots[i], path))
			return true;
	return cstr_eq(path, x->module);
}

/* What an import comment becomes: it names the folder it stands in. */
static const char *comment_becomes(struct importfix *x, const char *dir,
				   const char *path)
{
	const char *want = as_own(x, dir);
	size_t i;

	if (cstr_eq(path, want))
		return NULL;
	for (i = 0; i < x->nroots; i++)
		if (modpath_under(path, x->roots[i]))
			return want;
	return NULL;
}

/* ---- files ---- */

/* The head of a file; its bytes stand in x->bytes, of a long one the first. */
static bool read_head(struct importfix *x, int fd, const char *name,
		      struct gofile_head *head)
{
	struct arena *a = x->run->arena;
	struct fix_host *h = x->run->host;
	int mode;

	strbuf_reset(&x->bytes);
	if (h->read_at(h, fd, name, HEAD_BYTES, &x->bytes, &mode))
		return false;
	if (!goimports_parse(a, strbuf_str(&x->bytes),
			     x->bytes.len == HEAD_BYTES, head))
		return true;
	strbuf_reset(&x->bytes);
	return !h->read_at(h, fd, name, 0, &x->bytes, &mode) &&
	       !goimports_parse(a, strbuf_str(&x->bytes), false, head);
}

/* The whole of it; false: it cannot be changed. */
static bool read_whole(struct importfix *x, int fd, const char *name,
		       struct str *bytes)
{
	struct strbuf sb = STRBUF_INIT;
	struct fix_host *h = x->run->host;
	int mode;
	bool ok;

	ok = !h->read_at(h, fd, name, 0, &sb, &mode);
	if (ok) {
		bytes->p = arena_strndup(x->run->arena, sb.buf, sb.len);
		bytes->len = sb.len;
		ok = strlen(bytes->p) == bytes->len && text_is_utf8(*bytes);
	}
	strbuf_release(&sb);
	return ok;
}

static void edit(struct importfix *x, struct importfix_file *f,
		 struct span span, const char *old, const char *new, int line)
{
	struct importfix_one *one;

	span_edits_add(x->run->arena, &f->edits, span.start, span.end,
		       str_from(new));
	one = ARENA_PUSH(x->run->arena, f->ones, f->nones);
	*one = (struct importfix_one){ line, old, new };
}

static void leave(struct importfix *x, const char *rel, int line,
		  const char *path)
{
	if (x->nleft < LEFT_MAX)
		*ARENA_PUSH(x->run->arena, x->left, x->nleft) =
			(struct importfix_left){ rel, line, path };
}

/* `dir`: the folder that go finds it in; `rel`: where it lies. */
static void one_file(struct importfix *x, const char *dir, const char *rel,
		     int fd, const char *name, bool only_look)
{
	struct importfix_file f = { .edits = SPAN_EDITS_INIT };
	struct gofile_head head;
	const char *to;
	size_t i;

	if (map_has(&x->read, rel) || !read_head(x, fd, name, &head) ||
	    !head.package)
		return;
	map_put(&x->read, rel, x);
	f.rel = rel;
	f.path = path_join(x->run->arena, x->dir, f.rel);
	if (head.import_comment && head.comment_span.end && !only_look) {
		to = comment_becomes(x, dir, head.import_comment);
		if (to)
			edit(x, &f, head.comment_span, head.import_comment, to,
			     str_line_at(strbuf_str(&x->bytes),
				     head.comment_span.start));
	}
	for (i = 0; i < head.nimports; i++) {
		const struct goimport *g = &head.imports[i];
		size_t nqueue = x->nqueue, nnested = x->nnested;

		to = *g->path ? becomes(x, dir, g->path) : NULL;
		/* What nobody builds reaches nothing. */
		if (only_look) {
			x->nqueue = nqueue;
			x->nnested = nnested;
		}
		if (!to || cstr_eq(to, g->path))
			continue;
		if (only_look || !g->span.end)
			leave(x, f.rel, g->line, g->path);
		else
			edit(x, &f, g->span, g->path, to, g->line);
	}
	if (!f.nones)
		return;
	if (!read_whole(x, fd, name, &f.bytes)) {
		for (i = 0; i < f.nones; i++)
			leave(x, f.rel, f.ones[i].line, f.ones[i].old);
		return;
	}
	x->nimports += (int)f.nones;
	*ARENA_PUSH(x->run->arena, x->files, x->nfiles) = f;
}

static void one_folder(struct importfix *x, const char *dir, bool only_look)
{
	const struct listing *l = listing(x, dir);
	struct fix_host *h = x->run->host;
	size_t i;
	int fd;

	if (!l->has_go)
		return;
	fd = h->open_dir(h, path_join(x->run->arena, x->dir, dir));
	if (fd < 0)
		return;
	for (i = 0; i < l->n; i++) {
		const char *name = l->entries[i].name;

		if (!cstr_ends(name, ".go"))
			continue;
		if (!only_look)
			x->has_tests |= cstr_ends(name, "_test.go");
		if (l->entries[i].type == PLAN_FILE)
			one_file(x, dir, below(x, dir, name), fd, name,
				 only_look || name[0] == '_' || name[0] == '.');
		else if (l->entries[i].type == PLAN_SYMLINK && !only_look)
			*ARENA_PUSH(x->run->arena, x->linked, x->nlinked) =
				below(x, dir, name);
	}
	h->close_dir(h, fd);
}

static void note_sources(struct importfix *x, const char *dir)
{
	const struct listing *l = listing(x, dir);
	size_t i;

	for (i = 0; i < l->n; i++) {
		const char *name = l->entries[i].name;

		if (l->entries[i].type == PLAN_FILE &&
		    (cstr_ends(name, ".go") || cstr_ends(name, ".s") ||
		     cstr_ends(name, ".proto")))
			*ARENA_PUSH(x->run->arena, x->sources, x->nsources) =
				below(x, dir, name);
	}
}

/* Those that were gone through stand in x->seen. */
static void walk(struct importfix *x, const char *dir, int depth,
		 bool only_look)
{
	const struct listing *l = listing(x, dir);
	size_t i;

	if (!map_has(&x->seen, dir)) {
		if (!only_look) {
			map_put(&x->seen, dir, x);
			note_sources(x, dir);
		}
		one_folder(x, dir, only_look);
	}
	for (i = 0; i < l->n && depth < DEPTH_MAX; i++) {
		const char *name = l->entries[i].name;
		const char *rel = below(x, dir, name);
		bool passed_over = is_passed_over(name);

		if (l->entries[i].type != PLAN_FOLDER ||
		    cstr_eq(name, "vendor") || cstr_eq(name, ".git") ||
		    cstr_eq(name, "node_modules") ||
		    (cstr_eq(name, "_workspace") &&
		     cstr_eq(path_base(dir), "Godeps")) ||
		    (passed_over && !only_look) || is_foreign(x, rel))
			continue;
		walk(x, rel, depth + 1, only_look);
	}
}

const char *importfix_names(struct importfix *x, const char *path)
{
	size_t nqueue = x->nqueue, nnested = x->nnested;
	const char *to = becomes(x, ".", path);

	x->nqueue = nqueue;
	x->nnested = nnested;
	return to;
}

static int by_rel(const void *a, const void *b)
{
	const struct importfix_file *x = a, *y = b;

	return strcmp(x->rel, y->rel);
}

/* Is the folder in one that belongs to somebody else? */
static bool is_outside(struct importfix *x, const char *rel)
{
	const char *at;

	for (at = rel; !cstr_eq(at, "."); at = path_dir(x->run->arena, at))
		if (cstr_eq(path_base(at), "vendor") || is_foreign(x, at))
			return true;
	return false;
}

/* A file that go reads by a link: changed where it lies, if that is here. */
static void one_link(struct importfix *x, const char *rel)
{
	struct arena *a = x->run->arena;
	struct fix_host *h = x->run->host;
	const char *path = path_join(a, x->dir, rel), *to = inside(x, path);
	const char *real = h->real(h, a, path);
	bool only_look = !to || is_outside(x, path_dir(a, to));
	int fd;

	*ARENA_PUSH(a, x->by_link, x->nby_link) = rel;
	if (!real || (to && map_has(&x->read, to)) ||
	    !fix_is(x->run, real, PLAN_FILE))
		return;
	fd = h->open_dir(h, path_dir(a, real));
	if (fd < 0)
		return;
	one_file(x, path_dir(a, rel), only_look
		 ? arena_printf(a, "%s → %s", rel, to ? to : real) : to,
		 fd, path_base(real), only_look);
	h->close_dir(h, fd);
}

/* A folder that a package imports. */
static void one_imported(struct importfix *x, const char *rel)
{
	const char *to = inside(x, path_join(x->run->arena, x->dir, rel));

	if ((!to || !cstr_eq(to, rel)) && has_go(x, rel) &&
	    !map_has(&x->seen, rel)) {
		map_put(&x->seen, rel, x);
		*ARENA_PUSH(x->run->arena, x->by_link, x->nby_link) = rel;
		if (!to)
			one_folder(x, rel, true);
	}
	if (!to)
		return;
	if (map_has(&x->seen, to) || is_outside(x, to))
		return;
	map_put(&x->seen, to, x);
	one_folder(x, to, false);
}

int importfix_scan(struct importfix *x, struct error *err)
{
	if (!fix_is(x->run, x->dir, PLAN_FOLDER))
		return error_set(err, "%s is no folder", x->dir);
	walk(x, ".", 0, false);
	/* testdata and the like, as far as a package imports it. */
	while (x->nqueue || x->nlinked) {
		if (x->nqueue)
			one_imported(x, x->queue[--x->nqueue]);
		else
			one_link(x, x->linked[--x->nlinked]);
	}
	walk(x, ".", 0, true);
	if (x->nfiles)
		qsort(x->files, x->nfiles, sizeof(*x->files), by_rel);
	return 0;
}

/* ---- modules in it ---- */

const char *importfix_draft(const struct importfix *x, const char *draft)
{
	struct arena *a = x->run->arena;
	size_t i;

	for (i = 0; i < x->nnested; i++) {
		const struct module *m = x->nested[i];

		draft = arena_printf(a, "%s\nrequire %s "
				     "v0.0.0-" MODPATH_NO_COMMIT "\n\n"
				     "replace %s => ./%s\n", draft, m->path,
				     m->path, path_rel(a, x->dir,
						fix_abs(x->run, m->dir)));
	}
	return draft;
}

bool importfix_is_nested(const struct importfix *x, const char *path)
{
	size_t i;

	for (i = 0; i < x->nnested; i++)
		if (cstr_eq(x->nested[i]->path, path))
			return true;
	return false;
}

/* Does its own go.mod find our module here? */
static bool finds_us(const struct importfix *x, const struct module *m)
{
	size_t i;

	for (i = 0; i < m->nreplaces; i++)
		if (cstr_eq(m->replaces[i].old_path, x->module) &&
		    cstr_eq(m->replaces[i].dir, x->dir))
			return true;
	return false;
}

static void note_nested(struct importfix *x, struct plan *p)
{
	const struct snapshot *s = x->run->snap;
	struct arena *a = x->run->arena;
	size_t i, k;

	for (i = 0; i < x->nnested; i++)
		fix_note(x->run, p, MSG(a, N_(
			"{0} is a module of its own, {1}, whose packages are "
			"imported here: go.mod requires it and replaces it by "
			"that folder. Who requires this module from elsewhere "
			"needs a version of it, a tag {2}/vX.Y.Z."),
			x->nested[i]->dir, x->nested[i]->path,
			path_rel(a, x->dir, fix_abs(x->run,
						    x->nested[i]->dir))));
	for (i = 0; i < s->nmodules; i++) {
		const struct module *m = &s->modules[i];
		const char *dir = fix_abs(x->run, m->dir);

		if (m->fixture || cstr_eq(dir, x->dir) ||
		    !path_under(x->dir, dir))
			continue;
		for (k = 0; k < m->nrequires; k++)
			if (is_root(x, m->requires[k].path) && !finds_us(x, m))
				break;
		if (k < m->nrequires)
			fix_note(x->run, p, MSG(a, N_(
				"{0} requires {1}: built by itself it takes "
				"that version of it, not what lies here. With "
				"go mod edit -require={2}@v0.0.0 "
				"-replace={2}={3} in {4} it takes what lies "
				"here."), m->gomod, m->requires[k].path,
				x->module, arena_printf(a, "%s/",
					path_rel(a, dir, x->dir)), m->dir));
	}
}

/* ---- in the stage ---- */

static const char *staged(const struct importfix *x, size_t i)
{
	return arena_printf(x->run->arena, "import-%zu.go", i + 1);
}

void importfix_files(const struct importfix *x, struct strbuf *input)
{
	size_t i;

	for (i = 0; i < x->nfiles; i++)
		stagefiles_add(input, staged(x, i),
			       span_edits_apply(x->run->arena,
						x->files[i].bytes,
						&x->files[i].edits));
}

void importfix_stage(struct importfix *x)
{
	struct fix_run *run = x->run;
	struct strbuf sb = STRBUF_INIT;

	if (!x->nfiles)
		return;
	importfix_files(x, &sb);
	(void)stagefiles_write(run, "imports", MSG(run->arena, N_(
		"write the files whose imports change into the stage")), &sb);
}

/* go looks into an overlay by the name that it has for a file: of one that
 * links lead to, each. */
static void overlay_one(const struct importfix *x, struct cJSON *map,
			const char *path, const char *with)
{
	const char *names[NAMES_MAX] = { path };
	size_t i, k, j, n = 1;

	for (i = 0; i < n; i++) {
		json_put_str(map, names[i], with);
		for (k = 0; k < x->nlinks && n < NAMES_MAX; k++) {
			const struct importfix_link *l = &x->links[k];
			const char *name;

			if (!path_under(l->to, names[i]))
				continue;
			name = arena_printf(x->run->arena, "%s%s", l->path,
					    names[i] + strlen(l->to));
			for (j = 0; j < n; j++)
				if (cstr_eq(names[j], name))
					break;
			if (j == n)
				names[n++] = name;
		}
	}
}

void importfix_overlay(const struct importfix *x, struct cJSON *map)
{
	const char *stage = x->run->stage ? x->run->stage : "{stage}";
	size_t i;

	for (i = 0; i < x->nfiles; i++)
		overlay_one(x, map, x->files[i].path,
			    path_join(x->run->arena, stage, staged(x, i)));
}

/* ---- the plan ---- */

static void note_rewritten(struct importfix *x, struct plan *p)
{
	struct fix_names l = FIX_NAMES_INIT;
	struct arena *a = x->run->arena;
	struct map said = MAP_INIT;
	size_t i, k;

	for (i = 0; i < x->nfiles; i++)
		for (k = 0; k < x->files[i].nones; k++) {
			const struct importfix_one *one = &x->files[i].ones[k];
			const char *pair = arena_printf(a, "\"%s\" → \"%s\"",
							one->old, one->new);

			if (map_has(&said, pair))
				continue;
			map_put(&said, pair, x);
			fix_name_add(&l, pair);
		}
	map_release(&said);
	if (!l.n)
		return;
	fix_note(x->run, p, MSG_N(a, N_(
		"{n} import in {0} is written anew, between its quotes; "
		"nothing else of the file changes."), N_(
		"{n} imports in {0} are written anew, between their quotes; "
		"nothing else of the files changes."), x->nimports,
		x->nfiles == 1 ? x->files[0].rel
			       : arena_printf(a, "%s … %s", x->files[0].rel,
					      x->files[x->nfiles - 1].rel)));
	fix_note_names(x->run, p, &l, N_("{n} path is another now: {0}"),
		       N_("{n} paths are others now: {0}"));
}

static void note_left(struct importfix *x, struct plan *p)
{
	struct fix_names l = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < x->nleft; i++)
		fix_name_add(&l, arena_printf(x->run->arena, "%s:%d \"%s\"",
			x->left[i].rel, x->left[i].line, x->left[i].path));
	fix_note_names(x->run, p, &l, N_(
		"{n} import of such a path stays as it is, in a file that "
		"./... passes over, that lies outside or that cannot be "
		"changed safely: {0}"), N_(
		"{n} imports of such paths stay as they are, in files that "
		"./... passes over, that lie outside or that cannot be "
		"changed safely: {0}"));
}

static void note_links(struct importfix *x, struct plan *p)
{
	struct fix_names l = FIX_NAMES_INIT;
	size_t i;

	for (i = 0; i < x->nby_link; i++)
		fix_name_add(&l, x->by_link[i]);
	fix_note_names(x->run, p, &l, N_(
		"{n} Go file or package of it is a symbolic link. It builds "
		"here, but a module that others download has no links: {0}"),
		N_(
		"{n} Go files or packages of it are symbolic links. They build "
		"here, but a module that others download has no links: {0}"));
}

void importfix_note_layout(struct importfix *x, struct plan *p)
{
	note_links(x, p);
	note_nested(x, p);
}

int importfix_plan(struct importfix *x, struct plan *p, struct error *err)
{
	size_t i;

	for (i = 0; i < x->nfiles; i++) {
		if (fix_edit_spans(x->run, p, x->files[i].path,
				   &x->files[i].edits, err))
			return -1;
		p->ops[p->nops - 1].what = MSG(x->run->arena, N_(
			"its imports name the packages as the module has "
			"them"));
	}
	note_rewritten(x, p);
	note_left(x, p);
	return 0;
}
