/*
 * edit-workflow: quotes around a go-version that YAML takes for a number, a
 * step that says which Go, and the bytes that a check of CI jobs found to mend
 * what it tells (checks/ci.h).
 */
#include "config.h"

#include "fixes/fix.h"

#include <limits.h>

#include "base/str.h"
#include "checks/ci.h"
#include "facts/ledger.h"
#include "fmt/yamledit.h"

/* ---- go-version ---- */

/* The pins of the finding's line that are numbers. */
static const struct pin *number_of(const struct fix_run *run, size_t *i,
				   size_t *k)
{
	const struct snapshot *s = run->snap;
	const struct finding *f = run->finding;

	for (; f && *i < s->nfiles; (*i)++, *k = 0) {
		const struct repo_file *file = &s->files[*i];

		while (*k < file->npins) {
			const struct pin *p = &file->pins[(*k)++];

			if (p->kind == PIN_SETUP_GO && p->number && p->end &&
			    p->line == f->line && cstr_eq(p->file, f->path))
				return p;
		}
	}
	return NULL;
}

static bool is_number(const struct fix_run *run)
{
	return run->finding && cstr_eq(run->finding->id,
				       "ci-go-version-float");
}

static bool is_edited(const struct span_edits *l, size_t at)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->edits[i].start == at)
			return true;
	return false;
}

/* Quoted, it is what was meant, and may be too old all the same. */
static void tell_stops(struct fix_run *run, struct plan *plan)
{
	const struct finding *f = run->finding;
	struct ledger l;
	size_t i;

	ledger_build(run->arena, run->snap, &l);
	for (i = 0; i < l.nrows; i++) {
		const struct ledger_row *r = &l.rows[i];

		if (!r->pin || !r->pin->number || !r->stops ||
		    r->line != f->line || !cstr_eq(r->file, f->path))
			continue;
		*ARENA_PUSH(run->arena, plan->brings, plan->nbrings) =
			"toolchain-download";
		*ARENA_PUSH(run->arena, plan->brings, plan->nbrings) =
			"go-line-unreadable";
		fix_note(run, plan, MSG(run->arena, N_(
			"Go {0}, as it is read then, is too old: {1} asks for "
			"{2}. align-go-version raises it."), r->pin->text,
			r->wants_file, r->wants));
	}
}

static int build_number(struct fix_run *run, struct plan *plan,
			struct error *err)
{
	struct span_edits spans = SPAN_EDITS_INIT;
	const char *path = NULL;
	const struct pin *p;
	size_t i = 0, k = 0;
	struct str bytes;

	while ((p = number_of(run, &i, &k))) {
		size_t start = (size_t)p->start, end = (size_t)p->end;

		if (!path) {
			path = fix_abs(run, p->at_file);
			if (fix_read(run, path, &bytes, err))
				return -1;
		}
		/* Of an action, once for each job that uses it. */
		if (is_edited(&spans, end))
			continue;
		if (end > bytes.len ||
		    !str_is(str_sub(bytes, start, end - start), p->text))
			return error_set(err, "%s has changed since it was "
					 "read", p->at_file);
		span_edits_add(run->arena, &spans, start, start,
			       STR_LIT("'"));
		span_edits_add(run->arena, &spans, end, end, STR_LIT("'"));
	}
	if (!path)
		return error_set(err, "there is no such go-version any more");
	tell_stops(run, plan);
	return fix_edit_spans(run, plan, path, &spans, err);
}

/* ---- what a check of jobs found ---- */

static const struct ci_hit *hit_of(struct fix_run *run)
{
	const struct ci_hit *h = ci_hit_of(run->arena, run->snap,
					   run->finding);

	return h && h->nedits ? h : NULL;
}

struct line {
	int number;
	bool found;
};

static bool is_on_line(void *payload, const struct yaml_node *n)
{
	struct line *l = payload;

	l->found = l->found || (n->kind == YAML_SCALAR &&
				n->line == l->number);
	return !l->found;
}

/* Whose cache stands on that line: of one job or template its mapping, else
 * the file's. */
static const struct yaml_node *cached_by(const struct ci_edit *e,
					 const struct yaml_node *root)
{
	const struct yaml_node *hit = NULL;
	size_t i;

	for (i = 0; i < root->npairs; i++) {
		const struct yaml_node *v = root->pairs[i].value;
		struct line l = { e->line, false };

		if (!yaml_is(v, YAML_MAPPING) || !yaml_get(v, "cache") ||
		    yaml_says(root->pairs[i].key, "default"))
			continue;
		yamledit_each(yaml_get(v, "cache"), is_on_line, &l);
		if (!l.found)
			continue;
		/* Several share it by an anchor. */
		if (hit)
			return root;
		hit = v;
	}
	return hit ? hit : root;
}

struct sought {
	const struct ci_edit *e;
	const struct yaml_node *node;
};

/* A block's text begins on the line below its indicator. */
static int text_line(const struct yaml_node *n)
{
	return n->line + (n->style == YAML_LITERAL ||
			  n->style == YAML_FOLDED);
}

