#include "config.h"

#include "fixes/preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/diff.h"
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

	/* The list has been longer before: what is there is not blank. */
	memset(c, 0, sizeof(*c));
	c->kind = kind;
	c->op = pv->op;
	c->path = path;
	return c;
}

/* ---- lines ---- */

/* Larger texts are not counted; their diff can be asked for all the same. */
#define COUNT_MAX_BYTES ((int64_t)8 * 1024 * 1024)

static void count(struct plan_change *c, struct str old, struct str new)
{
	struct arena a = ARENA_INIT;
	struct diff d;

	c->bytes_before = (int64_t)old.len;
	c->bytes_after = (int64_t)new.len;
	c->binary = diff_is_binary(old) || diff_is_binary(new);
	if (!c->binary) {
		diff_lines(&a, old, new, &d);
		c->plus = (int)d.plus;
		c->minus = (int)d.minus;
	}
	arena_release(&a);
}

/* The two texts of a change; a path of NULL is an empty one. */
static int count_files(struct preview *pv, struct plan_change *c,
		       const char *old, const char *new, struct error *err)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	int rc = -1;

	if (c->bytes_before > COUNT_MAX_BYTES ||
	    c->bytes_after > COUNT_MAX_BYTES)
		return 0;
	if ((!old || !pv->host->read(pv->host, old, &a, err)) &&
	    (!new || !pv->host->read(pv->host, new, &b, err))) {
		count(c, strbuf_str(&a), strbuf_str(&b));
		rc = 0;
	}
	strbuf_release(&a);
	strbuf_release(&b);
	return rc;
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

static int tree_one_sided(struct preview *pv, const struct plan_op *op,
			  const struct listing *l, size_t at, bool added,
			  struct error *err)
{
	const struct entry *e = &l->entries[at];
	const char *from;
	struct plan_change *c;

	if (e->state.type == PLAN_FOLDER && holds_any(l, at))
		return 0;
	c = add(pv, added ? CHANGE_ADDED : CHANGE_REMOVED,
		path_join(pv->a, op->path, e->rel));
	if (added)
		c->bytes_after = e->state.size;
	else
		c->bytes_before = e->state.size;
	if (added && e->state.type == PLAN_SYMLINK)
		c->to = e->state.print;
	if (e->state.type != PLAN_FILE)
		return 0;
	from = path_join(pv->a, added ? op->from : op->path, e->rel);
	return count_files(pv, c, added ? NULL : from, added ? from : NULL,
			   err);
}

int preview_removed(struct fix_host *h, struct arena *a, struct plan *p,
		    size_t op, struct error *err)
{
	struct preview pv = { h, a, p, (int)op, 0 };
	struct entry single = { ".", p->ops[op].before };
	struct listing l = { a, &single, 1 };
	size_t i;

	if (single.state.type == PLAN_FOLDER &&
	    list_tree(&pv, p->ops[op].path, true, &l, err))
		return -1;
	for (i = 0; i < l.n; i++) {
		p->undo_bytes += l.entries[i].state.size;
		if (tree_one_sided(&pv, &p->ops[op], &l, i, false, err))
			return -1;
	}
	return 0;
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
	if (same)
		return 0;
	return count_files(pv, c, o->type == PLAN_FILE ? path : NULL,
			   n->type == PLAN_FILE
				? path_join(pv->a, op->from, new->rel) : NULL,
			   err);
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
		if (d < 0) {
			if (tree_one_sided(pv, op, &old, i++, false, err))
				return -1;
		} else if (d > 0) {
			if (tree_one_sided(pv, op, &new, k++, true, err))
				return -1;
		} else if (tree_both(pv, op, &old.entries[i++],
				     &new.entries[k++], err)) {
			return -1;
		}
	}
	pv->undo_bytes += bytes;
	return 0;
}

/* A release of a compiler is nothing that anybody reads file by file. */
static int tree_as_one(struct preview *pv, const struct plan_op *op,
		       struct error *err)
{
	bool was = op->before.type == PLAN_FOLDER;
	struct weight old = { 0, 0 }, new;
	struct plan_change *c;

	if (weigh(pv, op->from, &op->from_state, &new, err) ||
	    (was && weigh(pv, op->path, &op->before, &old, err)))
		return -1;
	c = add(pv, was ? CHANGE_MODIFIED : CHANGE_ADDED, op->path);
	c->nfiles = new.nfiles;
	c->bytes_before = old.bytes;
	c->bytes_after = new.bytes;
	pv->undo_bytes += old.bytes;
	return 0;
}

