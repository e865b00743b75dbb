#include "config.h"

#include "plan/merge.h"

#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strbuf.h"

/* The same step twice is one step. */
static bool same_step(const struct plan_op *a, const struct plan_op *b)
{
	size_t i;

	if (a->kind != b->kind || !cstr_eq(a->path, b->path) ||
	    !cstr_eq(a->to, b->to) || !cstr_eq(a->text, b->text) ||
	    !cstr_eq(a->from, b->from) || a->mode != b->mode ||
	    a->keep != b->keep || a->nedits != b->nedits || a->nentries ||
	    b->nentries)
		return false;
	for (i = 0; i < a->nedits; i++)
		if (a->edits[i].start != b->edits[i].start ||
		    a->edits[i].end != b->edits[i].end ||
		    !cstr_eq(a->edits[i].text, b->edits[i].text))
			return false;
	return true;
}

static int overlap(const char *path, const struct plan *into,
		   const struct plan *more, struct error *err)
{
	(void)error_set(err, "%s and %s both change %s", into->fix, more->fix,
			path);
	error_hint(err, "do one after the other: first %s, then %s", into->fix,
		   more->fix);
	return -1;
}

/* Edits of one file by both, where they leave each other alone. */
static int join_edits(struct arena *a, struct plan_op *to,
		      const struct plan_op *from, bool *clash,
		      struct error *err)
{
	struct plan_edit *list = NULL;
	size_t i = 0, k = 0, n = 0;

	*clash = false;
	if (!cstr_eq(to->before.print, from->before.print))
		return error_set(err, "%s changes while it is looked at",
				 to->path);
	while (i < to->nedits || k < from->nedits) {
		const struct plan_edit *x = i < to->nedits ? &to->edits[i]
							   : NULL;
		const struct plan_edit *y = k < from->nedits ? &from->edits[k]
							     : NULL;
		const struct plan_edit *next;

		if (x && y && x->start == y->start && x->end == y->end) {
			if (!cstr_eq(x->text, y->text))
				*clash = true;
			next = x;
			i++;
			k++;
		} else if (!y || (x && (x->start < y->start ||
					(x->start == y->start &&
					 x->end < y->end)))) {
			next = x;
			i++;
		} else {
			next = y;
			k++;
		}
		if (n && list[n - 1].end > next->start)
			*clash = true;
		*ARENA_PUSH(a, list, n) = *next;
	}
	if (*clash)
		return 0;
	to->edits = list;
	to->nedits = n;
	return 0;
}

/* In front of the move that takes it along, else at the end. */
static void insert_op(struct arena *a, struct plan *p,
		      const struct plan_op *op)
{
	size_t i, at = p->nops;

	for (i = 0; i < p->nops && at == p->nops; i++)
		if (p->ops[i].kind == PLAN_MOVE &&
		    !cstr_eq(p->ops[i].path, op->path) &&
		    path_under(p->ops[i].path, op->path))
			at = i;
	(void)ARENA_PUSH(a, p->ops, p->nops);
	memmove(&p->ops[at + 1], &p->ops[at],
		(p->nops - 1 - at) * sizeof(*p->ops));
	p->ops[at] = *op;
}

static int merge_op(struct arena *a, struct plan *into,
		    const struct plan *more, const struct plan_op *op,
		    struct error *err)
{
	bool clash;
	size_t i;

	for (i = 0; i < into->nops; i++) {
		struct plan_op *o = &into->ops[i];

		if (same_step(o, op))
			return 0;
		if (cstr_eq(o->path, op->path)) {
			if (o->kind != PLAN_EDIT || op->kind != PLAN_EDIT)
				return overlap(op->path, into, more, err);
			if (join_edits(a, o, op, &clash, err))
				return -1;
			return clash ? overlap(op->path, into, more, err) : 0;
		}
		/* A move takes along what was changed before it. */
		if (plan_takes_tree(o) && o->kind != PLAN_MOVE &&
		    path_under(o->path, op->path))
			return overlap(op->path, into, more, err);
		if (plan_takes_tree(op) && op->kind != PLAN_MOVE &&
		    path_under(op->path, o->path))
			return overlap(o->path, into, more, err);
	}
	insert_op(a, into, op);
	return 0;
}

static bool same_command(const struct plan_command *a,
			 const struct plan_command *b)
{
	size_t i;

	if (a->nargv != b->nargv || a->nenv != b->nenv ||
	    !cstr_eq(a->cwd, b->cwd))
		return false;
	for (i = 0; i < a->nargv; i++)
		if (!cstr_eq(a->argv[i], b->argv[i]))
			return false;
	for (i = 0; i < a->nenv; i++)
		if (!cstr_eq(a->env[i], b->env[i]))
			return false;
	return true;
}