static bool is_sought(const struct ci_edit *e, const struct yaml_node *n)
{
	if (e->script)
		return n->kind == YAML_SCALAR && text_line(n) == e->line &&
		       str_starts(n->text, e->script);
	if (e->old)
		return n->kind == YAML_SCALAR && n->line == e->line &&
		       str_is(n->text, e->old);
	return n->kind == YAML_MAPPING && n->line == e->line &&
	       yaml_get(n, "uses");
}

/* What stands under the name of the job. */
static const struct yaml_node *job_of(const struct ci_edit *e,
				      const struct yaml_node *n)
{
	size_t i;

	for (i = 0; n->kind == YAML_MAPPING && i < n->npairs; i++)
		if (n->pairs[i].key->line == e->line &&
		    yaml_says(n->pairs[i].key, e->job))
			return n->pairs[i].value;
	return NULL;
}

static bool seek(void *payload, const struct yaml_node *n)
{
	struct sought *s = payload;

	if (s->e->job)
		s->node = job_of(s->e, n);
	else if (is_sought(s->e, n))
		s->node = n;
	return !s->node;
}

static bool make_edit(struct fix_run *run, struct str bytes,
		      const struct yaml_node *root, const struct ci_edit *e,
		      struct span_edits *spans)
{
	struct arena *a = run->arena;
	struct sought s = { e, NULL };
	bool variable = e->job || e->cached;
	const char *below = variable ? "variables" : "with";
	const struct yaml_node *map;

	if (e->cached)
		s.node = yaml_is(root, YAML_MAPPING) ? cached_by(e, root)
						     : NULL;
	else
		yamledit_each(root, seek, &s);
	if (!s.node)
		return false;
	if (e->script)
		return yamledit_text(a, bytes, s.node, e->at, e->len, e->text,
				     spans);
	if (e->old)
		return yamledit_text(a, bytes, s.node, 0, s.node->text.len,
				     e->text, spans);
	if (e->uses)
		return yamledit_item(a, bytes, s.node, "uses", e->uses, below,
				     e->key, e->value, spans);
	map = yaml_get(s.node, below);
	if (yaml_is(map, YAML_MAPPING) && map->npairs) {
		const struct yaml_node *old = yaml_get(map, e->key);

		return old ? yamledit_text(a, bytes, old, 0, old->text.len,
					   e->value, spans) :
			     yamledit_pair(a, bytes, map, e->key, e->value,
					   spans);
	}
	if (map)
		return false;
	if (!variable)
		return yamledit_map(a, bytes, s.node, "uses", below, e->key,
				    e->value, spans);
	return yamledit_pair(a, bytes, s.node, below,
			     arena_printf(a, "{%s: %s}", e->key, e->value),
			     spans);
}

static int build_edits(struct fix_run *run, struct plan *plan,
		       const struct ci_edit *edits, size_t n,
		       struct error *err)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		struct span_edits spans = SPAN_EDITS_INIT;
		const char *file = edits[i].file, *path;
		struct str bytes;
		struct yaml y;
		bool done = false;

		for (k = 0; k < i && !done; k++)
			done = cstr_eq(edits[k].file, file);
		if (done)
			continue;
		path = fix_abs(run, file);
		if (fix_read(run, path, &bytes, err) ||
		    run->host->yaml(run->host, run->arena, bytes, file, &y,
				    err))
			return -1;
		for (k = i; k < n; k++)
			if (cstr_eq(edits[k].file, file) &&
			    (!y.ndocs || !make_edit(run, bytes, y.docs[0],
						    &edits[k], &spans)))
				return error_set(err, "%s:%d is not written "
					"in a way that can be changed in "
					"place", file, edits[k].line);
		if (fix_edit_spans(run, plan, path, &spans, err))
			return -1;
	}
	return 0;
}

/* ---- a job that says no Go ---- */

/* Where the job of the pin checks the repository out itself; or NULL. */
static const struct ci_step *checkout_of(const struct ledger_row *r)
{
	const struct ci_job *j = NULL;
	size_t i;

	for (i = 0; i < r->holder->njobs && !j; i++)
		if (r->holder->jobs[i].line == r->line &&
		    cstr_eq(r->holder->jobs[i].file, r->file))
			j = &r->holder->jobs[i];
	for (i = 0; j && i < j->nsteps; i++)
		if (!j->steps[i].inner && ci_step_is_checkout(&j->steps[i]))
			return &j->steps[i];
	return NULL;
}

/* By the file that asks for it, where that major can read it. */
static void say_go(struct arena *a, const struct ledger_row *r, int major,
		   struct ci_edit *e)
{
	const struct setup_go *g = gotable_setup_go(major);

	if (g && g->version_file) {
		e->key = "go-version-file";
		e->value = r->wants_file;
	} else {
		e->key = "go-version";
		e->value = arena_printf(a, "'%s'", r->wants);
	}
}