/* ---- one step ---- */

int preview_texts(struct fix_host *h, struct arena *a,
		  const struct plan_op *op, struct strbuf *old,
		  struct strbuf *new, struct error *err)
{
	struct str edited;

	if (op->before.type == PLAN_FILE && h->read(h, op->path, old, err))
		return -1;
	if (op->kind == PLAN_EDIT) {
		if (plan_edited(a, op, strbuf_str(old), &edited, err))
			return -1;
		strbuf_adds(new, edited);
	} else if (op->text) {
		strbuf_addstr(new, op->text);
	} else if (h->read(h, op->from, new, err)) {
		return -1;
	}
	return 0;
}

static int file_change(struct preview *pv, const struct plan_op *op,
		       struct error *err)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT;
	struct plan_change *c;
	int rc;

	rc = preview_texts(pv->host, pv->a, op, &old, &new, err);
	if (!rc && op->before.type == PLAN_FILE &&
	    str_eq(strbuf_str(&old), strbuf_str(&new)) &&
	    (!op->mode || op->mode == op->before.mode)) {
		rc = error_set(err, "%s would stay as it is", op->path);
	} else if (!rc) {
		c = add(pv, op->before.type == PLAN_ABSENT ? CHANGE_ADDED :
			str_eq(strbuf_str(&old), strbuf_str(&new))
				? CHANGE_MODE : CHANGE_MODIFIED, op->path);
		count(c, strbuf_str(&old), strbuf_str(&new));
		pv->undo_bytes += op->before.size;
	}
	strbuf_release(&old);
	strbuf_release(&new);
	return rc;
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
		return file_change(pv, op, err);
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
		return op->whole ? tree_as_one(pv, op, err)
				 : tree_changes(pv, op, err);
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

void preview_silent(struct arena *a, struct plan *p, size_t op)
{
	*ARENA_PUSH(a, p->changes, p->nchanges) = (struct plan_change){
		.op = (int)op
	};
}

/* They have no path. */
static void drop_silent(struct plan *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->nchanges; i++)
		if (p->changes[i].path)
			p->changes[n++] = p->changes[i];
	p->nchanges = n;
}

/* ---- where undo copies lie ---- */

/* A folder that is made beside the files is a change as well. */
static int undo_change(struct preview *pv, const char *path,
		       struct error *err)
{
	const struct plan *p = pv->plan;
	const char *git_dir = plan_taken(p, p->git_dir) ? NULL : p->git_dir;
	struct plan_state s;
	const char *dir;
	size_t i;

	if (pv->host->undo_folder(pv->host, pv->a, path, git_dir,
				  plan_taken(p, path), &dir, err))
		return -1;
	for (i = 0; dir && i < p->nchanges; i++)
		if (cstr_eq(p->changes[i].path, dir))
			return 0;
	if (!dir || pv->host->state(pv->host, pv->a, dir, false, &s, err))
		return dir ? -1 : 0;
	if (s.type == PLAN_ABSENT)
		(void)add(pv, CHANGE_ADDED, dir);
	return 0;
}

static bool crosses(struct preview *pv, const struct plan_op *op)
{
	return op->kind == PLAN_MOVE &&
	       !pv->host->same_fs(pv->host, op->path, op->to);
}

/* As gomend-apply lays them out (apply/stagework.c). */
static int undo_changes(struct preview *pv, size_t at, struct error *err)
{
	const struct plan_op *ops = pv->plan->ops, *op = &ops[at];
	const char *near = op->path;
	size_t i;

	if (op->kind == PLAN_MODE ||
	    (op->kind == PLAN_MOVE && !crosses(pv, op)))
		return 0;
	/* What changes in a tree that is copied changes in the copy. */
	for (i = at + 1; i < pv->plan->nops; i++)
		if (crosses(pv, &ops[i]) && path_under(ops[i].path, op->path))
			near = ops[i].to;
	if (undo_change(pv, near, err))
		return -1;
	return op->kind == PLAN_MOVE ? undo_change(pv, op->to, err) : 0;
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
	for (i = 0; !rc && i < p->nops; i++) {
		pv.op = (int)i;
		rc = undo_changes(&pv, i, err);
	}
	drop_silent(p);
	for (i = 0; !rc && i < p->nchanges; i++)
		if (!p->changes[i].group)
			p->changes[i].group = map_get(&groups,
						      p->changes[i].path);
	map_release(&groups);
	p->undo_bytes = pv.undo_bytes;
	return rc;
}

