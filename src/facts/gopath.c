#include "config.h"

#include "facts/gopath.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

static const struct codec_field gopath_use_fields[] = {
	CF_STR(gopath_use, dir), CF_INT(gopath_use, nimports),
	CF_BOOL(gopath_use, test), CF_BOOL(gopath_use, required),
	CF_STR(gopath_use, import), CF_STR(gopath_use, file),
	CF_INT(gopath_use, line),
};
static CODEC_DEFINE(gopath_use);

static const struct codec_field gopath_project_fields[] = {
	CF_STR(gopath_project, dir), CF_STR(gopath_project, path),
	CF_STR(gopath_project, module), CF_STR(gopath_project, go_version),
	CF_STR(gopath_project, tool), CF_BOOL(gopath_project, remote),
	CF_INT(gopath_project, ngofiles),
	CF_STR(gopath_project, gowork), CF_BOOL(gopath_project, in_gowork),
	CF_LIST(gopath_project, uses, &gopath_use_codec),
	CF_STRS(gopath_project, nested),
};
CODEC_DEFINE(gopath_project);

static size_t index_of(const struct gopath_project *projects, size_t n,
		       const char *dir)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = path_compare(projects[mid].dir, dir);

		if (!order)
			return mid;
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return n;
}

const struct gopath_project *gopath_find(const struct gopath_project *projects,
					 size_t n, const char *dir)
{
	size_t at = index_of(projects, n, dir);

	return at < n ? &projects[at] : NULL;
}

const struct gopath_use *gopath_use_of(const struct gopath_project *p,
				       const char *dir)
{
	size_t i;

	for (i = 0; i < p->nuses; i++)
		if (cstr_eq(p->uses[i].dir, dir))
			return &p->uses[i];
	return NULL;
}

bool gopath_joined(const struct gopath_project *a,
		   const struct gopath_project *b)
{
	return a->in_gowork && b->in_gowork && cstr_eq(a->gowork, b->gowork);
}

bool gopath_misses(const struct gopath_project *p,
		   const struct gopath_project *used,
		   const struct gopath_use *u)
{
	return p->module && used->module && !u->required &&
	       !gopath_joined(p, used);
}

const char *gopath_owner(struct arena *a, const char *path)
{
	struct str s = str_from(path);
	size_t slash = str_find_last(s, '/');

	return slash == s.len ? "" : arena_strndup(a, path, slash);
}

bool gopath_is_others(struct arena *a, const struct gopath_project *importer,
		      const struct gopath_project *p)
{
	return p->remote && !cstr_eq(gopath_owner(a, p->path),
				     gopath_owner(a, importer->path));
}

/* ---- the order ---- */

/* The numbers of what each imports, in one array. */
struct graph {
	const struct gopath_project *projects;
	size_t n;
	size_t *first;		/* n + 1 of them: where its targets begin */
	size_t *targets;
};

static void graph_make(struct arena *a, struct graph *g,
		       const struct gopath_project *projects, size_t n)
{
	size_t i, k, total = 0;

	g->projects = projects;
	g->n = n;
	for (i = 0; i < n; i++)
		total += projects[i].nuses;
	g->first = arena_alloc(a, mem_mul(n + 1, sizeof(*g->first)));
	g->targets = arena_alloc(a, mem_mul(total + 1, sizeof(*g->targets)));
	total = 0;
	for (i = 0; i < n; i++) {
		g->first[i] = total;
		for (k = 0; k < projects[i].nuses; k++) {
			size_t to = index_of(projects, n,
					     projects[i].uses[k].dir);

			if (to < n && to != i)
				g->targets[total++] = to;
		}
	}
	g->first[n] = total;
}

/*
 * Tarjan's algorithm without recursion: a set of projects that reach each
 * other is complete when all that it imports is, so the sets come out in the
 * order of migration.
 */
struct tarjan {
	const struct graph *g;
	size_t *number, *low;	/* 0: not seen yet */
	size_t *next;		/* the edge it goes on with */
	size_t *stack, nstack, *path, npath;
	bool *on_stack;
	size_t seen;
};

static void enter(struct tarjan *t, size_t v)
{
	t->number[v] = t->low[v] = ++t->seen;
	t->next[v] = t->g->first[v];
	t->stack[t->nstack++] = v;
	t->on_stack[v] = true;
	t->path[t->npath++] = v;
}

static void add_row(struct gopath_view *out, const struct graph *g, size_t v,
		    int circle)
{
	struct gopath_row *r = &out->rows[out->nrows++];

	r->project = &g->projects[v];
	r->circle = circle;
}

/* All that stands on the stack above v, and v, is one set. */
static void leave_set(struct tarjan *t, size_t v, struct gopath_view *out)
{
	size_t from = t->nstack;
	int circle = 0;

	do {
		from--;
		t->on_stack[t->stack[from]] = false;
	} while (t->stack[from] != v);
	if (t->nstack - from > 1)
		circle = ++out->ncircles;
	for (v = from; v < t->nstack; v++)
		add_row(out, t->g, t->stack[v], circle);
	t->nstack = from;
}

static void leave(struct tarjan *t, size_t v, struct gopath_view *out)
{
	size_t above;

	if (t->low[v] == t->number[v])
		leave_set(t, v, out);
	t->npath--;
	if (!t->npath)
		return;
	above = t->path[t->npath - 1];
	if (t->low[v] < t->low[above])
		t->low[above] = t->low[v];
}