/* The setup-go of the repository's other jobs, else the newest. */
static void add_setup_go(struct fix_run *run, const struct ledger_row *r,
			 const struct ci_step *checkout, struct ci_edit *e)
{
	const struct ci_step *st = ci_newest_setup_go(run->snap);
	int major = st ? st->major : gotable_setup_go(INT_MAX)->major;

	e->file = checkout->file;
	e->line = checkout->line;
	e->uses = st ? st->uses
		     : arena_printf(run->arena, "actions/setup-go@v%d", major);
	say_go(run->arena, r, major, e);
}

/* The edit of a ci-go-unpinned; false: by hand. */
static bool unpinned_edit(struct fix_run *run, struct ci_edit *e)
{
	const struct finding *f = run->finding;
	const struct ci_step *checkout;
	struct ledger l;
	size_t i;

	memset(e, 0, sizeof(*e));
	if (!f || !cstr_eq(f->id, "ci-go-unpinned"))
		return false;
	ledger_build(run->arena, run->snap, &l);
	for (i = 0; i < l.nrows; i++) {
		const struct ledger_row *r = &l.rows[i];

		if (!r->pin || !r->wants || r->line != f->line ||
		    !cstr_eq(r->file, f->path))
			continue;
		if (r->pin->kind == PIN_SETUP_GO_NONE) {
			e->file = r->file;
			e->line = r->line;
			say_go(run->arena, r, r->pin->setup_go, e);
			return true;
		}
		checkout = r->pin->kind == PIN_NONE ? checkout_of(r) : NULL;
		if (!checkout)
			continue;
		add_setup_go(run, r, checkout, e);
		return true;
	}
	return false;
}

/* ---- the fix ---- */

static bool serves(struct fix_run *run)
{
	struct ci_edit e;
	size_t i = 0, k = 0;

	return is_number(run) ? number_of(run, &i, &k) != NULL
			      : unpinned_edit(run, &e) || hit_of(run);
}

static void choices(struct fix_run *run)
{
	struct fix_offer *o = &run->offer;
	struct arena *a = run->arena;
	const struct ci_hit *h;
	const struct pin *p;
	struct ci_edit e;
	size_t i = 0, k = 0;

	if (unpinned_edit(run, &e)) {
		o->title = e.uses ?
			MSG(a, N_("let a step of {0} say which Go: {1}"),
			    arena_printf(a, "%s:%d", e.file, e.line),
			    arena_printf(a, "%s, %s: %s", e.uses, e.key,
					 e.value)) :
			MSG(a, N_("write {1} into {0}"),
			    arena_printf(a, "%s:%d", e.file, e.line),
			    arena_printf(a, "%s: %s", e.key, e.value));
		o->about = MSG(a, N_("Nothing but these lines is added; every "
				     "other byte of the workflow stays."));
		return;
	}
	p = is_number(run) ? number_of(run, &i, &k) : NULL;
	h = p ? NULL : hit_of(run);
	if (p) {
		o->title = MSG(a, N_("write '{1}' into {0}, in quotes"),
			       p->at_file, p->text);
		o->about = MSG(a, N_("Only the two quotes are added; every "
				     "other byte of the workflow stays."));
		return;
	}
	if (!h) {
		o->refused = MSG(a, N_("It is offered for a finding of a check "
				       "of CI jobs, where a few bytes mend "
				       "it."));
		return;
	}
	if (h->edits[0].key)
		o->title = MSG(a, N_("write {1} into {0}"),
			       arena_printf(a, "%s:%d", h->edits[0].file,
					    h->edits[0].line),
			       arena_printf(a, "%s: %s", h->edits[0].key,
					    h->edits[0].value));
	else if (*h->edits[0].text)
		o->title = MSG(a, N_("write {1} into {0}"), h->edits[0].file,
			       h->edits[0].text);
	else
		o->title = MSG(a, N_("take {1} out of {0}"),
			       h->edits[0].file, h->name ? h->name : "");
	o->about = MSG(a, N_("Only these bytes change; comments, order, "
			     "quotes and indentation of the file stay."));
}

static int build(struct fix_run *run, struct plan *plan, struct error *err)
{
	const struct ci_hit *h;
	struct ci_edit e;

	if (is_number(run))
		return build_number(run, plan, err);
	if (unpinned_edit(run, &e))
		return build_edits(run, plan, &e, 1, err);
	h = hit_of(run);
	if (!h)
		return error_set(err, "that is not there any more");
	return build_edits(run, plan, h->edits, h->nedits, err);
}

const struct fix fix_edit_workflow = {
	.id = "edit-workflow",
	.title = N_("mend a workflow where it stands"),
	.about = N_("Changes the few bytes of a workflow or a .gitlab-ci.yml "
		    "that a finding tells of: quotes around a go-version, a "
		    "line of a script, an input of a step, a step of setup-go. "
		    "Comments, order and indentation stay."),
	.spares_shells = true,
	.serves = serves,
	.choices = choices,
	.build = build,
};