/* ---- one change as text ---- */

struct showing {
	struct fix_host *host;
	const struct plan *plan;
	const struct plan_change *change;
	const struct plan_op *op;
	struct arena a;
	struct strbuf *out;
};

static const char *named(struct showing *sh, const char *prefix,
			 const char *path)
{
	if (sh->plan->root && path_under(sh->plan->root, path))
		return arena_printf(&sh->a, "%s%s", prefix,
				    path_rel(&sh->a, sh->plan->root, path));
	return path;
}

static void show_texts(struct showing *sh, const char *path, bool was,
		       struct str old, bool is, struct str new)
{
	const char *one = was ? named(sh, "a/", path) : "/dev/null";
	const char *two = is ? named(sh, "b/", path) : "/dev/null";
	struct diff d;

	if (diff_is_binary(old) || diff_is_binary(new)) {
		strbuf_addf(sh->out, "Binary files %s and %s differ\n", one,
			    two);
		return;
	}
	diff_lines(&sh->a, old, new, &d);
	diff_unified(&d, one, two, sh->out);
}

static void show_modes(struct showing *sh, const struct plan_state *was,
		       const struct plan_state *is)
{
	if (was->mode != is->mode && was->type == is->type &&
	    was->type != PLAN_SYMLINK)
		strbuf_addf(sh->out, "old mode %04o\nnew mode %04o\n",
			    (unsigned)was->mode, (unsigned)is->mode);
}

/* What a link says stands for its text. */
static int text_of(struct showing *sh, const char *path,
		   const struct plan_state *s, struct strbuf *out,
		   struct error *err)
{
	if (s->type == PLAN_SYMLINK)
		strbuf_addstr(out, s->print ? s->print : "");
	else if (s->type == PLAN_FILE)
		return sh->host->read(sh->host, path, out, err);
	return 0;
}

/* Where `now` lies (or NULL) takes the place of what lies at `path`. */
static int show_pair(struct showing *sh, const char *path, const char *now,
		     struct error *err)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT;
	struct plan_state was, is;
	int rc = -1;

	memset(&is, 0, sizeof(is));
	if (!sh->host->state(sh->host, &sh->a, path, false, &was, err) &&
	    (!now || !sh->host->state(sh->host, &sh->a, now, false, &is,
				      err)) &&
	    !text_of(sh, path, &was, &old, err) &&
	    (!now || !text_of(sh, now, &is, &new, err))) {
		show_modes(sh, &was, &is);
		show_texts(sh, path, was.type != PLAN_ABSENT, strbuf_str(&old),
			   is.type != PLAN_ABSENT, strbuf_str(&new));
		if (was.type == PLAN_FOLDER || is.type == PLAN_FOLDER)
			strbuf_addf(sh->out, "%s folder %s\n",
				    is.type != PLAN_FOLDER ? "deleted" :
				    was.type == PLAN_FOLDER ? "replaced"
							    : "new",
				    named(sh, "", path));
		rc = 0;
	}
	strbuf_release(&old);
	strbuf_release(&new);
	return rc;
}

/* The bytes must be those that the plan was made from. */
static int check_same(struct showing *sh, struct error *err)
{
	const struct plan_op *op = sh->op;
	struct plan_state s;

	if (sh->host->state(sh->host, &sh->a, op->path, false, &s, err))
		return -1;
	if (s.type != op->before.type ||
	    (s.type == PLAN_FILE && !cstr_eq(s.print, op->before.print)))
		return error_set(err, "%s has changed since the plan was made",
				 op->path);
	return 0;
}

static int show_file(struct showing *sh, struct error *err)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT;
	const struct plan_op *op = sh->op;
	struct plan_state after = op->before;
	int rc;

	rc = preview_texts(sh->host, &sh->a, op, &old, &new, err);
	if (op->mode)
		after.mode = op->mode;
	if (!rc) {
		show_modes(sh, &op->before, &after);
		show_texts(sh, op->path, op->before.type == PLAN_FILE,
			   strbuf_str(&old), true, strbuf_str(&new));
	}
	strbuf_release(&old);
	strbuf_release(&new);
	return rc;
}