static void follow(struct tarjan *t, size_t start, struct gopath_view *out)
{
	enter(t, start);
	while (t->npath) {
		size_t v = t->path[t->npath - 1], to;

		if (t->next[v] == t->g->first[v + 1]) {
			leave(t, v, out);
			continue;
		}
		to = t->g->targets[t->next[v]++];
		if (!t->number[to])
			enter(t, to);
		else if (t->on_stack[to] && t->number[to] < t->low[v])
			t->low[v] = t->number[to];
	}
}

static void put_in_order(struct arena *a, const struct graph *g,
			 struct gopath_view *out)
{
	size_t bytes = mem_mul(g->n + 1, sizeof(size_t)), v;
	struct tarjan t = { .g = g };

	t.number = arena_alloc(a, bytes);
	t.low = arena_alloc(a, bytes);
	t.next = arena_alloc(a, bytes);
	t.stack = arena_alloc(a, bytes);
	t.path = arena_alloc(a, bytes);
	t.on_stack = arena_alloc(a, mem_mul(g->n + 1, sizeof(bool)));
	out->rows = arena_alloc(a, mem_mul(g->n + 1, sizeof(*out->rows)));
	for (v = 0; v < g->n; v++)
		if (!t.number[v])
			follow(&t, v, out);
}

/* ---- families ---- */

static size_t head_of(size_t *parent, size_t v)
{
	while (parent[v] != v) {
		parent[v] = parent[parent[v]];
		v = parent[v];
	}
	return v;
}

static void join_siblings(struct arena *a, const struct graph *g,
			  struct gopath_view *out)
{
	size_t *parent = arena_alloc(a, mem_mul(g->n + 1, sizeof(*parent)));
	size_t *members = arena_alloc(a, mem_mul(g->n + 1, sizeof(*members)));
	int *family = arena_alloc(a, mem_mul(g->n + 1, sizeof(*family)));
	const char **owner = arena_alloc(a, mem_mul(g->n + 1,
						    sizeof(*owner)));
	size_t v, k;

	for (v = 0; v < g->n; v++) {
		parent[v] = v;
		owner[v] = gopath_owner(a, g->projects[v].path);
	}
	for (v = 0; v < g->n; v++)
		for (k = g->first[v]; k < g->first[v + 1]; k++)
			if (cstr_eq(owner[v], owner[g->targets[k]]))
				parent[head_of(parent, v)] =
					head_of(parent, g->targets[k]);
	for (v = 0; v < g->n; v++)
		members[head_of(parent, v)]++;
	for (v = 0; v < out->nrows; v++) {
		size_t at = (size_t)(out->rows[v].project - g->projects);
		size_t head = head_of(parent, at);

		if (members[head] < 2)
			continue;
		if (!family[head])
			family[head] = ++out->nfamilies;
		out->rows[v].family = family[head];
	}
}

static void count_importers(struct arena *a, const struct graph *g,
			    struct gopath_view *out)
{
	struct gopath_row **row = arena_alloc(a, mem_mul(g->n + 1,
							 sizeof(*row)));
	size_t v, k;

	for (v = 0; v < out->nrows; v++)
		row[out->rows[v].project - g->projects] = &out->rows[v];
	for (v = 0; v < g->n; v++)
		for (k = g->first[v]; k < g->first[v + 1]; k++) {
			row[g->targets[k]]->nimporters++;
			if (!g->projects[v].module)
				row[g->targets[k]]->nold_importers++;
		}
}

void gopath_view_make(struct arena *a, const struct gopath_project *projects,
		      size_t n, struct gopath_view *out)
{
	struct graph g;

	memset(out, 0, sizeof(*out));
	graph_make(a, &g, projects, n);
	put_in_order(a, &g, out);
	count_importers(a, &g, out);
	join_siblings(a, &g, out);
}

/* ---- the go.work of a family ---- */

static const char *common_dir(struct arena *a, const char *one,
			      const char *other)
{
	while (!path_under(one, other))
		one = path_dir(a, one);
	return one;
}

static void find_members(struct arena *a, const struct gopath_view *view,
			 int family, struct gopath_work *out)
{
	size_t i;

	for (i = 0; i < view->nrows; i++) {
		const struct gopath_project *p = view->rows[i].project;

		if (view->rows[i].family != family)
			continue;
		out->dir = common_dir(a, out->dir ? out->dir
						  : path_dir(a, p->dir),
				      p->dir);
		if (p->module)
			*ARENA_PUSH(a, out->members, out->nmembers) = p;
	}
}

static bool is_member(const struct gopath_work *w,
		      const struct gopath_project *p)
{
	size_t i;

	for (i = 0; i < w->nmembers; i++)
		if (w->members[i] == p)
			return true;
	return false;
}

void gopath_work_make(struct arena *a, const struct gopath_project *projects,
		      size_t n, const struct gopath_view *view, int family,
		      struct gopath_work *out)
{
	size_t i, k;

	memset(out, 0, sizeof(*out));
	find_members(a, view, family, out);
	for (i = 0; i < n && out->dir; i++) {
		const struct gopath_project *p = &projects[i];

		if (p->gowork || !path_under(out->dir, p->dir))
			continue;
		if (!p->module)
			*ARENA_PUSH(a, out->old, out->nold) = p->dir;
		else if (!is_member(out, p))
			*ARENA_PUSH(a, out->others, out->nothers) = p->dir;
		for (k = 0; k < p->nnested; k++)
			*ARENA_PUSH(a, out->others, out->nothers) =
				p->nested[k];
	}
}
