#include "config.h"

#include "fixes/preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/str.h"

struct preview {
	struct fix_host *host;
	struct arena *a;
	struct plan *plan;
	int op;			/* the one that is being looked at */
	int64_t undo_bytes;
};

static struct plan_change *add(struct preview *pv, enum plan_change_kind kind,
			       const char *path)
{
	struct plan *p = pv->plan;
	struct plan_change *c = ARENA_PUSH(pv->a, p->changes, p->nchanges);

	c->kind = kind;
	c->op = pv->op;
	c->path = path;
	return c;
}

/* ---- whole trees ---- */

struct weight {
	int64_t nfiles, bytes;
};

static int weigh_entry(void *payload, const char *rel,
		       const struct plan_state *s)
{
	struct weight *w = payload;

	(void)rel;
	if (s->type != PLAN_FOLDER) {
		w->nfiles++;
		w->bytes += s->size;
	}
	return 0;
}

static int weigh(struct preview *pv, const char *path,
		 const struct plan_state *s, struct weight *w,
		 struct error *err)
{
	memset(w, 0, sizeof(*w));
	if (s->type == PLAN_FOLDER)
		return pv->host->walk(pv->host, path, weigh_entry, w, err);
	w->nfiles = 1;
	w->bytes = s->size;
	return 0;
}

struct entry {
	const char *rel;
	struct plan_state state;
};

struct listing {
	struct arena *a;
	struct entry *entries;
	size_t n;
};

static int list_entry(void *payload, const char *rel,
		      const struct plan_state *s)
{
	struct listing *l = payload;
	struct entry *e = ARENA_PUSH(l->a, l->entries, l->n);

	e->rel = arena_strdup(l->a, rel);
	e->state = *s;
	e->state.print = arena_strdup(l->a, s->print);
	return 0;
}

static int by_rel(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return strcmp(a->rel, b->rel);
}

static int list_tree(struct preview *pv, const char *path, bool there,
		     struct listing *l, struct error *err)
{
	memset(l, 0, sizeof(*l));
	l->a = pv->a;
	if (there && pv->host->walk(pv->host, path, list_entry, l, err))
		return -1;
	if (l->n)
		qsort(l->entries, l->n, sizeof(l->entries[0]), by_rel);
	return 0;
}

static int same_bytes(struct preview *pv, const char *one, const char *two,
		      bool *same, struct error *err)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	int rc = -1;

	if (!pv->host->read(pv->host, one, &a, err) &&
	    !pv->host->read(pv->host, two, &b, err)) {
		*same = str_eq(strbuf_str(&a), strbuf_str(&b));
		rc = 0;
	}
	strbuf_release(&a);
	strbuf_release(&b);
	return rc;
}

/* Does a later entry of the sorted list lie below this folder? */
static bool holds_any(const struct listing *l, size_t at)
{
	size_t len = strlen(l->entries[at].rel), i;

	for (i = at + 1; i < l->n; i++) {
		const char *rel = l->entries[i].rel;

		if (strncmp(rel, l->entries[at].rel, len))
			return false;
		if (rel[len] == '/')
			return true;
	}
	return false;
}

static void tree_one_sided(struct preview *pv, const struct plan_op *op,
			   const struct listing *l, size_t at, bool added)
{
	const struct entry *e = &l->entries[at];
	struct plan_change *c;

	if (e->state.type == PLAN_FOLDER && holds_any(l, at))
		return;
	c = add(pv, added ? CHANGE_ADDED : CHANGE_REMOVED,
		path_join(pv->a, op->path, e->rel));
	if (added)
		c->bytes_after = e->state.size;
	else
		c->bytes_before = e->state.size;
}

static int tree_both(struct preview *pv, const struct plan_op *op,
		     const struct entry *old, const struct entry *new,
		     struct error *err)
{
	const char *path = path_join(pv->a, op->path, old->rel);
	const struct plan_state *o = &old->state, *n = &new->state;
	struct plan_change *c;
	bool same = true;

	if (o->type == PLAN_FILE && n->type == PLAN_FILE) {
		same = o->size == n->size;
		if (same && same_bytes(pv, path,
				       path_join(pv->a, op->from, new->rel),
				       &same, err))
			return -1;
	} else {
		same = o->type == n->type &&
		       (o->type != PLAN_SYMLINK ||
			cstr_eq(o->print, n->print));
	}
	if (same && (o->mode == n->mode || o->type == PLAN_SYMLINK))
		return 0;
	c = add(pv, same ? CHANGE_MODE : n->type == PLAN_SYMLINK ? CHANGE_LINK
								 :
		CHANGE_MODIFIED, path);
	if (n->type == PLAN_SYMLINK)
		c->to = n->print;
	c->bytes_before = o->type == PLAN_FILE ? o->size : 0;
	c->bytes_after = n->type == PLAN_FILE ? n->size : 0;
	return 0;
}

