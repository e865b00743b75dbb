#include "config.h"

#include "scan/cgouse.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "facts/cgoneeds.h"
#include "fmt/buildtag.h"
#include "fmt/gorelease.h"
#include "fmt/modpath.h"

#define MAINS_MAX ((size_t)100)
/* Of the first release in the table. */
#define GORELEASE_FIRST_MINOR 18

struct node {
	const char *dir, *path;		/* path: the import path */
	const struct module *module;
	bool is_main;
	int nwith, nwithout;		/* files with cgo on, and off */
	const char *c_file;		/* imports "C" */
	int c_line;
	const char *need, *need_file;	/* of another module */
	int need_line;
	bool need_stub;
	const char *libc, *libc_file;
	int libc_line;
	/* Folders of packages it imports, with cgo on and off. */
	const char **with, **without;
	size_t nimports_with, nimports_without;
	const struct node *from;	/* in the walk at hand */
	int walk;
};

static bool builds(const char *path, const struct gofile_head *head,
		   bool cgo)
{
	struct buildtag_target t = {
		.goos = "linux", .goarch = "amd64", .cgo = cgo,
		.go_minor = GORELEASE_NEWEST + GORELEASE_FIRST_MINOR,
	};

	if (head->uses_c && !cgo)
		return false;
	return gofile_builds(path, head, &t);
}

static struct node *node_of(struct cgouse *u, const struct module *m,
			    const char *dir)
{
	struct node *n = map_get(&u->nodes, dir);
	const char *rel;

	if (n)
		return n;
	n = ARENA_NEW(u->a, struct node);
	n->dir = arena_strdup(u->a, dir);
	n->module = m;
	rel = cstr_eq(m->dir, ".") ? dir : path_rel(u->a, m->dir, dir);
	n->path = cstr_eq(rel, ".") || !m->path ? m->path :
		  arena_printf(u->a, "%s/%s", m->path, rel);
	map_put(&u->nodes, n->dir, n);
	return n;
}

/* The folder of a package of the module itself; NULL: of another one. */
static const char *own_dir(struct cgouse *u, const struct module *m,
			   const char *path)
{
	size_t n;

	if (!modpath_under(path, m->path))
		return NULL;
	n = strlen(m->path);
	return path[n] ? path_join(u->a, m->dir, path + n + 1) : m->dir;
}

void cgouse_file(struct cgouse *u, const struct module *m, const char *dir,
		 const char *path, const struct gofile_head *head)
{
	bool with = builds(path, head, true);
	bool without = builds(path, head, false);
	struct node *n;
	size_t i;

	if (!with && !without)
		return;
	n = node_of(u, m, dir);
	n->nwith += with;
	n->nwithout += without;
	n->is_main = n->is_main || cstr_eq(head->package, "main");
	if (with && head->uses_c && !n->c_file) {
		n->c_file = arena_strdup(u->a, path);
		n->c_line = head->c_line;
	}
	for (i = 0; i < head->nimports; i++) {
		const struct goimport *g = &head->imports[i];
		const char *own = own_dir(u, m, g->path);
		const struct cgoneed *need;

		if (own && with)
			*ARENA_PUSH(u->a, n->with, n->nimports_with) = own;
		if (own && without)
			*ARENA_PUSH(u->a, n->without,
				    n->nimports_without) = own;
		if (own)
			continue;
		need = n->need || !without ? NULL : cgoneeds_find(g->path);
		if (need) {
			n->need = arena_strdup(u->a, g->path);
			n->need_file = arena_strdup(u->a, path);
			n->need_line = g->line;
			n->need_stub = need->stub;
		}
		if (!n->libc && with && cgoneeds_is_libc(g->path)) {
			n->libc = arena_strdup(u->a, g->path);
			n->libc_file = arena_strdup(u->a, path);
			n->libc_line = g->line;
		}
	}
}

static void take_chain(struct cgouse *u, struct main_package *p,
		       const struct node *n, const char *last)
{
	const struct node *k;
	size_t i, count = last != NULL;

	for (k = n; k; k = k->from)
		count++;
	p->cgo_chain = arena_alloc(u->a, mem_mul(count,
						 sizeof(*p->cgo_chain)));
	p->ncgo_chain = count;
	i = count;
	if (last)
		p->cgo_chain[--i] = last;
	for (k = n; k; k = k->from)
		p->cgo_chain[--i] = k->path ? k->path : k->dir;
}

/* What keeps a build without cgo from this package. */
static void take_need(struct cgouse *u, struct main_package *p,
		      const struct node *n)
{
	if (n->c_file && !n->nwithout) {
		p->cgo = n->path ? n->path : n->dir;
		p->cgo_file = n->c_file;
		p->cgo_line = n->c_line;
		take_chain(u, p, n, NULL);
	} else if (n->need) {
		p->cgo = n->need;
		p->cgo_file = n->need_file;
		p->cgo_line = n->need_line;
		p->cgo_stub = n->need_stub;
		take_chain(u, p, n, n->need);
	}
}

/* What links to the C library in a build with cgo. */
static void take_libc(struct main_package *p, const struct node *n)
{
	if (n->c_file) {
		p->libc = "C";
		p->libc_file = n->c_file;
		p->libc_line = n->c_line;
	} else if (n->libc) {
		p->libc = n->libc;
		p->libc_file = n->libc_file;
		p->libc_line = n->libc_line;
	}
}

/* Nearest first, so that the chain is the shortest one. */
static void walk(struct cgouse *u, struct node *top, bool with_cgo,
		 struct main_package *p)
{
	struct node **queue = NULL;
	size_t nqueue = 0, at, i, count;
	int number = ++u->walks;

	top->walk = number;
	top->from = NULL;
	*ARENA_PUSH(u->a, queue, nqueue) = top;
	for (at = 0; at < nqueue && !(with_cgo ? p->libc : p->cgo); at++) {
		struct node *n = queue[at];
		const char **list = with_cgo ? n->with : n->without;

		if (with_cgo)
			take_libc(p, n);
		else
			take_need(u, p, n);
		count = with_cgo ? n->nimports_with : n->nimports_without;
		for (i = 0; i < count; i++) {
			struct node *k = map_get(&u->nodes, list[i]);

			if (!k || k->walk == number)
				continue;
			k->walk = number;
			k->from = n;
			*ARENA_PUSH(u->a, queue, nqueue) = k;
		}
	}
}

void cgouse_finish(struct cgouse *u, struct module *m)
{
	size_t i;

	for (i = 0; i < u->nodes.n; i++) {
		struct node *n = u->nodes.entries[i].value;
		struct main_package *p;

		if (n->module != m)
			continue;
		if (!m->cgo_file) {
			m->cgo_file = n->c_file ? n->c_file : n->need_file;
			m->cgo_import = n->c_file ? "C" : n->need;
			m->cgo_line = n->c_file ? n->c_line : n->need_line;
		}
		if (!n->is_main)
			continue;
		if (m->nmains >= MAINS_MAX)
			break;
		p = ARENA_PUSH(u->a, m->mains, m->nmains);
		p->dir = n->dir;
		walk(u, n, false, p);
		walk(u, n, true, p);
	}
}

void cgouse_release(struct cgouse *u)
{
	map_release(&u->nodes);
}