static int show_entry(void *payload, const char *rel,
		      const struct plan_state *s)
{
	struct showing *sh = payload;

	if (s->type != PLAN_FOLDER)
		strbuf_addf(sh->out, "- %s\n", rel);
	return sh->out->len > PREVIEW_MAX_BYTES;
}

/* A tree is told by its names; a single file or link by its text. */
static int show_taken(struct showing *sh, struct error *err)
{
	const struct plan_op *op = sh->op;

	if (op->kind == PLAN_MOVE) {
		strbuf_addf(sh->out, "rename from %s\nrename to %s\n",
			    named(sh, "", op->path), named(sh, "", op->to));
		return 0;
	}
	if (op->before.type != PLAN_FOLDER)
		return show_pair(sh, op->path, NULL, err);
	strbuf_addf(sh->out, "deleted folder %s\n", named(sh, "", op->path));
	return sh->host->walk(sh->host, op->path, show_entry, sh, err);
}

static void show_link(struct showing *sh)
{
	const struct plan_op *op = sh->op;

	show_texts(sh, op->path, op->before.type == PLAN_SYMLINK,
		   str_from(op->before.print), true, str_from(op->to));
}

static void show_mode(struct showing *sh)
{
	struct plan_state after = sh->op->before;

	after.mode = sh->op->mode;
	show_modes(sh, &sh->op->before, &after);
}

static void show_index(struct showing *sh)
{
	const struct plan_op *op = sh->op;
	size_t i;

	for (i = 0; i < op->nentries; i++) {
		const struct plan_entry *e = &op->entries[i];

		if (!cstr_eq(path_join(&sh->a, sh->plan->root, e->path),
			     sh->change->path))
			continue;
		strbuf_addf(sh->out, "index %s\n", e->path);
		if (e->before)
			strbuf_addf(sh->out, "-%s\n", e->before);
		if (e->after)
			strbuf_addf(sh->out, "+%s\n", e->after);
	}
}

static int show(struct showing *sh, struct error *err)
{
	const struct plan_op *op = sh->op;

	switch (op->kind) {
	case PLAN_EDIT:
	case PLAN_WRITE:
		return show_file(sh, err);
	case PLAN_MKDIR:
		strbuf_addf(sh->out, "new folder %s\n",
			    named(sh, "", op->path));
		return 0;
	case PLAN_REMOVE:
		if (!cstr_eq(sh->change->path, op->path))
			return show_pair(sh, sh->change->path, NULL, err);
		return show_taken(sh, err);
	case PLAN_MOVE:
		return show_taken(sh, err);
	case PLAN_LINK:
		show_link(sh);
		return 0;
	case PLAN_MODE:
		show_mode(sh);
		return 0;
	case PLAN_TREE:
		return show_pair(sh, sh->change->path,
			path_join(&sh->a, op->from,
				  path_rel(&sh->a, op->path,
					   sh->change->path)), err);
	case PLAN_INDEX:
		show_index(sh);
		return 0;
	}
	return 0;
}

int preview_diff(struct fix_host *h, const struct plan *p, size_t change,
		 struct strbuf *out, struct error *err)
{
	struct showing sh;
	int rc;

	if (change >= p->nchanges)
		return error_set(err, "the plan has no such change");
	memset(&sh, 0, sizeof(sh));
	sh.host = h;
	sh.plan = p;
	sh.change = &p->changes[change];
	sh.op = &p->ops[sh.change->op];
	sh.out = out;
	/* The folder for undo copies is no step's own. */
	if (cstr_eq(path_base(sh.change->path), ".gomend-undo")) {
		strbuf_addf(out, "new folder %s\n",
			    named(&sh, "", sh.change->path));
		/* So that no git shows it (host/stage.h). */
		strbuf_addf(out, "--- /dev/null\n+++ %s\n@@ -0,0 +1 @@\n+*\n",
			    named(&sh, "b/", path_join(&sh.a, sh.change->path,
						       ".gitignore")));
		arena_release(&sh.a);
		return 0;
	}
	/* What a move left free is not there yet. */
	rc = sh.op->kind == PLAN_LINK ? 0 : check_same(&sh, err);
	if (!rc)
		rc = show(&sh, err);
	if (!rc && out->len > PREVIEW_MAX_BYTES) {
		size_t all = out->len;

		strbuf_setlen(out, PREVIEW_MAX_BYTES);
		strbuf_addf(out, "\n\\ %zu bytes more are not shown\n",
			    all - PREVIEW_MAX_BYTES);
	}
	arena_release(&sh.a);
	return rc;
}