static void add_verify(struct arena *a, struct plan *into,
		       const struct plan_command *c)
{
	struct plan_command *to;
	size_t i;

	for (i = 0; i < into->nverify; i++)
		if (same_command(&into->verify[i], c))
			return;
	to = ARENA_PUSH(a, into->verify, into->nverify);
	*to = *c;
	/* The names of two plans may be the same. */
	to->id = arena_printf(a, "verify-%zu", into->nverify);
}

/* Steps change places: of the previews only the headings are kept. */
static void keep_groups(struct arena *a, struct plan *into,
			const struct plan *more)
{
	size_t i;

	for (i = 0; i < more->nchanges; i++)
		*ARENA_PUSH(a, into->changes, into->nchanges) =
			more->changes[i];
	for (i = 0; i < into->nchanges; i++)
		into->changes[i].op = -1;
	into->undo_bytes = 0;
}

/* From then on each place is one of a single finding. */
static void own_places(struct arena *a, const struct plan *p,
		       const char ***list, size_t *n)
{
	size_t i, k;

	for (i = 0; i < p->nplaces; i++) {
		if (strchr(p->places[i], '@')) {
			*ARENA_PUSH(a, *list, *n) = p->places[i];
			continue;
		}
		for (k = 0; k < p->nfindings; k++)
			*ARENA_PUSH(a, *list, *n) = arena_printf(a, "%s@%s",
				p->findings[k], p->places[i]);
	}
}

static void join_places(struct arena *a, struct plan *into,
			const struct plan *more)
{
	const char **list = NULL;
	size_t n = 0;

	own_places(a, into, &list, &n);
	own_places(a, more, &list, &n);
	into->places = list;
	into->nplaces = n;
}

/* "a, b, a" as "a (2), b". */
static const char *each_once(struct arena *a, const char *ids)
{
	struct strbuf out = STRBUF_INIT;
	const char **seen = NULL, *text;
	size_t *times = NULL, n = 0, ntimes = 0, i;

	while (*ids) {
		size_t len = strcspn(ids, ",");
		const char *id = arena_strndup(a, ids, len);

		ids += len;
		ids += strspn(ids, ", ");
		for (i = 0; i < n && !cstr_eq(seen[i], id); i++)
			;
		if (i == n) {
			*ARENA_PUSH(a, seen, n) = id;
			(void)ARENA_PUSH(a, times, ntimes);
		}
		times[i]++;
	}
	for (i = 0; i < n; i++) {
		strbuf_addf(&out, "%s%s", i ? ", " : "", seen[i]);
		if (times[i] > 1)
			strbuf_addf(&out, " (%zu)", times[i]);
	}
	text = arena_strdup(a, out.buf);
	strbuf_release(&out);
	return text;
}

int plan_merge(struct arena *a, struct plan *into, const struct plan *more,
	       struct error *err)
{
	size_t i;

	keep_groups(a, into, more);
	/* The legs of one are known by their folder; of two nobody goes on
	 * with "the next". */
	if (!into->nlegs) {
		into->legs = more->legs;
		into->nlegs = more->nlegs;
		into->subject = more->subject;
		into->goes_on = more->goes_on;
		into->next_sets = more->next_sets;
		into->nnext_sets = more->nnext_sets;
	} else if (more->nlegs) {
		into->nlegs = 0;
		into->subject = NULL;
		into->goes_on = false;
	}
	for (i = 0; i < more->nops; i++)
		if (merge_op(a, into, more, &more->ops[i], err))
			return -1;
	join_places(a, into, more);
	for (i = 0; i < more->nfindings; i++)
		*ARENA_PUSH(a, into->findings, into->nfindings) =
			more->findings[i];
	for (i = 0; i < more->nbrings; i++)
		*ARENA_PUSH(a, into->brings, into->nbrings) = more->brings[i];
	for (i = 0; i < more->nran; i++)
		*ARENA_PUSH(a, into->ran, into->nran) = more->ran[i];
	for (i = 0; i < more->nverify; i++)
		add_verify(a, into, &more->verify[i]);
	for (i = 0; i < more->nnotes; i++)
		*ARENA_PUSH(a, into->notes, into->nnotes) = more->notes[i];
	for (i = 0; i < more->nreport; i++)
		*ARENA_PUSH(a, into->report, into->nreport) = more->report[i];
	if (cstr_empty(into->shell_line))
		into->shell_line = more->shell_line;
	else if (!cstr_empty(more->shell_line) &&
		 !cstr_eq(into->shell_line, more->shell_line))
		into->shell_line = arena_printf(a, "%s; %s", into->shell_line,
						more->shell_line);
	if (!into->stage)
		into->stage = more->stage;
	if (!into->git_dir)
		into->git_dir = more->git_dir;
	into->fix = arena_printf(a, "%s, %s", into->fix, more->fix);
	into->title = MSG(a, N_("Several fixes at once: {0}"),
			  each_once(a, into->fix));
	return 0;
}