static int tree_changes(struct preview *pv, const struct plan_op *op,
			struct error *err)
{
	struct listing old, new;
	size_t i = 0, k = 0;
	int64_t bytes = 0;

	if (list_tree(pv, op->path, op->before.type == PLAN_FOLDER, &old,
		      err) ||
	    list_tree(pv, op->from, true, &new, err))
		return -1;
	while (i < old.n || k < new.n) {
		int d = i == old.n ? 1 : k == new.n ? -1 :
			strcmp(old.entries[i].rel, new.entries[k].rel);

		if (d <= 0)
			bytes += old.entries[i].state.size;
		if (d < 0)
			tree_one_sided(pv, op, &old, i++, false);
		else if (d > 0)
			tree_one_sided(pv, op, &new, k++, true);
		else if (tree_both(pv, op, &old.entries[i++],
				   &new.entries[k++], err))
			return -1;
	}
	pv->undo_bytes += bytes;
	return 0;
}

/* ---- one step ---- */

static int64_t edited_size(const struct plan_op *op)
{
	int64_t size = op->before.size;
	size_t i;

	for (i = 0; i < op->nedits; i++)
		size += (int64_t)strlen(op->edits[i].text) -
			(op->edits[i].end - op->edits[i].start);
	return size;
}

static int file_change(struct preview *pv, const struct plan_op *op)
{
	struct plan_change *c;

	c = add(pv, op->before.type == PLAN_ABSENT ? CHANGE_ADDED
						   : CHANGE_MODIFIED,
		op->path);
	c->bytes_before = op->before.size;
	c->bytes_after = op->kind == PLAN_EDIT ? edited_size(op) :
			 op->text ? (int64_t)strlen(op->text)
				  : op->from_state.size;
	pv->undo_bytes += op->before.size;
	return 0;
}

static int taken_change(struct preview *pv, const struct plan_op *op,
			struct error *err)
{
	struct plan_change *c;
	struct weight w;

	if (weigh(pv, op->path, &op->before, &w, err))
		return -1;
	c = add(pv, op->kind == PLAN_MOVE ? CHANGE_MOVED : CHANGE_REMOVED,
		op->path);
	c->nfiles = w.nfiles;
	c->bytes_before = w.bytes;
	if (op->kind == PLAN_MOVE) {
		c->to = op->to;
		c->bytes_after = w.bytes;
	} else {
		pv->undo_bytes += w.bytes;
	}
	return 0;
}

static void index_changes(struct preview *pv, const struct plan_op *op)
{
	size_t i;

	for (i = 0; i < op->nentries; i++)
		add(pv, CHANGE_INDEX, path_join(pv->a, pv->plan->root,
						op->entries[i].path));
	pv->undo_bytes += op->before.size;
}

static int op_changes(struct preview *pv, const struct plan_op *op,
		      struct error *err)
{
	switch (op->kind) {
	case PLAN_EDIT:
	case PLAN_WRITE:
		return file_change(pv, op);
	case PLAN_MKDIR:
		(void)add(pv, CHANGE_ADDED, op->path);
		return 0;
	case PLAN_REMOVE:
	case PLAN_MOVE:
		return taken_change(pv, op, err);
	case PLAN_LINK:
		add(pv, CHANGE_LINK, op->path)->to = op->to;
		return 0;
	case PLAN_MODE:
		(void)add(pv, CHANGE_MODE, op->path);
		return 0;
	case PLAN_TREE:
		return tree_changes(pv, op, err);
	case PLAN_INDEX:
		index_changes(pv, op);
		return 0;
	}
	return 0;
}

static bool is_done(const struct plan *p, int op)
{
	size_t i;

	for (i = 0; i < p->nchanges; i++)
		if (p->changes[i].op == op)
			return true;
	return false;
}

/* The headings of changes that lost their step (plan/merge.h), by path. */
static void take_groups(struct plan *p, struct map *groups)
{
	size_t i, n = 0;

	for (i = 0; i < p->nchanges; i++) {
		if (p->changes[i].op >= 0)
			p->changes[n++] = p->changes[i];
		else if (p->changes[i].group)
			map_put(groups, p->changes[i].path,
				(void *)(uintptr_t)p->changes[i].group);
	}
	p->nchanges = n;
}

int preview_changes(struct fix_host *h, struct arena *a, struct plan *p,
		    struct error *err)
{
	struct preview pv = { h, a, p, 0, p->undo_bytes };
	struct map groups = MAP_INIT;
	int rc = 0;
	size_t i;

	take_groups(p, &groups);
	for (i = 0; !rc && i < p->nops; i++) {
		/* A fix that asked already does not wait twice. */
		if (is_done(p, (int)i))
			continue;
		pv.op = (int)i;
		rc = op_changes(&pv, &p->ops[i], err);
	}
	for (i = 0; !rc && i < p->nchanges; i++)
		if (!p->changes[i].group)
			p->changes[i].group = map_get(&groups,
						      p->changes[i].path);
	map_release(&groups);
	p->undo_bytes = pv.undo_bytes;
	return rc;
}
